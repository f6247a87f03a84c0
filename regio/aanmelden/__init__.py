"""Signing in at a provider of OpenID Connect, of which the settings name one at most."""

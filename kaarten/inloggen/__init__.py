"""The page to sign in on and the page to sign out from."""

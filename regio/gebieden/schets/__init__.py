"""The sketch of the country: every bouwsteen drawn from the points of the postcodes alone."""

from regio.gebieden.schets.maken import maak_schets

__all__ = ["maak_schets"]

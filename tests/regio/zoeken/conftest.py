"""A geocoder that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from regio.adressen import Adres, Geocodering

UITVAL = "Adressen kunnen nu niet worden opgezocht. Zoek op postcode."


@dataclass
class Nepgeocoder:
    """Always the same outcome."""

    uitkomst: Geocodering
    vragen: list[str] = field(default_factory=list)

    def zoek(self, vraag: str, maximum: int = 5) -> Geocodering:
        """The outcome that was set; the question is remembered."""
        self.vragen.append(vraag)
        return self.uitkomst


@pytest.fixture
def geocoder() -> Callable[..., Nepgeocoder]:
    """Makes a geocoder that finds some addresses."""

    def maak(*adressen: Adres, meer: bool = False) -> Nepgeocoder:
        return Nepgeocoder(Geocodering(adressen, "nep", None, meer))

    return maak


@pytest.fixture
def kapot() -> Nepgeocoder:
    """A geocoder of which the service does not answer."""
    return Nepgeocoder(Geocodering((), "nep", UITVAL))

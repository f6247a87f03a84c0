"""The page ``/kaarten`` where an analyst chooses a map; nothing heavy is imported for it."""

from __future__ import annotations

from dataclasses import dataclass, field

INDELINGEN = (
    ("PO", "Samenwerkingsverbanden basisonderwijs (PO)"),
    ("VO", "Samenwerkingsverbanden voortgezet onderwijs (VO)"),
    ("gemeente", "Gemeenten"),
    ("jeugdregio", "Jeugdregio’s"),
    ("rmc", "RMC-regio’s"),
)
# The divisions that can be held against one another, and the weights.
NAAST = (
    *INDELINGEN[:2],
    ("jeugdregio", "Jeugdregio’s op de peildatum"),
    *((f"jeugdregio-{jaar}", f"Jeugdregio’s van {jaar}") for jaar in (2015, 2016, 2025)),
    ("rmc", "RMC-regio’s op de peildatum"),
    *((f"rmc-{jaar}", f"RMC-regio’s van {jaar}") for jaar in (2012, 2013, 2014)),
    ("provincie-2014", "Provincies van 2014"),
    ("gemeente", "Gemeenten"),
)
WEGINGEN = (
    ("kinderen", "Kinderen (geschat, 2021)"),
    ("inwoners", "Inwoners (2021)"),
    ("oppervlakte", "Oppervlakte"),
    ("bouwstenen", "Postcodes, elk even zwaar"),
    ("leerlingen", "Leerlingen, als die zijn geladen"),
)


@dataclass(frozen=True, slots=True)
class Kaartkeuze:
    """What was asked of which form (``soort``), by field, with what is wrong with it.

    ``suggesties`` are names of gemeenten that may be meant.
    """

    soort: str = ""
    waarden: dict[str, str] = field(default_factory=dict)
    fouten: tuple[str, ...] = ()
    suggesties: tuple[str, ...] = ()
    schets: bool = False

    @property
    def naast(self) -> tuple[tuple[str, str], ...]:
        """The divisions to hold against one another: name and title."""
        return NAAST

    @property
    def wegingen(self) -> tuple[tuple[str, str], ...]:
        """The weights: name and title."""
        return WEGINGEN

    def waarde(self, soort: str, veld: str) -> str:
        """What was filled in, empty for the other forms."""
        return self.waarden.get(veld, "") if soort == self.soort else ""

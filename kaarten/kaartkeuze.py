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

    def waarde(self, soort: str, veld: str) -> str:
        """What was filled in, empty for the other forms."""
        return self.waarden.get(veld, "") if soort == self.soort else ""

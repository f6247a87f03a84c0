"""A form of the pages about scenarios as somebody left it: what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kaarten.teksten import voor_lezers
from regio.fouten import Fout


@dataclass(frozen=True, slots=True)
class Invoer:
    """Which form of a page was sent, with its values and the sentences per field; nothing for a page as it is.

    ``fouten`` has fields by name; ``zet-3`` is the third move, and ``""`` the form as a whole.
    """

    formulier: str = ""
    velden: Mapping[str, str] = field(default_factory=dict)
    fouten: Mapping[str, list[str]] = field(default_factory=dict)

    def waarde(self, formulier: str, veld: str, anders: str = "") -> str:
        """What to show in a field: what was typed when it was this form that was sent."""
        return self.velden.get(veld, "") if formulier == self.formulier else anders

    def fout(self, formulier: str, veld: str) -> str:
        """What is wrong with a field, empty when nothing is."""
        return " ".join(self.fouten.get(veld, ())) if formulier == self.formulier else ""

    @property
    def over_zet(self) -> bool:
        """Whether it is the form at one of the moves."""
        return self.formulier.startswith(("wijzig-", "weg-", "schuif-"))

    @property
    def overzicht(self) -> list[tuple[str, str]]:
        """Every fault as the id of the place it is about, and the sentence."""
        return [(self._plek(veld), zin) for veld, zinnen in self.fouten.items() for zin in zinnen]

    def _plek(self, veld: str) -> str:
        if not veld:
            # A move may be gone; the list it stood in is not.
            return "zetten" if self.over_zet else self.formulier or "inhoud"
        return veld if veld.startswith("zet-") else f"{self.formulier}-{veld}"


def met_fouten(formulier: str, velden: Mapping[str, str], fouten: Iterable[Fout], bekend: Iterable[str]) -> Invoer:
    """A form with its faults: those about none of the fields in ``bekend`` are about the form as a whole."""
    namen = frozenset(bekend)
    per_veld: dict[str, list[str]] = {}
    for fout in fouten:
        plek = fout.veld if fout.veld in namen or fout.veld.startswith("zet-") else ""
        zin = voor_lezers(fout)
        per_veld.setdefault(plek, []).append(f"{zin[:1].upper()}{zin[1:]}")
    return Invoer(formulier, dict(velden), per_veld)

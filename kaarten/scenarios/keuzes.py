"""What can be chosen in the form of a move: SWVs and gemeenten, by code and what they are known by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kaarten import gebied
from regio.scenario.beeld import Beeld
from regio.scenario.zetten import SECTOREN
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import lees_datum

_GENOEMD = 3


@dataclass(frozen=True)
class Keuzes:
    """The lists to choose from, each entry as it is put in the field."""

    verbanden: list[str]
    gemeenten: list[str]

    @cached_property
    def _op_code(self) -> dict[str, str]:
        per_verband = {een.partition(" ")[0]: een for een in self.verbanden}
        return per_verband | {een.rpartition("(")[2].rstrip(")"): een for een in self.gemeenten}

    def noem(self, code: str) -> str:
        """The entry of a code in the lists; the code itself when it is in neither."""
        return self._op_code.get(code, code)


def keuzes(stand: Stand, beeld: Beeld) -> Keuzes:
    """What exists in a picture; an SWV whose name no source gives is known by its gemeenten."""
    bekend = _gemeenten_per_verband(stand, beeld.basis.peildatum)
    codes = [code for sector in SECTOREN for code in beeld.verbanden(sector)]
    gemeenten = sorted((beeld.noem(code) for code in beeld.namen if code.startswith("GM")), key=str.casefold)
    return Keuzes([_verband(beeld, code, bekend.get(code, [])) for code in codes], gemeenten)


def _verband(beeld: Beeld, code: str, gemeenten: list[str]) -> str:
    naam = beeld.namen[code] or ", ".join(gemeenten[:_GENOEMD]) + (" …" if len(gemeenten) > _GENOEMD else "")
    return f"{code} – {naam}" if naam else code


@bewaard(16)
def _gemeenten_per_verband(stand: Stand, peildatum: str) -> dict[str, list[str]]:
    toestand = stand.toestand_nr(lees_datum(peildatum))
    return {
        code: namen
        for sector in SECTOREN
        for code, namen in gebied.gemeenten_per_verband(stand, toestand, sector).items()
    }

"""What must be right in a file that becomes a version, and what is kept as printed although no code stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regio.bronnen.rijen import Correctie
from regio.fouten import Fout, Vraagfout
from regio.regeling import SECTOREN, is_code_van
from regio.regeling_lijst import Gebrek, Gedrukterij, Keuring
from regio.scenario.bestand import Kolommen, fout_op, lees_rijen, lees_tekst, regelnummer
from regio.tijdlijn.namen import Namenlijst

_KOLOMMEN = ("sector", "postcodes", "gedrukt", "gelezen", "reden")
_CORRECTIES = Kolommen(_KOLOMMEN, ("sector", "gedrukt", "gelezen", "reden"), {"plaats": "postcodes"})
# Letters that are printed for a digit, and digits for a letter.
_CIJFERS = str.maketrans({"O": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8"})


@dataclass(frozen=True, slots=True)
class Drukfout:
    """A cell in which no code stands; ``lijkt_op`` is the code that it may be meant for, or empty."""

    regel: int
    pc4: str
    sector: str
    gedrukt: str
    lijkt_op: str


def keuring(namen: Namenlijst, *, zoals_gedrukt: bool) -> Keuring:
    """What a row of a version must have besides what every file must; names are those of gemeenten on any day.

    With ``zoals_gedrukt`` every cell without a code is kept; without it only one that looks like a misprint of a
    code, or words such as Europoort.
    """

    def keur(cellen: Mapping[str, str]) -> Iterator[Gebrek]:
        gemeente = cellen["gemeente"]
        if "|" in gemeente or (gemeente and not namen.codes(gemeente) and gemeente[:2].upper() == "GM"):
            yield "gemeente-naam", "hier hoort de naam van één gemeente, zoals de regeling haar noemt."
        for sector in SECTOREN:
            cel = cellen[sector.casefold()]
            if "|" in cel:
                yield "meer-dan-een", f"in kolom {sector.casefold()} staan meer codes; een versie noemt er één."
            elif cel and not zoals_gedrukt and not _mag(cel, sector):
                zin = f"in kolom {sector.casefold()} hoort een code als {sector}2201. Staat het zo in de regeling, "
                yield "code-vorm", f"{zin}geef dan --zoals-gedrukt."

    return keur


def drukfouten(rijen: Sequence[Gedrukterij]) -> list[Drukfout]:
    """Every cell in which no code of its sector stands, in the order of the rows."""
    return [
        Drukfout(rij.regel, rij.pc4, sector, cel, bedoeld(cel, sector))
        for rij in rijen
        for sector, cel in (("PO", rij.po), ("VO", rij.vo))
        if not is_code_van(cel, sector)
    ]


def bedoeld(cel: str, sector: str) -> str:
    """The code that a cell looks like when O and 0, and what else is easily mistaken, are told apart; or empty."""
    kaal = "".join(teken for teken in cel.upper() if teken.isalnum())
    code = kaal[:2].replace("0", "O") + kaal[2:].translate(_CIJFERS)
    return code if is_code_van(code, sector) else ""


def _mag(cel: str, sector: str) -> bool:
    return is_code_van(cel, sector) or bool(bedoeld(cel, sector)) or not any(teken.isdigit() for teken in cel)


def lees_correcties(
    inhoud: bytes, versie: date, rijen: Sequence[Gedrukterij], bestaand: Sequence[Correctie]
) -> list[Correctie]:
    """The corrections that a user confirms: sector, postcodes (empty: wherever it stands), printed, read and why.

    They get the numbers after those that are there. Raises Vraagfout with every fault and its line.
    """
    fouten: list[Fout] = []
    cellen = {(sector, pc4, cel) for r in rijen for pc4 in (r.pc4, "") for sector, cel in (("PO", r.po), ("VO", r.vo))}
    eerste = max((int(rij.nummer[1:]) for rij in bestaand if rij.nummer[1:].isdigit()), default=0) + 1
    uit: list[Correctie] = []
    for rij in lees_rijen(lees_tekst(inhoud), _CORRECTIES, fouten):
        eigen = {naam: cel.strip() for naam, cel in rij.cellen.items()}
        plaats = " ".join(eigen.get("postcodes", "").replace(",", " ").split())
        gebreken = list(_gebreken(eigen, plaats, cellen))
        fouten += [fout_op(rij.regel, code, zin) for code, zin in gebreken]
        if not gebreken:
            nummer = f"C{eerste + len(uit):02d}"
            sector, gedrukt, gelezen, reden = (eigen[naam] for naam in ("sector", "gedrukt", "gelezen", "reden"))
            uit.append(Correctie(nummer, versie, sector, plaats, gedrukt, gelezen, toegepast=True, reden=reden))
    if fouten:
        raise Vraagfout(*sorted(fouten, key=regelnummer))
    return uit


def _gebreken(rij: Mapping[str, str], plaats: str, cellen: set[tuple[str, str, str]]) -> Iterator[Gebrek]:
    sector = rij["sector"]
    if sector not in SECTOREN:
        yield "sector", "de sector is PO of VO."
        return
    if not is_code_van(rij["gelezen"], sector):
        yield "swv-vorm", f"in kolom gelezen hoort een code als {sector}2201."
    if not rij["reden"]:
        yield "reden", "een correctie heeft een reden nodig."
    mist = [pc4 for pc4 in plaats.split() or [""] if (sector, pc4, rij["gedrukt"]) not in cellen]
    if mist:
        waar = f" bij {' '.join(mist)}" if mist != [""] else ""
        yield "staat-er-niet", f"wat hier als gedrukt staat, staat{waar} niet in het bestand van de versie."

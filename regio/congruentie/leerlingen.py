"""The CSV of pupils that a user loads: taken whole, or refused with every fault and its line.

Columns ``pc4``, ``sector`` (PO or VO), ``leerlingen``, ``jaar`` and ``bron``; others are passed by. One file is
about one year. A postcode that is not in it has no known number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from regio.bronnen.rijen import LeerlingRij
from regio.congruentie.eigen_bestand import Fouten, getal, toonbaar
from regio.fouten import Bronfout
from regio.regeling import SECTOREN
from regio.schijf import reden

KOLOMMEN = ("pc4", "sector", "leerlingen", "jaar", "bron")
MEESTE_BYTES = 5_000_000  # every postcode in both sectors is a tenth of this
LANGSTE_BRON = 200
MEESTE_LEERLINGEN = 100_000
JAREN = range(2000, 2101)
_GETAL = re.compile(r"-?\d{1,9}", re.ASCII)
VOORBEELD = "Nodig is een kop met pc4, sector, leerlingen, jaar en bron, gescheiden door een komma of puntkomma."

Cellen = dict[str, str]


def lees_leerlingen(pad: Path, pc4s: Collection[str]) -> tuple[LeerlingRij, ...]:
    """The rows of a file, in order of postcode and sector; ``pc4s`` are the postcodes that exist here.

    Raises Bronfout naming every fault with its line, and when the file cannot be read.
    """
    inhoud, fouten = _inhoud(pad), Fouten()
    regels = _regels(inhoud, fouten)
    plekken, scheiding = _kop(next(regels, (1, ""))[1], toonbaar(pad.name))
    tabel = _Tabel(pc4s, fouten)
    for nummer, regel in regels:
        cellen = _cellen(regel, scheiding, plekken, nummer, fouten)
        if cellen is not None:
            tabel.neem(nummer, cellen)
    if not fouten and not tabel.rijen:
        raise Bronfout(f"{toonbaar(pad.name)} is niet geladen. Er staat geen enkele rij in. {VOORBEELD}")
    if fouten:
        raise _weigering(toonbaar(pad.name), fouten)
    return tuple(tabel.rijen[sleutel] for sleutel in sorted(tabel.rijen))


def _weigering(bestand: str, fouten: Fouten) -> Bronfout:
    rest = fouten.aantal - len(fouten.regels)
    over = f" En nog {getal(rest)} fouten." if rest else ""
    hoeveel = "1 fout" if fouten.aantal == 1 else f"{getal(fouten.aantal)} fouten"
    return Bronfout(f"{bestand} heeft {hoeveel} en is niet geladen. {' '.join(fouten.regels)}{over}")


def _inhoud(pad: Path) -> bytes:
    """The bytes of a file of a sane size. Raises Bronfout."""
    naam = toonbaar(pad.name)
    try:
        with pad.open("rb") as invoer:
            inhoud = invoer.read(MEESTE_BYTES + 1)
    except OSError as fout:
        raise Bronfout(f"{naam} kan niet worden gelezen: {reden(fout)}.") from None
    if len(inhoud) > MEESTE_BYTES:
        zin = f"{naam} is groter dan {MEESTE_BYTES // 1_000_000} MB en is niet geladen. "
        raise Bronfout(f"{zin}Een tabel met alle postcodes is nog geen MB.")
    if b"\0" in inhoud:
        raise Bronfout(f"{naam} is geen tekst en is niet geladen. Sla het op als CSV in UTF-8.")
    return inhoud.removeprefix(b"\xef\xbb\xbf")


def _regels(inhoud: bytes, fouten: Fouten) -> Iterator[tuple[int, str]]:
    """Number and text of every line with something on it; the first one is the header."""
    for nummer, regel in enumerate(inhoud.splitlines(), 1):
        if not regel.strip():
            continue
        try:
            yield nummer, regel.decode("utf-8")
        except UnicodeDecodeError:
            fouten.meld(nummer, "er staan tekens in die geen UTF-8 zijn; sla het bestand op als CSV in UTF-8")


def _kop(regel: str, bestand: str) -> tuple[dict[str, int], str]:
    """Where every column stands (and, under an empty name, how many there are), and what separates them."""
    scheiding = ";" if regel.count(";") > regel.count(",") else ","
    namen = [cel.strip(' "').casefold() for cel in regel.split(scheiding)]
    mist = [kolom for kolom in KOLOMMEN if kolom not in namen]
    dubbel = [kolom for kolom in KOLOMMEN if namen.count(kolom) > 1]
    if mist:
        gevonden = toonbaar(", ".join(namen))
        raise Bronfout(f"{bestand} mist de kolommen {', '.join(mist)}. {VOORBEELD} Gevonden: {gevonden}.")
    if dubbel:
        raise Bronfout(f"{bestand} heeft een kolom dubbel in de kop: {', '.join(dubbel)}. {VOORBEELD}")
    return {**{kolom: namen.index(kolom) for kolom in KOLOMMEN}, "": len(namen)}, scheiding


def _cellen(regel: str, scheiding: str, plekken: dict[str, int], nummer: int, fouten: Fouten) -> Cellen | None:
    """The cells that count; None, and a fault, for a line that cannot be read."""
    try:
        cellen = [cel.strip() for cel in next(csv.reader((regel,), delimiter=scheiding, strict=True))]
    except csv.Error:
        fouten.meld(nummer, "de regel is niet te lezen: er staat een aanhalingsteken te veel of te weinig")
        return None
    if not any(cellen):
        return None  # a spreadsheet writes the empty rows below a table too
    if len(cellen) != plekken[""]:
        fouten.meld(nummer, f"hier staan {len(cellen)} cellen, in de kop {plekken['']}")
        return None
    return {kolom: cellen[plekken[kolom]] for kolom in KOLOMMEN}


class _Tabel:
    """The rows taken so far, by postcode and sector."""

    def __init__(self, pc4s: Collection[str], fouten: Fouten) -> None:
        self._pc4s, self._fouten = frozenset(pc4s), fouten
        self.rijen: dict[tuple[str, str], LeerlingRij] = {}
        self._regel: dict[tuple[str, str], int] = {}
        self._jaar: tuple[str, int] | None = None

    def neem(self, nummer: int, cellen: Cellen) -> None:
        """Take one row, or tell everything that is wrong with it."""
        voor = self._fouten.aantal
        sleutel = cellen["pc4"], cellen["sector"].upper()
        for keur in (self._keur_plek, _keur_aantal, self._keur_jaar, _keur_bron):
            gebrek = keur(cellen)
            if gebrek:
                self._fouten.meld(nummer, gebrek)
        eerder = self._regel.setdefault(sleutel, nummer)
        if eerder != nummer:
            self._fouten.meld(
                nummer, f"postcode {toonbaar(sleutel[0])} staat voor {toonbaar(sleutel[1])} ook op regel {eerder}"
            )
        self._jaar = self._jaar or (cellen["jaar"], nummer)
        if self._fouten.aantal == voor:
            self.rijen[sleutel] = LeerlingRij(*sleutel, int(cellen["leerlingen"]), int(cellen["jaar"]), cellen["bron"])

    def _keur_plek(self, cellen: Cellen) -> str | None:
        pc4, sector = cellen["pc4"], cellen["sector"]
        fout = []
        if pc4 not in self._pc4s:
            fout.append(f"postcode {toonbaar(pc4) or '(leeg)'} bestaat hier niet; geef vier cijfers")
        if sector.upper() not in SECTOREN:
            fout.append(f"sector {toonbaar(sector) or '(leeg)'} is onbekend; kies PO of VO")
        return "; ".join(fout) or None

    def _keur_jaar(self, cellen: Cellen) -> str | None:
        jaar = cellen["jaar"]
        if not _GETAL.fullmatch(jaar) or int(jaar) not in JAREN:
            return f"jaar {toonbaar(jaar) or '(leeg)'} is geen jaar van {JAREN[0]} tot en met {JAREN[-1]}"
        if self._jaar is not None and jaar != self._jaar[0]:
            return (
                f"jaar {jaar} verschilt van {toonbaar(self._jaar[0])} op regel {self._jaar[1]}; laad één jaar tegelijk"
            )
        return None


def _keur_aantal(cellen: Cellen) -> str | None:
    aantal = cellen["leerlingen"]
    if not _GETAL.fullmatch(aantal):
        return f"leerlingen {toonbaar(aantal) or '(leeg)'} is geen heel getal; schrijf het zonder punten en komma's"
    if int(aantal) < 0:
        return f"leerlingen {aantal} is minder dan nul"
    if int(aantal) > MEESTE_LEERLINGEN:
        return f"leerlingen {aantal} is meer dan een postcode kan hebben"
    return None


def _keur_bron(cellen: Cellen) -> str | None:
    bron = cellen["bron"]
    if not bron:
        return "de bron is leeg; schrijf wie deze leerlingen telde"
    if len(bron) > LANGSTE_BRON or not bron.isprintable():
        return f"de bron is langer dan {LANGSTE_BRON} tekens of bevat tekens die niet te zien zijn"
    return None

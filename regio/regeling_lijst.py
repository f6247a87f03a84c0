"""What a version of the regeling says of every postcode, in one form for the known versions and for a file.

A version of 2013 lists gemeenten, that of 2015 and a file list postcodes; compared are the postcodes, by the
ground under which the law lists them (the hoofddeel).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from regio.bijlage.lezen import lees_bijlage
from regio.csvcel import onveilig
from regio.fouten import Fout, Vraagfout
from regio.regeling import SECTOREN, is_swv_code
from regio.scenario.bestand import Rij, fout_op, regelnummer
from regio.stand.stand import Stand
from regio.tijdlijn.namen import vouw
from regio.zoeken.register import Register, register_van

Json = Mapping[str, Any]
_PC4 = re.compile(r"[1-9]\d{3}", re.ASCII)
_LANGSTE_CEL = 40


@dataclass(frozen=True, slots=True)
class Opgave:
    """What stands in one cell: codes (several: open), or ``gedrukt`` where no code stands.

    ``correctie`` is the number of the correction without which the codes would not stand here.
    """

    codes: tuple[str, ...]
    gedrukt: str = ""
    correctie: str = ""

    @property
    def tekst(self) -> str:
        """The cell in words."""
        return self.gedrukt or " of ".join(self.codes) or "geen"


@dataclass(frozen=True, slots=True)
class Postcode:
    """One postcode: the gemeenten it may lie in, by code, and its cell per sector.

    ``genoemd`` is whether the version itself covers it; a postcode newer than the law is only derived.
    ``zonder_grond`` marks one that is printed but does not exist.
    """

    gemeenten: tuple[str, ...]
    cellen: Mapping[str, Opgave]
    genoemd: bool = True
    zonder_grond: bool = False


@dataclass(frozen=True, slots=True)
class Regelinglijst:
    """A whole version: ``versie`` is its date, None for a file."""

    titel: str
    versie: str | None
    postcodes: Mapping[str, Postcode]


def versies(stand: Stand) -> tuple[str, ...]:
    """The known versions, by date."""
    return tuple(rij["versie"] for rij in stand.tabellen["versies"])


def van_versie(stand: Stand, versie: str) -> Regelinglijst:
    """What a known version says; raises Vraagfout for another."""
    rijen = {rij["versie"]: rij for rij in stand.tabellen["versies"]}
    if versie not in rijen:
        melding = f"Deze versie is niet bekend. Kies {', '.join(rijen)}, of geef een bestand."
        raise Vraagfout(Fout("versie", "onbekend", melding))
    zicht = stand.zicht(stand.toestand_nr_iso(rijen[versie]["geldig_vanaf"]))
    gemeenten = stand.indeling("gemeente", date.fromisoformat(rijen[versie]["gemeenten_per"]))
    per_postcode = rijen[versie]["vorm"] == "postcodetabel"
    uit: dict[str, Postcode] = {}
    for nummer in filter(stand.is_hoofddeel, range(stand.aantal_bouwstenen)):
        pc4 = stand.pc4s[stand.plekken[nummer]]
        cellen = {
            sector: Opgave(
                tuple(zicht.lagen[sector].mogelijk(nummer)),
                zicht.gedrukt(sector, nummer),
                zicht.correctie(sector, nummer),
            )
            for sector in SECTOREN
        }
        nieuw = bool(stand.tabellen["bekend"].get(pc4, {}).get("nieuw"))
        in_tabel = zicht.rijen["PO"][nummer] >= 0 if per_postcode else not nieuw
        uit[pc4] = Postcode(gemeenten[nummer], cellen, in_tabel)
    return Regelinglijst(f"de regeling van {versie}", versie, {**uit, **_zonder_grond(stand, versie)})


def _zonder_grond(stand: Stand, versie: str) -> dict[str, Postcode]:
    """Postcodes that a version prints and that do not exist: misprints."""
    register = register_van(stand)
    uit = {}
    for rij in stand.tabellen["correcties"]:
        if rij["versie"] == versie and _PC4.fullmatch(rij["gedrukt"]) and stand.plek(rij["gedrukt"]) is None:
            swv, _, gemeente = rij["plaats"].partition(", ")
            cellen = {rij["sector"]: Opgave((swv,), "", rij["nummer"])}
            uit[rij["gedrukt"]] = Postcode(_gemeentecodes(register, gemeente), cellen, zonder_grond=True)
    return uit


@dataclass(frozen=True, slots=True)
class Gedrukterij:
    """A row of a file as it is printed there, with its line; ``spatie`` says that a code was printed with a space."""

    regel: int
    pc4: str
    gemeente: str
    po: str
    vo: str
    spatie: bool


@dataclass(frozen=True, slots=True)
class Gedrukt:
    """A version in a file: what it says of every postcode, and its rows in the order of the file."""

    lijst: Regelinglijst
    rijen: tuple[Gedrukterij, ...]


Gebrek = tuple[str, str]  # code, and a sentence that goes on after "Regel 3: "
Keuring = Callable[[Mapping[str, str]], Iterable[Gebrek]]


def lees_regeling(inhoud: bytes, titel: str, stand: Stand) -> Regelinglijst:
    """The version in a file (CSV, HTML or XML): postcode, gemeente, PO and VO; raises Vraagfout with every fault."""
    return lees_gedrukt(inhoud, titel, stand).lijst


def lees_gedrukt(inhoud: bytes, titel: str, stand: Stand, keuring: Keuring = lambda _: ()) -> Gedrukt:
    """The version in a file with its rows; ``keuring`` tells what more is wrong with the cells of a row.

    Raises Vraagfout with every fault and its line.
    """
    fouten: list[Fout] = []
    lezer = _Lezer(register_van(stand), fouten, keuring)
    for rij in lees_bijlage(inhoud, fouten):
        lezer.neem(rij)
    if fouten:
        raise Vraagfout(*sorted(fouten, key=regelnummer))
    if not lezer.postcodes:
        raise Vraagfout(Fout("bestand", "leeg", "Onder de kop staat geen enkele postcode.", "bestand"))
    return Gedrukt(Regelinglijst(titel, None, lezer.postcodes), tuple(lezer.rijen))


def kale_code(cel: str) -> str:
    """A code without the space that stands in it (``PO 2001``), or the cell as it is where no code stands."""
    zonder = "".join(cel.split())
    return zonder if is_swv_code(zonder) else cel


class _Lezer:
    """The postcodes of a file as far as it was read."""

    def __init__(self, register: Register, fouten: list[Fout], keuring: Keuring) -> None:
        self._register, self._fouten, self._keuring = register, fouten, keuring
        self._eerst: dict[str, Rij] = {}
        self._gemeenten: dict[str, tuple[str, ...]] = {}
        self.postcodes: dict[str, Postcode] = {}
        self.rijen: list[Gedrukterij] = []

    def neem(self, rij: Rij) -> None:
        """Take a row, or tell everything that is wrong with it."""
        ruw = {naam: onveilig(cel).strip() for naam, cel in rij.cellen.items()}
        cellen = {**ruw, **{naam: kale_code(ruw[naam]) for naam in ("po", "vo")}}
        pc4, gebreken = cellen["postcode"], [*self._gebreken(cellen), *self._keuring(cellen)]
        eerder = self._eerst.setdefault(pc4, rij)
        if eerder is not rij:
            waar = f"rij {eerder.rij}" if eerder.rij else f"regel {eerder.regel}"
            zin = f"postcode {pc4} staat ook op {waar}; de regeling geeft een postcode één regel."
            gebreken.append(("dubbel", zin))
        self._fouten += [fout_op(rij.regel, code, zin, rij.rij) for code, zin in gebreken]
        if not gebreken:
            opgaven = {sector: _opgave(cellen[sector.casefold()], sector) for sector in SECTOREN}
            self.postcodes[pc4] = Postcode(self._codes(cellen["gemeente"]), opgaven)
            spatie = any(cellen[naam] != ruw[naam] for naam in ("po", "vo"))
            self.rijen.append(Gedrukterij(rij.regel, pc4, cellen["gemeente"], cellen["po"], cellen["vo"], spatie))

    def _gebreken(self, cellen: Mapping[str, str]) -> list[Gebrek]:
        uit: list[Gebrek] = []
        if not _PC4.fullmatch(cellen["postcode"]):
            uit.append(("postcode-vorm", "een postcode bestaat hier uit vier cijfers, zoals 9471."))
        if not self._codes(cellen["gemeente"]):
            uit.append(("gemeente-onbekend", "deze gemeente is niet bekend; geef haar naam of code, zoals GM1730."))
        for sector in SECTOREN:
            cel = cellen[sector.casefold()]
            if not cel or len(cel) > _LANGSTE_CEL or not cel.isprintable():
                zin = (
                    f"in kolom {sector.casefold()} hoort een code als {sector}2201, of de tekst die daar gedrukt staat."
                )
                uit.append(("swv-vorm", zin))
        return uit

    def _codes(self, tekst: str) -> tuple[str, ...]:
        if tekst not in self._gemeenten:
            self._gemeenten[tekst] = tuple(
                code for naam in tekst.split("|") for code in _gemeentecodes(self._register, naam)
            )
        return self._gemeenten[tekst]


def _opgave(cel: str, sector: str) -> Opgave:
    """A cell: a code of the sector, several with bars between, or whatever else is printed."""
    codes = tuple(cel.split("|"))
    if all(is_swv_code(code) and code.startswith(sector) for code in codes):
        return Opgave(codes)
    return Opgave((), cel)


def _gemeentecodes(register: Register, tekst: str) -> tuple[str, ...]:
    """Every gemeente, also former ones, with this code or name."""
    code = tekst.strip().upper()
    if code in register.gemeenten:
        return (code,)
    if not vouw(tekst):
        return ()
    return tuple(sorted({naam.sleutel for naam in register.met_naam(tekst) if naam.soort == "gemeente"}))

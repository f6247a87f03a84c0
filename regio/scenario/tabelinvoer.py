"""A whole table as moves: the table of a scenario or an annex, changed by hand, read back.

The table says in which SWVs every postcode lies. Gemeenten stay as they are: a herindeling is a move
of its own, and a row that names another gemeente is a fault. A new SWV has the name in the column beside
its code; other names are not read. Every mistake is told at once, with its line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from regio.congruentie.getallen import geteld
from regio.csvcel import onveilig
from regio.fouten import Fout, Vraagfout
from regio.naam import noem
from regio.scenario.beeld import Beeld
from regio.scenario.bestand import Kolommen, Rij, fout_op, heel_bestand, lees_rijen, lees_tekst, regelnummer
from regio.scenario.lagen import misschien_in, neergezet, zeker_in
from regio.scenario.lezen import NAAMUITLEG, is_naam, opgesomd
from regio.scenario.tussen import zetten_tussen
from regio.scenario.uitvoer import BIJLAGEKOP, TABELKOP
from regio.scenario.zetten import SECTOREN, Nieuw, Zet

KOLOMMEN = Kolommen(tuple(dict.fromkeys((*BIJLAGEKOP, *TABELKOP))), ("postcode", "po", "vo"), {"pc4": "postcode"})
_SWV = re.compile(r"(?:PO|VO)\d{4}", re.ASCII)
_GEMEENTEKOLOMMEN = ("gemeente", "gemeente_naam")
_LANGSTE_CEL = 60  # what a message repeats of a cell


def lees_tabel_csv(inhoud: bytes, begin: Beeld) -> tuple[Zet, ...]:
    """The moves that make of a picture what a table says; a code that does not exist yet becomes a new SWV.

    Raises Vraagfout with every fault and its line, and for a table that lacks ground.
    """
    fouten: list[Fout] = []
    rijen = list(lees_rijen(lees_tekst(inhoud), KOLOMMEN, fouten))
    doel = _Doel(begin, fouten)
    for rij, nummers, delen in _met_grond(begin, rijen, fouten):
        for nummer in nummers:
            doel.neem(rij, nummer)
        if not nummers:
            doel.keur_cellen(rij, delen)
    if fouten:
        # The parts of a postcode share a row, and its faults.
        raise Vraagfout(*sorted(dict.fromkeys(fouten), key=regelnummer))
    doel.moet_heel_zijn()
    return zetten_tussen(begin, doel.beeld()).zetten


class _Doel:
    """The SWVs of every bouwsteen as far as the table was read."""

    def __init__(self, begin: Beeld, fouten: list[Fout]) -> None:
        self._begin, self._fouten = begin, fouten
        self._regel: dict[int, int] = {}
        self._wordt: dict[str, dict[str, list[int]]] = {sector: defaultdict(list) for sector in SECTOREN}
        self._namen: dict[str, str] = {}

    def neem(self, rij: Rij, nummer: int) -> None:
        """Take what a row says of one bouwsteen, or tell what is wrong with it."""
        naam = self._begin.basis.ids[nummer]
        if nummer in self._regel:
            zin = f"{naam} staat ook op regel {self._regel[nummer]}; laat één van beide weg."
            self._fouten.append(fout_op(rij.regel, "dubbel", zin))
            return
        self._regel[nummer] = rij.regel
        for sector in SECTOREN:
            cel = rij.cellen[sector.casefold()].strip()
            if not self._zoals_nu(sector, nummer, cel):
                self._verander(rij, sector, nummer, cel)

    def keur_cellen(self, rij: Rij, nummers: Sequence[int]) -> None:
        """Tell what is wrong with the cells of a row that is not taken; ``nummers`` are what it may be about."""
        for sector in SECTOREN:
            cel = rij.cellen[sector.casefold()].strip()
            if any(self._zoals_nu(sector, nummer, cel) for nummer in nummers):
                continue
            for code in cel.split("|"):
                self._keur(rij, sector, code.strip())

    def _zoals_nu(self, sector: str, nummer: int, cel: str) -> bool:
        """Whether a cell is what the tables of the picture itself have there: codes, nothing, or what is printed."""
        codes = self._begin.lagen[sector][nummer]
        return cel == "|".join(codes) or (not codes and cel == self._begin.basis.gedrukt[sector].get(nummer))

    def _verander(self, rij: Rij, sector: str, nummer: int, cel: str) -> None:
        if self._keur(rij, sector, cel):
            self._wordt[sector][cel].append(nummer)
            self._neem_naam(rij, sector, cel)

    def _neem_naam(self, rij: Rij, sector: str, code: str) -> None:
        """The name of a new SWV; one of an SWV that exists was left when the code beside it was changed."""
        kolom = f"{sector.casefold()}_naam"
        naam = onveilig(rij.cellen.get(kolom, "")).strip()
        if not naam or self._begin.bestaat(code) or naam in self._begin.namen.values():
            return
        if not is_naam(naam):
            self._fouten.append(fout_op(rij.regel, "naam-vorm", f"in kolom {kolom}: {NAAMUITLEG}"))
        elif self._namen.setdefault(code, naam) != naam:
            zin = f"in kolom {kolom} heet {code} anders dan op een eerdere regel; geef het overal één naam."
            self._fouten.append(fout_op(rij.regel, "naam-verschilt", zin))

    def _keur(self, rij: Rij, sector: str, cel: str) -> bool:
        """Whether ground can be put in what a cell names; if not, why is told."""
        if not _SWV.fullmatch(cel) or not cel.startswith(sector):
            zin = f"in kolom {sector.casefold()} hoort een code als {sector}2201."
            self._fouten.append(fout_op(rij.regel, "swv-vorm", zin))
            return False
        if cel in self._begin.basis.landelijk:
            zin = f"{cel} is landelijk en heeft geen eigen gebied; kies een ander verband."
            self._fouten.append(fout_op(rij.regel, "zonder-gebied", zin))
            return False
        return True

    def moet_heel_zijn(self) -> None:
        """Raises Vraagfout when ground has no row."""
        ids = self._begin.basis.ids
        mist = [naam for nummer, naam in enumerate(ids) if nummer not in self._regel]
        if mist:
            raise heel_bestand("onvolledig", f"Deze grond ontbreekt in de tabel: {opgesomd(mist)}.")

    def beeld(self) -> Beeld:
        """The picture of the table; an SWV of which all ground went to one other, that existed, is no more."""
        beeld = self._begin
        for sector, wordt in self._wordt.items():
            for code, nummers in sorted(wordt.items()):
                laag = neergezet(beeld.lagen[sector], np.array(nummers), code)
                beeld = beeld.met(sector, laag, {code: self._namen.get(code), **beeld.namen})
            namen = {code: naam for code, naam in beeld.namen.items() if not self._ging_op(beeld, sector, code)}
            beeld = beeld.met(sector, beeld.lagen[sector], namen)
        return beeld

    def _ging_op(self, beeld: Beeld, sector: str, code: str) -> bool:
        """Whether an SWV gave all its ground to one other that existed."""
        was, wordt = self._begin.lagen[sector], beeld.lagen[sector]
        if not code.startswith(sector) or code not in was.codes or not zeker_in(was, code).size:
            return False
        eigen = [*zeker_in(was, code).tolist(), *misschien_in(was, code).tolist()]
        waar = {wordt[nummer] for nummer in eigen}
        return len(waar) == 1 and len(erven := waar.pop()) == 1 and erven[0] != code and self._begin.bestaat(erven[0])


def nieuwe_verbanden(zetten: Iterable[Zet]) -> list[str]:
    """What is told of new SWVs that a table comes down to: each may be one that is meant, or a typing error."""
    uit = []
    for zet in zetten:
        if isinstance(zet, Nieuw):
            aantal = len(zet.grond.postcodes or {naam.partition("-")[0] for naam in zet.grond.bouwstenen})
            met = geteld(aantal, "postcode", "postcodes")
            uit.append(f"Uit de tabel ontstaat een nieuw verband {noem(zet.nieuw, zet.naam or None)}, met {met}.")
    return uit


def _met_grond(begin: Beeld, rijen: Sequence[Rij], fouten: list[Fout]) -> list[tuple[Rij, list[int], list[int]]]:
    """Every row with its bouwstenen: the one it names, all of its postcode, or those in its gemeente.

    A row of another gemeente has none; behind them stands what a row may be about.
    """
    per_postcode: dict[str, list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_postcode[rij.cellen["postcode"].strip()].append(rij)
    uit = []
    for rij in rijen:
        pc4, naam = rij.cellen["postcode"].strip(), rij.cellen.get("bouwsteen", "").strip()
        delen = list(begin.basis.op_pc4.get(pc4, ()))
        if naam:
            delen = [nummer for nummer in delen if begin.basis.ids[nummer] == naam]
        passend = [nummer for nummer in delen if _noemt(begin, rij, nummer)]
        if not delen:
            zin = "deze postcode, of dit deel ervan, is niet bekend; geef de postcode, of de bouwsteen zoals 9471-1."
            fouten.append(fout_op(rij.regel, "grond-onbekend", zin))
        elif not passend:
            fouten.append(fout_op(rij.regel, "herindeling", _herindeling(begin, rij, delen)))
        heel = len(per_postcode[pc4]) == 1
        uit.append((rij, delen if passend and heel else passend, delen))
    return uit


def _noemt(beeld: Beeld, rij: Rij, nummer: int) -> bool:
    """Whether a row leaves ground in its gemeente: it has the code or the name, all of them where several are possible.

    An empty cell says nothing.
    """
    return not _anders_genoemd(beeld, rij, nummer)


def _anders_genoemd(beeld: Beeld, rij: Rij, nummer: int) -> list[str]:
    """The cells that say another gemeente than that of the ground."""
    codes = beeld.lagen["gemeente"][nummer]
    bekend = (_delen("|".join(codes)), _delen("|".join(_namen(beeld, nummer))))
    return [cel for cel in map(onveilig, _gemeentecellen(rij)) if _delen(cel) not in bekend]


def _gemeentecellen(rij: Rij) -> list[str]:
    cellen = (rij.cellen.get(kolom, "").strip() for kolom in _GEMEENTEKOLOMMEN)
    return [cel for cel in cellen if cel]


def _delen(cel: str) -> frozenset[str]:
    return frozenset(deel.strip().casefold() for deel in cel.split("|"))


def _namen(beeld: Beeld, nummer: int) -> list[str]:
    return [beeld.namen.get(code) or code for code in beeld.lagen["gemeente"][nummer]]


def _herindeling(beeld: Beeld, rij: Rij, nummers: Sequence[int]) -> str:
    """Why a row that names another gemeente than that of its ground cannot be read."""
    genoemd = _anders_genoemd(beeld, rij, nummers[0])[-1][:_LANGSTE_CEL].replace("|", " of ")
    ligt = " en ".join(dict.fromkeys(" of ".join(_namen(beeld, nummer)) or "geen gemeente" for nummer in nummers))
    waar = f"op de peildatum ligt {rij.cellen['postcode'].strip()} in {ligt}"
    return f"deze rij noemt {genoemd}; {waar}. Een herindeling staat niet in een tabel: voeg haar toe als zet."

"""What differs from one version of the regeling to another, and why: every difference has a reason.

``herindeling``: the ground came to another gemeente, and with it to the SWV of that gemeente.
``verplaatst``: the ground went to another SWV without that. ``nieuwe-postcode`` and ``vervallen-postcode``:
only one of both versions has it. ``drukfout``: one of both prints what cannot be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from regio.congruentie.tabel import Tabel
from regio.regeling import SECTOREN
from regio.regeling_lijst import Opgave, Postcode, Regelinglijst
from regio.stand.stand import Stand

Json = dict[str, Any]
SOORTEN = ("herindeling", "verplaatst", "nieuwe-postcode", "vervallen-postcode", "drukfout")
GEMEENTE = "gemeente"
KOP = ("kolom", "soort", "gemeente", "postcodes", "oud", "nieuw", "uitleg")
VERVALLEN = "vervallen"
_NIEUW = "staat er niet in"


@dataclass(frozen=True, slots=True)
class Verschil:
    """Postcodes of which one column (PO, VO or gemeente) differs in the same way for the same reason."""

    kolom: str
    soort: str
    gemeente: str
    postcodes: tuple[str, ...]
    oud: str
    nieuw: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """All differences; ``open`` are the postcodes per sector that the sources do not let us compare."""

    oud: str
    nieuw: str
    verschillen: tuple[Verschil, ...]
    open: Mapping[str, tuple[str, ...]]

    def als_json(self) -> Json:
        """Everything, with how many postcodes each kind of difference has."""
        telling = {
            soort: len({pc4 for een in self.verschillen if een.soort == soort for pc4 in een.postcodes})
            for soort in SOORTEN
        }
        rijen = [{**asdict(een), "postcodes": list(een.postcodes)} for een in self.verschillen]
        open_ = {sector: list(pc4s) for sector, pc4s in self.open.items()}
        kop = {"oud": self.oud, "nieuw": self.nieuw, "postcodesPerSoort": telling}
        return {**kop, "verschillen": rijen, "nietTeVergelijken": open_}

    def als_tabel(self) -> Tabel:
        """A row per difference; what cannot be compared has the kind ``niet-te-vergelijken``."""
        rijen = [
            (een.kolom, een.soort, een.gemeente, " ".join(een.postcodes), een.oud, een.nieuw, een.uitleg)
            for een in self.verschillen
        ]
        rest = [
            (sector, "niet-te-vergelijken", "", " ".join(pc4s), "", "", OPEN)
            for sector, pc4s in self.open.items()
            if pc4s
        ]
        return Tabel(KOP, (*rijen, *rest))


OPEN = "De bronnen laten meer dan één verband open, en dat van de andere versie is er een van."


def vergelijk(stand: Stand, oud: Regelinglijst, nieuw: Regelinglijst) -> Vergelijking:
    """Every difference from one version to the other, explained from the facts of an edition."""
    werk = _Vergelijker(stand, oud, nieuw)
    groepen: dict[tuple[str, str, str, str, str, str], list[str]] = defaultdict(list)
    for pc4 in sorted(oud.postcodes.keys() | nieuw.postcodes.keys()):
        for kolom, soort, van, naar, uitleg in werk.verschillen(pc4):
            groepen[kolom, soort, werk.gemeentenaam(pc4), van, naar, uitleg].append(pc4)
    orde = {naam: nummer for nummer, naam in enumerate((*SECTOREN, GEMEENTE))}
    gevonden = [
        Verschil(kolom, soort, gemeente, tuple(pc4s), van, naar, uitleg)
        for (kolom, soort, gemeente, van, naar, uitleg), pc4s in groepen.items()
    ]
    gevonden.sort(key=lambda een: (orde[een.kolom], SOORTEN.index(een.soort), een.gemeente, een.postcodes))
    open_ = {sector: tuple(pc4s) for sector, pc4s in werk.open.items()}
    return Vergelijking(oud.titel, nieuw.titel, tuple(gevonden), open_)


Uitleg = tuple[str, str]  # kind, and why
Gevonden = tuple[str, str, str, str, str]  # column, kind, old, new, why


class _Vergelijker:
    """Two versions side by side, with what explains their differences."""

    def __init__(self, stand: Stand, oud: Regelinglijst, nieuw: Regelinglijst) -> None:
        self._stand, self._oud, self._nieuw = stand, oud, nieuw
        self._namen: Mapping[str, str] = stand.tabellen["namen"]["gemeente"]
        self._correcties = {rij["nummer"]: rij for rij in stand.tabellen["correcties"]}
        self._bekend = {rij["code"] for rij in stand.tabellen["swvs"]} | _codes(oud)
        self._lag_in = _verbanden_per_gemeente(oud, nieuw)
        self.open: dict[str, list[str]] = {sector: [] for sector in SECTOREN}

    def gemeentenaam(self, pc4: str) -> str:
        """The gemeente of a postcode by name, in the later version when that has it."""
        for lijst in (self._nieuw, self._oud):
            rij = lijst.postcodes.get(pc4)
            if rij and rij.gemeenten:
                return self._noem(rij.gemeenten)
        return ""

    def verschillen(self, pc4: str) -> Iterator[Gevonden]:
        """The differences of one postcode."""
        a, b = self._oud.postcodes.get(pc4), self._nieuw.postcodes.get(pc4)
        staat, blijft = a is not None and a.genoemd, b is not None and b.genoemd
        if a and b and staat and blijft:
            yield from self._gemeente(pc4, a, b)
            for sector in SECTOREN:
                yield from self._sector(pc4, sector, a, b)
        elif b and blijft:
            yield from self._nieuwe(a, b)
        elif a and staat:
            yield from self._vervallen(a)

    def _nieuwe(self, a: Postcode | None, b: Postcode) -> Iterator[Gevonden]:
        for sector, opgave in b.cellen.items():
            afgeleid = a.cellen[sector].tekst if a and sector in a.cellen else ""
            if not afgeleid:
                waarom = "Deze postcode is ook in de gegevens niet bekend."
            elif afgeleid == opgave.tekst:
                waarom = f"Op deze grond was {afgeleid} al afgeleid."
            else:
                waarom = f"Op deze grond was {afgeleid} afgeleid; dat wordt anders."
            yield sector, "nieuwe-postcode", _NIEUW, opgave.tekst, waarom

    def _vervallen(self, a: Postcode) -> Iterator[Gevonden]:
        for sector, opgave in a.cellen.items():
            if a.zonder_grond:
                reden = self._correcties[opgave.correctie]["reden"]
                yield sector, "drukfout", opgave.tekst, VERVALLEN, f"{opgave.correctie}: {reden}"
            else:
                yield (
                    sector,
                    "vervallen-postcode",
                    opgave.tekst,
                    VERVALLEN,
                    "De latere versie noemt deze postcode niet.",
                )

    def _gemeente(self, pc4: str, a: Postcode, b: Postcode) -> Iterator[Gevonden]:
        if not a.gemeenten or not b.gemeenten or set(a.gemeenten) & set(b.gemeenten):
            return
        van, naar = self._noem(a.gemeenten), self._noem(b.gemeenten)
        dag, terug = self._overgang(pc4, a.gemeenten, b.gemeenten), self._overgang(pc4, b.gemeenten, a.gemeenten)
        if dag:
            yield GEMEENTE, "herindeling", van, naar, f"{van} werd hier {naar} op {dag}."
        elif terug:
            zin = f"{naar} werd hier {van} op {terug}; {self._nieuw.titel} noemt nog de oude gemeente."
            yield GEMEENTE, "herindeling", van, naar, zin
        else:
            zin = f"Van een herindeling van {van} naar {naar} is hier niets bekend; ga na of dit een drukfout is."
            yield GEMEENTE, "drukfout", van, naar, zin

    def _sector(self, pc4: str, sector: str, a: Postcode, b: Postcode) -> Iterator[Gevonden]:
        eerst, later = a.cellen[sector], b.cellen[sector]
        if eerst.tekst == later.tekst:
            if eerst.correctie != later.correctie:
                yield self._hersteld(sector, eerst, later)
            return
        if set(eerst.codes) & set(later.codes):
            self.open[sector].append(pc4)
            return
        soort, uitleg = self._waarom(pc4, sector, a, b)
        yield sector, soort, eerst.tekst, later.tekst, uitleg

    def _hersteld(self, sector: str, eerst: Opgave, later: Opgave) -> Gevonden:
        """The same codes, in one of both only thanks to a correction: as printed they differ."""
        nummer = eerst.correctie or later.correctie
        uitleg = f"{nummer}: {self._correcties[nummer]['reden']}"
        van, naar = ("geen" if een.correctie else een.tekst for een in (eerst, later))
        return sector, "drukfout", van, naar, uitleg

    def _waarom(self, pc4: str, sector: str, a: Postcode, b: Postcode) -> Uitleg:
        eerst, later = a.cellen[sector], b.cellen[sector]
        for opgave, lijst in ((later, self._nieuw), (eerst, self._oud)):
            if opgave.gedrukt:
                return "drukfout", self._gedrukt(pc4, opgave, lijst)
        code = later.codes[0] if len(later.codes) == 1 else ""
        if code and code not in self._bekend and len(eerst.codes) == 1 and _scheelt_een(eerst.codes[0], code):
            return "drukfout", f"{code} is geen bekend verband en scheelt één teken met {eerst.codes[0]}."
        dag = None if set(a.gemeenten) & set(b.gemeenten) else self._overgang(pc4, a.gemeenten, b.gemeenten)
        if dag and set(later.codes) & self._lag_in.get((sector, b.gemeenten), set()):
            van, naar = self._noem(a.gemeenten), self._noem(b.gemeenten)
            return "herindeling", f"De grond volgt de gemeente: {van} werd hier {naar} op {dag}."
        nieuw = f" {code} is geen bekend verband: het is nieuw." if code and code not in self._bekend else ""
        return "verplaatst", f"Geen herindeling: de grond ging naar een ander verband.{nieuw}"

    def _gedrukt(self, pc4: str, opgave: Opgave, lijst: Regelinglijst) -> str:
        for rij in self._correcties.values():
            if rij["versie"] == lijst.versie and pc4 in rij["plaats"]:
                return f"{rij['nummer']}: {rij['reden']}"
        return f"In {lijst.titel} staat hier geen code."

    def _overgang(self, pc4: str, van: tuple[str, ...], naar: tuple[str, ...]) -> str | None:
        """The day (ISO) on which this ground, after it lay in one gemeente, first certainly lay in the other."""
        plek = self._stand.plek(pc4)
        if plek is None:
            return None
        nummer, lag = next(iter(self._stand.bouwstenen_van(plek))), False
        for toestand in range(len(self._stand.meta["toestanden"])):
            zicht = self._stand.zicht(toestand)
            nu = set(zicht.lagen[GEMEENTE].mogelijk(nummer))
            lag = lag or bool(nu & set(van))
            if lag and nu <= set(naar):
                return zicht.vanaf
        return None

    def _noem(self, codes: tuple[str, ...]) -> str:
        return " of ".join(sorted(self._namen.get(code, code) for code in codes))


def _codes(lijst: Regelinglijst) -> set[str]:
    return {code for rij in lijst.postcodes.values() for opgave in rij.cellen.values() for code in opgave.codes}


def _verbanden_per_gemeente(oud: Regelinglijst, nieuw: Regelinglijst) -> dict[tuple[str, tuple[str, ...]], set[str]]:
    """Per sector and gemeente of the later version: the SWVs of its ground in the earlier version."""
    uit: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for pc4, rij in nieuw.postcodes.items():
        eerst = oud.postcodes.get(pc4)
        for sector in SECTOREN if eerst and not eerst.zonder_grond else ():
            uit[sector, rij.gemeenten].update(eerst.cellen[sector].codes if eerst else ())
    return uit


def _scheelt_een(a: str, b: str) -> bool:
    """Whether two codes differ in one character, or in two neighbours that changed places."""
    plekken = [nummer for nummer, (een, ander) in enumerate(zip(a, b, strict=False)) if een != ander]
    if len(a) != len(b) or len(plekken) > 2:
        return False
    if len(plekken) < 2:
        return bool(plekken)
    links, rechts = plekken
    return rechts == links + 1 and a[links] == b[rechts] and a[rechts] == b[links]

"""The table of regions: what each row says, and the orders it can stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import ONBEKEND, deel, geteld, heel, km, stuk
from kaarten.congruentie.vraag import KOLOMMEN, Formulier
from kaarten.teksten import opsomming

Json = dict[str, Any]
# From what fits worst to what fits best: the order of the column.
OORDELEN = {
    "doorsneden": "Er loopt een grens doorheen.",
    "binnen": "Ligt als deel binnen één gebied.",
    "unie": "Bestaat uit twee of meer hele gebieden.",
    "identiek": "Is precies hetzelfde gebied.",
    "onbekend": "Niet te zeggen: van alle grond staat het gebied niet vast.",
    "zonder gebied": "Heeft op deze dag geen grond.",
}
_MEESTE_NAMEN = 4


@dataclass(frozen=True, slots=True)
class Cel:
    """What stands in a cell, a smaller line under it, and what the column is sorted by (None stands behind)."""

    tekst: str
    waarde: float | str | None
    onder: str = ""


@dataclass(frozen=True, slots=True)
class Rij:
    """A region of A: its page, what it is known by, and its cells in the order of ``KOLOMMEN``.

    ``zwaarte`` decides between regions with as much that does not fit: who is cut through, then who
    has most ground.
    """

    code: str
    adres: str
    oordeel: str
    zwaarte: int
    cellen: tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Kop:
    """A column: where a click on it leads and ``aria-sort`` (empty when the table is not sorted by it)."""

    kolom: str
    titel: str
    adres: str
    volgorde: str
    getal: bool


@dataclass(frozen=True, slots=True)
class Tabel:
    """All regions of A beside B, in order."""

    titel: str
    koppen: list[Kop]
    rijen: list[Rij]


def maak_tabel(paar: Json, formulier: Formulier, gemeenten: Mapping[str, Sequence[str]]) -> Tabel:
    """The table of an answer about a pair; ``gemeenten`` are names per region, for those without a name."""
    rijen = [_rij(regio, formulier, gemeenten) for regio in paar["regios"]]
    met_grond = [rij for rij in rijen if rij.oordeel != "zonder gebied"]
    titel = f"{len(met_grond)} {paar['indeling']['titel']} naast de {paar['met']['titel']}"
    koppen = [_kop(kolom, paar, formulier) for kolom in KOLOMMEN]
    return Tabel(titel, koppen, gesorteerd(rijen, formulier.kolom, aflopend=formulier.aflopend))


def gesorteerd(rijen: Sequence[Rij], kolom: str, *, aflopend: bool) -> list[Rij]:
    """Rows by a column, equal ones by code; without a value they stand behind in either direction.

    What does not fit in equal measure goes by ``zwaarte`` first: parts of postcodes weigh nothing, but do not fit.
    """
    plek = KOLOMMEN.index(kolom)

    def waarde(rij: Rij) -> Any:
        uit = rij.cellen[plek].waarde
        eerste = uit.casefold() if isinstance(uit, str) else uit
        return eerste, rij.zwaarte if kolom in _NAAR_ZWAARTE else 0

    op_code = sorted(rijen, key=lambda rij: rij.code)
    bekend = [rij for rij in op_code if rij.cellen[plek].waarde is not None]
    zonder = [rij for rij in op_code if rij.cellen[plek].waarde is None]
    return sorted(bekend, key=waarde, reverse=aflopend) + zonder


def bekend_als(code: str, naam: str | None, gemeenten: Mapping[str, Sequence[str]]) -> str:
    """What a reader knows a region by beside its code: its name, or else its gemeenten."""
    if naam:
        return naam
    leden = gemeenten.get(code, ())
    if len(leden) > _MEESTE_NAMEN + 1:
        return f"{', '.join(leden[:_MEESTE_NAMEN])} en {len(leden) - _MEESTE_NAMEN} andere"
    return opsomming(leden)


def _rij(regio: Json, formulier: Formulier, gemeenten: Mapping[str, Sequence[str]]) -> Rij:
    bekend = bekend_als(regio["code"], regio["naam"], gemeenten)
    adres = formulier.adres(f"/congruentie/regios/{regio['code']}")
    zwaarte = regio["bouwstenen"] + (_DOORSNEDEN if regio["oordeel"] == "doorsneden" else 0)
    return Rij(regio["code"], adres, regio["oordeel"], zwaarte, _cellen(regio, bekend))


def _kop(kolom: str, paar: Json, formulier: Formulier) -> Kop:
    hier = formulier.kolom == kolom
    af = not formulier.aflopend if hier else kolom in _GETALLEN
    volgorde = ("descending" if formulier.aflopend else "ascending") if hier else ""
    adres = f"{formulier.adres(volgorde=f'-{kolom}' if af else kolom)}#tabel"
    titel = _TITELS[kolom].format(met=paar["met"]["regio"], eenheid=paar["weging"]["eenheid"])
    return Kop(kolom, titel, adres, volgorde, kolom in _GETALLEN)


# -- cells ----------------------------------------------------------------------------------------

_TITELS = {
    "code": "Gebied",
    "oordeel": "Oordeel",
    "partner": "Ligt het meest in {met}",
    "partners": "Ligt in hoeveel",
    "grens": "Grens valt samen",
    "verplaats": "Past niet: {eenheid}",
    "aandeel": "Past niet: deel",
}
_NAAR_ZWAARTE = ("verplaats", "aandeel")
# More than there are bouwstenen.
_DOORSNEDEN = 1_000_000
_GETALLEN = ("partners", "grens", "verplaats", "aandeel")


def _cellen(regio: Json, bekend: str) -> tuple[Cel, ...]:
    """The cells of a region in the order of ``KOLOMMEN``; ``bekend`` is what it is known by."""
    rang = float(list(OORDELEN).index(regio["oordeel"]))
    te_veel, aandeel = regio["teVerplaatsen"], regio["aandeelTeVerplaatsen"]
    door = regio["oordeel"] == "doorsneden"
    return (
        Cel(regio["code"], regio["code"], bekend),
        Cel(regio["oordeel"], rang, "" if regio["zeker"] else "niet zeker"),
        _partner(regio["hoofdpartner"], alles=regio["aantalPartners"] == 1),
        Cel(str(regio["aantalPartners"]), float(regio["aantalPartners"])),
        _grens(regio["grens"]),
        Cel(ONBEKEND if te_veel is None else (geteld if door else heel)(te_veel), te_veel),
        Cel((stuk if door else deel)(aandeel), aandeel),
    )


def _partner(partner: Json | None, *, alles: bool) -> Cel:
    """The main partner; ``alles``: all ground of the region lies in it."""
    if partner is None:
        return Cel(ONBEKEND, None)
    tekst = f"{partner['naam']} ({partner['code']})" if partner["naam"] else partner["code"]
    return Cel(tekst, tekst, "" if partner["aandeel"] is None else (deel if alles else stuk)(partner["aandeel"]))


def _grens(grens: Json) -> Cel:
    onder = f"{km(grens['samenvallend'])[:-3]} van {km(grens['lengte'])}" if grens["lengte"] else ""
    return Cel(deel(grens["aandeel"]), grens["aandeel"], onder)

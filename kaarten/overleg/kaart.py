"""The map of a table as SVG in the page: without styles or scripts, and told apart by pattern and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from kaarten.overleg.vormen import BINNEN, BUITEN, MISSCHIEN, Deel, Tafelvormen

if TYPE_CHECKING:
    from kaarten.congruentie.vormen import Gebied, Punten

# Units of the drawing: as wide as the page shows it, and never higher than this.
BREED, HOOGST = 560, 620
RAND = 14
LETTER = 19
_VERBAND = 'stroke="#1c2326" stroke-width="4"'
_EIGEN = 'stroke="#a3161a" stroke-width="2.5" stroke-dasharray="9 4"'
_GEMEENTE = 'stroke="#66736f" stroke-width="1"'
_STREPEN = '<rect width="9" height="9" fill="#f6ead0"/><path d="M0,0V9" stroke="#8a4b08" stroke-width="3"/>'
_STIPPEN = '<rect width="9" height="9" fill="#ffffff"/><circle cx="4.5" cy="4.5" r="1.8" fill="#4c575c"/>'


@dataclass(frozen=True, slots=True)
class Venster:
    """The part of the country (RD) that is drawn, and how many metres a unit is."""

    west: float
    noord: float
    schaal: float
    breed: int
    hoog: int

    def plek(self, x: float, y: float) -> tuple[int, int]:
        """A place (RD) in units of the drawing."""
        return round((x - self.west) / self.schaal), round((self.noord - y) / self.schaal)

    def pad(self, punten: Punten) -> str:
        """A ring as relative steps, empty where nothing is left of it."""
        hoeken = [self.plek(x, y) for x, y in punten.tolist()]
        los = [hoek for vorige, hoek in pairwise([None, *hoeken]) if hoek is not None and hoek != vorige]
        if len(los) < 4:
            return ""
        stappen = " ".join(f"{u - x},{v - y}" for (x, y), (u, v) in pairwise(los[:-1]))
        return f"M{los[0][0]},{los[0][1]}l{stappen}z"


@dataclass(frozen=True, slots=True)
class Kaart:
    """A drawing with its legend: kind of sample and words, in order."""

    svg: str
    legenda: list[tuple[str, str]]


def tafelkaart(
    vormen: Tafelvormen,
    swv: str,
    nummers: Mapping[str, tuple[int, str]],
    titel: str,
    *,
    eigen: str,
    gestreept: set[str],
) -> Kaart:
    """The map of the table of ``swv``.

    ``nummers``: number and name per gemeente at the table. ``gestreept``: the gemeenten of which the
    ground in the SWV is hatched. ``eigen``: the gemeente that asks (outlined), or empty.
    """
    omtrek = vormen.gemeenten.get(eigen)
    venster = _venster([*vormen.verband, *([omtrek] if omtrek else [])] or [deel.gebied for deel in vormen.delen])
    strepen, stippen = f"strepen-{swv}", f"stippen-{swv}"
    delen = [
        f'<svg class="tafelkaart" viewBox="0 0 {venster.breed} {venster.hoog}" role="img" '
        f'aria-labelledby="kaart-{swv}" font-family="sans-serif"><title id="kaart-{swv}">{escape(titel)}</title>',
        f"<defs>{_patroon(strepen, _STREPEN)}{_patroon(stippen, _STIPPEN)}</defs>",
        f'<rect width="{venster.breed}" height="{venster.hoog}" fill="#ffffff"/>',
        *(_vlak(venster, deel, _vulling(deel, gestreept, strepen, stippen)) for deel in _op_volgorde(vormen.delen)),
        *(_rand(venster, gebied, _VERBAND) for gebied in vormen.verband),
        _rand(venster, omtrek, _EIGEN) if omtrek else "",
        *_nummers(venster, vormen.delen, nummers),
        "</svg>",
    ]
    return Kaart("".join(delen), _legenda(vormen, gestreept, nummers[eigen][1] if omtrek else ""))


def _patroon(naam: str, inhoud: str) -> str:
    return (
        f'<pattern id="{naam}" width="9" height="9" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">{inhoud}</pattern>'
    )


def _venster(gebieden: Iterable[Gebied]) -> Venster:
    """The window around some areas, with room on every side."""
    ringen = [ring for gebied in gebieden for deel in gebied.delen for ring in deel]
    west, zuid = min(float(r[:, 0].min()) for r in ringen), min(float(r[:, 1].min()) for r in ringen)
    oost, noord = max(float(r[:, 0].max()) for r in ringen), max(float(r[:, 1].max()) for r in ringen)
    schaal = max((oost - west) / (BREED - 2 * RAND), (noord - zuid) / (HOOGST - 2 * RAND))
    over = (BREED * schaal - (oost - west)) / 2
    hoog = round((noord - zuid) / schaal) + 2 * RAND
    return Venster(west - over, noord + RAND * schaal, schaal, BREED, hoog)


def _op_volgorde(delen: Iterable[Deel]) -> list[Deel]:
    """Ground outside first, so that what matters lies on top."""
    return sorted(delen, key=lambda deel: (BUITEN, MISSCHIEN, BINNEN).index(deel.ligging))


def _vulling(deel: Deel, gestreept: set[str], strepen: str, stippen: str) -> str:
    if deel.ligging == BUITEN:
        return "#ffffff"
    if deel.ligging == MISSCHIEN or not deel.gemeente:
        return f"url(#{stippen})"
    return f"url(#{strepen})" if deel.gemeente in gestreept else "#dfe9e6"


def _vlak(venster: Venster, deel: Deel, vulling: str) -> str:
    lijn = _GEMEENTE + (' stroke-dasharray="2 3"' if deel.ligging == BUITEN else "")
    return (
        f'<path class="{deel.ligging}" fill="{vulling}" fill-rule="evenodd" {lijn} d="{_pad(venster, deel.gebied)}"/>'
    )


def _rand(venster: Venster, gebied: Gebied, lijn: str) -> str:
    return f'<path fill="none" stroke-linejoin="round" {lijn} d="{_pad(venster, gebied)}"/>'


def _pad(venster: Venster, gebied: Gebied) -> str:
    return "".join(venster.pad(ring) for deel in gebied.delen for ring in deel)


def _nummers(venster: Venster, delen: Iterable[Deel], nummers: Mapping[str, tuple[int, str]]) -> list[str]:
    """Number and name in each gemeente, the name only where it fits; the roomiest first, none over another."""
    staan: list[tuple[int, int, float]] = []
    uit = []
    hier = [deel for deel in delen if deel.ligging != BUITEN and deel.gemeente in nummers]
    for deel in sorted(hier, key=lambda deel: -deel.gebied.straal):
        nummer, naam = nummers[deel.gemeente]
        x, y = venster.plek(*deel.gebied.plek)
        ruimte = 2 * deel.gebied.straal / venster.schaal
        for tekst in (f"{nummer} {naam}", str(nummer)):
            breed = len(tekst) * LETTER * 0.6
            past = tekst == str(nummer) or breed <= ruimte * 1.7
            if past and all(abs(x - u) > (breed + b) / 2 or abs(y - v) > LETTER for u, v, b in staan):
                staan.append((x, y, breed))
                uit.append(_tekst(x, y, breed, venster, tekst))
                break
    return uit


def _tekst(x: int, y: int, breed: float, venster: Venster, tekst: str) -> str:
    binnen = min(max(x, breed / 2), venster.breed - breed / 2)
    return (
        f'<text x="{binnen:.0f}" y="{y + LETTER / 3:.0f}" font-size="{LETTER}" font-weight="600" text-anchor="middle" '
        f'fill="#1c2326" stroke="#ffffff" stroke-width="5" stroke-linejoin="round" paint-order="stroke">'
        f"{escape(tekst)}</text>"
    )


def _legenda(vormen: Tafelvormen, gestreept: set[str], eigen: str) -> list[tuple[str, str]]:
    """What each sample means, only of what is drawn; ``eigen`` is the name of the gemeente that is outlined."""
    ligging = {deel.ligging if deel.gemeente else MISSCHIEN for deel in vormen.delen}
    strepen = any(deel.gemeente in gestreept and deel.ligging == BINNEN for deel in vormen.delen)
    uitleg = (
        f"Schuine strepen: grond van {eigen} in dit verband"
        if eigen
        else "Schuine strepen: van deze gemeente ligt een deel in een ander verband"
    )
    regels = [
        (bool(vormen.verband), "verband", "Dikke lijn: grens van het samenwerkingsverband"),
        (bool(eigen), "eigen", f"Streepjeslijn: grens van {eigen}"),
        (strepen, "strepen", uitleg),
        (MISSCHIEN in ligging, "stippen", "Stippen: niet zeker bij welk verband of welke gemeente dit hoort"),
        (BUITEN in ligging, "buiten", "Wit: deel van een gemeente dat in een ander verband ligt"),
    ]
    return [(soort, tekst) for staat, soort, tekst in regels if staat]


def staal(soort: str, swv: str) -> str:
    """A sample for the legend; patterns are those of the map of ``swv``."""
    vulling = {"strepen": f"url(#strepen-{swv})", "stippen": f"url(#stippen-{swv})"}.get(soort, "none")
    lijn = {"verband": _VERBAND, "eigen": _EIGEN}.get(soort)
    inhoud = (
        f'<path d="M2,9H46" fill="none" {lijn}/>'
        if lijn
        else f'<rect x="2" y="1" width="44" height="16" fill="{vulling}" {_GEMEENTE}/>'
    )
    kop = '<svg class="staaltje" width="48" height="18" viewBox="0 0 48 18" aria-hidden="true" focusable="false">'
    return f"{kop}{inhoud}</svg>"

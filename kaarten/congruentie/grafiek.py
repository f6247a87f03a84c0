"""The line chart of the measure through time, as SVG without styles: lines differ in dash and width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import pairwise
from math import ceil, floor
from typing import Any

from kaarten.congruentie.getallen import komma
from kaarten.congruentie.svg import Stijl
from kaarten.teksten import datum_lang

Json = dict[str, Any]
# Narrow enough to be read on a phone; the titles of the lines stand below it.
BREED, HOOG = 580, 400
LINKS, RECHTS, BOVEN, ONDER = 56, 20, 16, 36
_REGEL = 24  # between two titles
# Between two lines of the grid: the finest of these that gives at most so many lines.
_STAPPEN, _LIJNEN = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2), 8
# The first lies widest and below, so that lines on it stay visible.
STIJLEN = (
    Stijl(7, "", "#7f9490"),
    Stijl(2.6, "", "#1c2326"),
    Stijl(2.6, "9 5", "#8a4b08"),
    Stijl(3.2, "0.1 6", "#4a3a8c", rond=True),
)
# Before this day there were no jeugdregio's: the lines use those of 2015.
_JEUGDWET = "2015-01-01"


@dataclass(frozen=True, slots=True)
class _As:
    """The scales: days to x and values to y, in units of the drawing."""

    eerste: int
    laatste: int
    laagst: float
    hoogst: float
    stap: float

    def x(self, dag: str) -> float:
        """Where a day (ISO) lies."""
        deel = (_nummer(dag) - self.eerste) / max(1, self.laatste - self.eerste)
        return round(LINKS + deel * (BREED - LINKS - RECHTS), 1)

    def y(self, waarde: float) -> float:
        """Where a value lies."""
        deel = (waarde - self.laagst) / (self.hoogst - self.laagst)
        return round(HOOG - ONDER - deel * (HOOG - BOVEN - ONDER), 1)


def grafiek(antwoord: Json, tot: str, naam: str = "grafiek") -> str:
    """The chart of a ``CongruentieTijdreeks`` up to a day (ISO); ``naam`` begins the ids. Empty without points."""
    reeksen = [reeks for reeks in antwoord["reeksen"] if reeks["punten"]]
    if not reeksen:
        return ""
    as_ = _assen(reeksen, tot)
    delen = [
        f'<svg class="grafiek" viewBox="0 0 {BREED} {HOOG + _REGEL * len(reeksen) + 8}" role="img" '
        f'aria-labelledby="{naam}-titel {naam}-tekst" '
        'xmlns="http://www.w3.org/2000/svg" font-size="17" fill="#1c2326">',
        f'<title id="{naam}-titel">{escape(_titel(antwoord))}</title>',
        f'<desc id="{naam}-tekst">{escape(_beschrijving(reeksen))}</desc>',
        *_rooster(as_, tot),
        *(_band(reeks, nummer, as_, tot) for nummer, reeks in enumerate(reeksen)),
        *(_lijn(reeks, nummer, as_, tot) for nummer, reeks in enumerate(reeksen)),
        *_bijschriften(reeksen),
        "</svg>",
    ]
    return "".join(delen)


def _titel(antwoord: Json) -> str:
    return f"De V-maat van {antwoord['indeling']} door de tijd, naast {len(antwoord['reeksen'])} indelingen"


def _beschrijving(reeksen: Sequence[Json]) -> str:
    """What somebody who does not see the chart should know; the table has every number."""
    delen = []
    for reeks in reeksen:
        eerste, laatste = reeks["punten"][0], reeks["punten"][-1]
        delen.append(
            f"{reeks['titel']}: {komma(_midden(eerste), 3)} op {datum_lang(eerste['vanaf'])}, "
            f"{komma(_midden(laatste), 3)} vanaf {datum_lang(laatste['vanaf'])}"
        )
    return f"{'; '.join(delen)}. Alle getallen staan in de tabel."


# -- scales ---------------------------------------------------------------------------------------


def _nummer(dag: str) -> int:
    return date.fromisoformat(dag).toordinal()


def _assen(reeksen: Sequence[Json], tot: str) -> _As:
    """Scales that hold every value, with at least a step above and below the middle."""
    punten = [punt for reeks in reeksen for punt in reeks["punten"]]
    eerste = _nummer(min(punt["vanaf"] for punt in punten))
    waarden = [punt[naam] for punt in punten for naam in (("vMin", "vMax") if _open(punt) else ("v",))]
    laagst, hoogst = min(waarden), max(waarden)
    stap = next((een for een in _STAPPEN if (hoogst - laagst) / een <= _LIJNEN - 2), _STAPPEN[-1])
    onder = max(0.0, floor(laagst / stap - 0.5) * stap)
    boven = min(1.0, ceil(hoogst / stap + 0.5) * stap)
    return _As(eerste, max(_nummer(tot), eerste + 1), onder, boven, stap)


def _rooster(as_: _As, tot: str) -> list[str]:
    """Lines and numbers of both axes, and the years before the Jeugdwet as a lighter ground."""
    uit = []
    rechts, onder = BREED - RECHTS, HOOG - ONDER
    voor = as_.x(_JEUGDWET) - LINKS if as_.eerste < _nummer(_JEUGDWET) <= as_.laatste else 0
    if voor > 0:
        uit.append(
            f'<rect class="voor" x="{LINKS}" y="{BOVEN}" width="{voor:.1f}" height="{onder - BOVEN}" fill="#eef3f2"/>'
            f'<text x="{LINKS + 4}" y="{BOVEN + 16}" font-size="15">regio’s van 2015</text>'
        )
    for stap in range(round((as_.hoogst - as_.laagst) / as_.stap) + 1):
        waarde = as_.laagst + stap * as_.stap
        y = as_.y(waarde)
        uit.append(
            f'<path class="rooster" d="M{LINKS},{y}H{rechts}" stroke="#c3cdcb"/>'
            f'<text x="{LINKS - 8}" y="{y + 5}" text-anchor="end">{komma(waarde, 2 if as_.stap >= 0.01 else 3)}</text>'
        )
    for jaar in range(date.fromordinal(as_.eerste).year, int(tot[:4]) + 1):
        if _nummer(f"{jaar}-01-01") < as_.eerste:
            continue
        x = as_.x(f"{jaar}-01-01")
        uit.append(f'<path class="rooster" d="M{x},{onder}v6" stroke="#66736f"/>')
        if jaar % 2 and x <= rechts:
            uit.append(f'<text x="{x}" y="{onder + 22}" text-anchor="middle">{jaar}</text>')
    return uit


# -- lines ----------------------------------------------------------------------------------------


def _vakken(reeks: Json, as_: _As, tot: str) -> list[tuple[Json, float, float]]:
    """Every point with the x where it begins and ends."""
    punten = reeks["punten"]
    einden = [volgende["vanaf"] for _, volgende in pairwise(punten)] + [punten[-1]["tot"] or tot]
    return [(punt, as_.x(punt["vanaf"]), as_.x(eind)) for punt, eind in zip(punten, einden, strict=True)]


def _stijl(nummer: int) -> Stijl:
    return STIJLEN[nummer % len(STIJLEN)]


def _lijn(reeks: Json, nummer: int, as_: _As, tot: str) -> str:
    """Steps: the measure is the same until something changes; a band has an upper and a lower edge instead."""
    lijn, randen, vorige = "", "", ""
    for punt, van, naar in _vakken(reeks, as_, tot):
        if _open(punt):
            randen += f"M{van},{as_.y(punt['vMax'])}H{naar}M{van},{as_.y(punt['vMin'])}H{naar}"
        else:
            lijn += f"{'L' if vorige == 'lijn' else 'M'}{van},{as_.y(punt['v'])}H{naar}"
        vorige = "band" if _open(punt) else "lijn"
    dun = replace(_stijl(nummer), breedte=min(1.6, _stijl(nummer).breedte))
    return (
        f'<g class="reeks reeks-{nummer}" fill="none" stroke-linejoin="round"><title>{escape(reeks["titel"])}</title>'
        + (
            (f'<path d="{lijn}" {_stijl(nummer).kenmerken}/>' if lijn else "")
            + (f'<path d="{randen}" {dun.kenmerken}/>' if randen else "")
            + "</g>"
        )
    )


def _open(punt: Json) -> bool:
    """Whether the measure is a band that can be seen."""
    return bool(punt["vMax"] - punt["vMin"] > 1e-9)


def _band(reeks: Json, nummer: int, as_: _As, tot: str) -> str:
    """Between the lowest and highest value where gemeenten are open, as an area."""
    vakken = [vak for vak in _vakken(reeks, as_, tot) if _open(vak[0])]
    vorm = "".join(f"M{van},{as_.y(punt['vMax'])}H{naar}V{as_.y(punt['vMin'])}H{van}Z" for punt, van, naar in vakken)
    return f'<path class="band" d="{vorm}" fill="{_stijl(nummer).kleur}" fill-opacity="0.22"/>' if vorm else ""


def _midden(punt: Json) -> float:
    """The value of a point, or the middle of its band."""
    midden: float = (punt["vMin"] + punt["vMax"]) / 2 if _open(punt) else punt["v"]
    return midden


def _bijschriften(reeksen: Sequence[Json]) -> list[str]:
    """The title of every line below the chart, with a sample, in the order in which they end from top to bottom."""
    volgorde = sorted(range(len(reeksen)), key=lambda nummer: -_midden(reeksen[nummer]["punten"][-1]))
    return [
        f'<path class="staal" d="M{LINKS},{HOOG + 14 + _REGEL * plek}h40" fill="none" {_stijl(nummer).kenmerken}/>'
        f'<text x="{LINKS + 52}" y="{HOOG + 20 + _REGEL * plek}">{escape(reeksen[nummer]["titel"])}</text>'
        for plek, nummer in enumerate(volgorde)
    ]

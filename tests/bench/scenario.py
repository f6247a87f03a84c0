"""Scenarios: the effects of one move on the whole country, beside working all of them out from scratch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median, quantiles

from regio.scenario.effecten import Effecten, bijgewerkt, effecten, effecten_van_basis
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.toepassen import pas_toe
from regio.scenario.zetten import SECTOREN, Grond, Verplaats, VoegSamen, Zet
from tests.bench.gegevens import Gegevens
from tests.bench.tabel import Regel, hoogstens, minstens

# Every so many gemeenten one goes to an SWV across its border, and every so many SWVs one goes into another.
STAP_GEMEENTEN, STAP_SWVS = 9, 15
# Times from scratch, and the server time within which a page shows the effects of a move.
DOEL, HOOGSTENS_MS = 20.0, 200.0


def zetten(maat: Maatstaf) -> Iterator[Zet]:
    """Moves of one gemeente to a neighbouring SWV, and mergers of neighbouring SWVs."""
    beeld = maat.basis.beeld
    for sector in SECTOREN:
        for nummer, gemeente in enumerate(sorted(code for code in beeld.namen if code.startswith("GM"))):
            naar = _buur(maat, sector, beeld.lagen["gemeente"].bouwstenen_van(gemeente).tolist())
            if nummer % STAP_GEMEENTEN == 0 and naar:
                yield Verplaats(sector=sector, grond=Grond(gemeente=gemeente), naar=naar)
        for code in beeld.verbanden(sector)[::STAP_SWVS]:
            naar = _buur(maat, sector, beeld.lagen[sector].bouwstenen_van(code).tolist())
            if naar:
                yield VoegSamen(sector=sector, van=(code,), naar=naar)


def _buur(maat: Maatstaf, sector: str, nummers: list[int]) -> str:
    """An SWV across the border of some ground, empty when there is none."""
    laag = maat.basis.lagen[sector]
    eigen = {code for nummer in nummers for code in laag[nummer]}
    over = {code for nummer in nummers for buur in maat.buren[nummer] for code in laag[buur]}
    return min(over - eigen, default="")


def meet(gegevens: Gegevens) -> list[Regel]:
    """The rows about scenarios."""
    maat = maatstaf(gegevens.stand, gegevens.peildatum)
    begin = effecten_van_basis(maat)
    tijden = [_een(maat, begin, zet) for zet in zetten(maat)]
    eigen, hun = ([paar[kant] for paar in tijden] for kant in (0, 1))
    p95 = quantiles(eigen, n=20)[-1]
    wat = f"{len(tijden)} single moves on the country ({gegevens.vlakken.bron})"
    return [
        minstens(
            f"move and its effects, median of {wat}",
            f"{1000 * median(eigen):.2f} ms",
            f"the effects from scratch: {1000 * median(hun):.1f} ms",
            median(hun) / median(eigen),
            DOEL,
        ),
        hoogstens(
            "the same, p95",
            f"{1000 * p95:.2f} ms",
            f"what a page may take: {HOOGSTENS_MS:g} ms",
            1000 * p95 / HOOGSTENS_MS,
            1.0,
        ),
    ]


def _een(maat: Maatstaf, begin: Effecten, zet: Zet) -> tuple[float, float]:
    """Seconds for a move with its effects, and for the effects from scratch."""
    start = time.perf_counter()
    beeld = pas_toe(begin.beeld, zet)
    bijgewerkt(maat, begin, beeld)
    midden = time.perf_counter()
    effecten(maat, beeld)
    return midden - start, time.perf_counter() - midden

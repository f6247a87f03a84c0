"""Scenarios: the effects of one move on the whole country, beside working all of them out from scratch; and what the
service takes to answer about one, through the application with a stored scenario, in one process."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from statistics import median, quantiles
from typing import Any

import httpx2
from starlette.testclient import TestClient

from api.app import maak_app
from regio.instellingen import Instellingen
from regio.opslag.gebruikers import maak_token
from regio.scenario.effecten import Effecten, bijgewerkt, effecten, effecten_van_basis
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.toepassen import pas_toe
from regio.scenario.zetten import SECTOREN, Grond, Verplaats, VoegSamen, Zet, zetten_json
from tests.api.scenarioproef import maak_database
from tests.bench.gegevens import Gegevens
from tests.bench.tabel import Regel, hoogstens, minstens

# Every so many gemeenten one goes to an SWV across its border, and every so many SWVs one goes into another.
STAP_GEMEENTEN, STAP_SWVS = 9, 15
# Times from scratch, and the server time within which a page shows the effects of a move.
DOEL, HOOGSTENS_MS = 20.0, 200.0
# Moves that the stored scenario has before each of these questions.
AL_GEDAAN = 10


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
    wat = f"{len(tijden)} single moves on the country ({gegevens.vlakken.bron})"
    return [
        minstens(
            f"move and its effects, median of {wat}",
            f"{1000 * median(eigen):.2f} ms",
            f"the effects from scratch: {1000 * median(hun):.1f} ms",
            median(hun) / median(eigen),
            DOEL,
        ),
        _p95("the same, p95", eigen),
        *_dienst(gegevens, [zet for zet in zetten(maat) if isinstance(zet, Verplaats)]),
    ]


def _p95(naam: str, tijden: Sequence[float]) -> Regel:
    p95 = 1000 * quantiles(tijden, n=20)[-1]
    kaal = f"what a page may take: {HOOGSTENS_MS:g} ms"
    return hoogstens(naam, f"{p95:.2f} ms (median {1000 * median(tijden):.2f})", kaal, p95 / HOOGSTENS_MS, 1.0)


def _dienst(gegevens: Gegevens, alle: Sequence[Zet]) -> Iterator[Regel]:
    """The rows about the service: moves tried, made and looked back at, on a stored scenario that has some already."""
    url = f"sqlite:///{gegevens.map / 'scenarios.db'}"
    engine = maak_database(url)
    app = maak_app(Instellingen(var=gegevens.map, geocoder="geen", database_url=url))
    with TestClient(app) as client:
        client.headers["authorization"] = f"Bearer {maak_token(engine, 'anna')}"
        lijf = {"naam": "bench", "peildatum": gegevens.peildatum, "zetten": zetten_json(alle[:AL_GEDAAN])}
        gemaakt = client.post("/v1/scenarios", json=lijf)
        pad, etag = gemaakt.headers["location"], gemaakt.headers["etag"]
        proef, samen = list[float](), list[float]()
        for zet in alle[AL_GEDAAN:]:
            een = {"zetten": zetten_json([zet])}
            proef.append(_vraag(client, "POST", f"{pad}/_probeer", json=een)[0])
            duur, antwoord = _vraag(client, "POST", f"{pad}/_zet", json=een, headers={"if-match": etag})
            samen.append(duur + _vraag(client, "GET", f"{pad}/effecten")[0])
            terug = {"if-match": antwoord.headers["etag"]}
            etag = _vraag(client, "POST", f"{pad}/_ongedaan", headers=terug)[1].headers["etag"]
    engine.dispose()
    wat = f"a move on a stored scenario with {AL_GEDAAN} others, whole request, p95"
    yield _p95(f"POST _probeer: {wat}", proef[1:])
    yield _p95("POST _zet and GET effecten: the same", samen[1:])


def _vraag(client: TestClient, methode: str, pad: str, **opties: Any) -> tuple[float, httpx2.Response]:
    """Seconds for a whole request, and its answer."""
    begin = time.perf_counter()
    antwoord = client.request(methode, pad, **opties)
    duur = time.perf_counter() - begin
    assert antwoord.status_code == 200, antwoord.text
    return duur, antwoord


def _een(maat: Maatstaf, begin: Effecten, zet: Zet) -> tuple[float, float]:
    """Seconds for a move with its effects, and for the effects from scratch."""
    start = time.perf_counter()
    beeld = pas_toe(begin.beeld, zet)
    bijgewerkt(maat, begin, beeld)
    midden = time.perf_counter()
    effecten(maat, beeld)
    return midden - start, time.perf_counter() - midden

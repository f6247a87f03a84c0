"""Starting: the service beside the least application, the command beside one import."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.gegevens import Gegevens
from tests.bench.server import Server
from tests.bench.tabel import Regel, hoogstens
from tests.bench.web import ECHT

RONDEN = 9
START, GEHEUGEN, OPDRACHT = 1.25, 1.5, 0.3


def meet(gegevens: Gegevens) -> list[Regel]:
    """The rows about starting."""
    return [*_dienst(gegevens), _opdracht(gegevens)]


def _dienst(gegevens: Gegevens) -> list[Regel]:
    tijden: dict[str, list[float]] = {ECHT: [], "tests.bench.apps:kaal": []}
    geheugen: dict[str, list[float]] = {fabriek: [] for fabriek in tijden}
    for _ in range(RONDEN):
        for fabriek, gemeten in tijden.items():
            with Server(fabriek, gegevens.omgeving) as server:
                gemeten.append(server.start_s)
                geheugen[fabriek].append(server.eigen_mb())
    eigen_s, kaal_s = (median(gemeten) for gemeten in tijden.values())
    eigen_mb, kaal_mb = (median(gemeten) for gemeten in geheugen.values())
    kaal = "bare FastAPI + numpy"
    return [
        hoogstens(
            "process start to first 200",
            f"{1000 * eigen_s:.0f} ms",
            f"{kaal}: {1000 * kaal_s:.0f} ms",
            eigen_s / kaal_s,
            START,
        ),
        hoogstens(
            "private memory (USS) after it",
            f"{eigen_mb:.0f} MB",
            f"{kaal}: {kaal_mb:.0f} MB",
            eigen_mb / kaal_mb,
            GEHEUGEN,
        ),
    ]


def _opdracht(gegevens: Gegevens) -> Regel:
    regio = str(Path(sys.executable).with_name("regio"))
    # The geocoder of a fresh installation: a postcode does not use it, but the command makes it.
    omgeving = {**os.environ, **gegevens.omgeving, "REGIO_GEOCODER": "pdok"}
    opdrachten = ([regio, "zoek", "9471"], [sys.executable, "-c", "import geopandas"])
    tijden: tuple[list[float], list[float]] = ([], [])
    for _ in range(RONDEN + 2):
        for opdracht, gemeten in zip(opdrachten, tijden, strict=True):
            gemeten.append(_duur(opdracht, omgeving))
    eigen, hun = (median(gemeten[1:]) for gemeten in tijden)
    return hoogstens(
        "regio zoek 9471", f"{1000 * eigen:.0f} ms", f"import geopandas: {1000 * hun:.0f} ms", eigen / hun, OPDRACHT
    )


def _duur(opdracht: Sequence[str], omgeving: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(opdracht, env=omgeving, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin

"""``python -m tests.bench``: one table of figures, each beside its baseline from the same run."""

from __future__ import annotations

import argparse
import importlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.gegevens import maak_gegevens
from tests.bench.server import WORTEL
from tests.bench.tabel import Regel, als_tekst, schrijf_in

DELEN = ("web", "regios", "geometrie", "schets", "punten", "congruentie", "scenario", "opstart", "bulk")


def hoofd() -> None:
    """Measure the asked parts (default all) and print the table; ``--schrijf`` puts it in the README."""
    ontleder = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    ontleder.add_argument("delen", nargs="*", metavar="deel", help=f"one or more of {', '.join(DELEN)}; default all")
    ontleder.add_argument("--schrijf", action="store_true", help="write the table into README.md")
    keuze = ontleder.parse_args()
    if onbekend := set(keuze.delen) - set(DELEN):
        ontleder.error(f"unknown part: {', '.join(sorted(onbekend))}")
    if keuze.schrijf and keuze.delen:
        ontleder.error("--schrijf goes with a whole run only")
    regels: list[Regel] = []
    with tempfile.TemporaryDirectory(prefix="regio-bench-") as map_:
        gegevens = maak_gegevens(Path(map_) / "var")
        for deel in keuze.delen or DELEN:
            regels += importlib.import_module(f"tests.bench.{deel}").meet(gegevens)
    bijschrift = (
        f"Measured on {datetime.now(UTC).date()}, {_kernen()}; ratios from one run, medians of interleaved rounds."
    )
    print(als_tekst(regels), bijschrift, sep="\n\n")
    if keuze.schrijf:
        schrijf_in(WORTEL / "README.md", bijschrift, regels)


def _kernen() -> str:
    aantal = len(os.sched_getaffinity(0))
    return f"{ {1: 'one', 2: 'two', 4: 'four'}.get(aantal, aantal) } cores"


if __name__ == "__main__":
    hoofd()

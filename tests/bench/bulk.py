"""``regio bulk`` on a million rows: time and peak memory, beside a merge in pandas that knows the answers."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.gegevens import ZAAD, Gegevens
from tests.bench.tabel import Regel, hoogstens

VEEL, WEINIG = 1_000_000, 10_000
LANGST_S = 300
GROEI = 1.1
_PANDAS = """
import sys, pandas
rijen = pandas.read_csv(sys.argv[1], dtype=str)
rijen["pc4"] = rijen["postcode"].str.replace(" ", "").str[:4]
rijen.merge(pandas.read_csv(sys.argv[2], dtype=str), on="pc4", how="left").to_csv(sys.argv[3], index=False)
"""

_PIEK = """
import resource, subprocess, sys, time
begin = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def meet(gegevens: Gegevens) -> list[Regel]:
    """The rows about bulk."""
    veel, weinig = gegevens.map / "veel.csv", gegevens.map / "weinig.csv"
    maak_invoer(veel, gegevens.stand.pc4s, VEEL)
    maak_invoer(weinig, gegevens.stand.pc4s, WEINIG)
    uit = gegevens.map / "uit.csv"
    seconden, piek = _regio(gegevens, veel, uit)
    _, piek_weinig = _regio(gegevens, weinig, uit)
    hun_seconden, hun_piek = _pandas(gegevens, veel, uit)
    return [
        Regel(
            f"regio bulk, {VEEL:,} rows",
            f"{seconden:.1f} s ({VEEL / seconden / 1000:.0f} k rows/s)",
            f"pandas merge with a ready table: {hun_seconden:.1f} s",
            f"{seconden / hun_seconden:.2f}x",
            "-",
            None,
        ),
        Regel("its peak memory", f"{piek:.0f} MB", f"pandas: {hun_piek:.0f} MB", f"{piek / hun_piek:.2f}x", "-", None),
        hoogstens("its growth", f"{piek:.0f} MB", f"{WEINIG:,} rows: {piek_weinig:.0f} MB", piek / piek_weinig, GROEI),
    ]


def maak_invoer(pad: Path, pc4s: Sequence[str], aantal: int) -> None:
    """A CSV of postcodes as people write them: with letters, without, and one in fifty unknown."""
    willekeur = random.Random(ZAAD)
    letters = "ABCDEGHJKLNPRTVWXZ"
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        uit = csv.writer(bestand)
        uit.writerow(["id", "postcode", "naam"])
        for nummer in range(aantal):
            pc4 = "0999" if nummer % 50 == 0 else willekeur.choice(pc4s)
            pc6 = f"{pc4} {willekeur.choice(letters)}{willekeur.choice(letters)}"
            uit.writerow([nummer, pc6 if nummer % 3 else pc4, f"School {nummer}"])


def _regio(gegevens: Gegevens, invoer: Path, uit: Path) -> tuple[float, float]:
    return _meet(
        [sys.executable, "-m", "regio", "bulk", str(invoer), str(uit), "--stil", "--vervang"], gegevens.omgeving
    )


def _pandas(gegevens: Gegevens, invoer: Path, uit: Path) -> tuple[float, float]:
    """The merge, with the answers of ``regio bulk`` per PC4 as the ready table."""
    enkel, kaart = gegevens.map / "pc4.csv", gegevens.map / "kaart.csv"
    enkel.write_text("postcode\n" + "\n".join(gegevens.stand.pc4s) + "\n", encoding="utf-8")
    _regio(gegevens, enkel, kaart)
    kaart.write_text(kaart.read_text(encoding="utf-8").replace("postcode,", "pc4,", 1), encoding="utf-8")
    return _meet([sys.executable, "-c", _PANDAS, str(invoer), str(kaart), str(uit)], gegevens.omgeving)


def _meet(opdracht: Sequence[str], omgeving: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a command."""
    # Between us stands a small process: a child's peak counts what its parent held when it began.
    klaar = subprocess.run(
        [sys.executable, "-c", _PIEK, *opdracht],
        env={**os.environ, **omgeving},
        capture_output=True,
        text=True,
        check=True,
        timeout=LANGST_S,
    )
    seconden, piek_kb = klaar.stdout.split()[-2:]
    return float(seconden), int(piek_kb) / 1024

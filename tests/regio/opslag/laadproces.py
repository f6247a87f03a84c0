"""A load in a process of its own, made to be killed. Not a test: run by ``test_laden_kill.py``.

Reads a line from its input: a JSON object with ``feiten`` (a pickled Feiten), ``var``, ``url`` and ``sterf`` (a place
where the process kills itself, or empty). Prints every phase on a line.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import time
from pathlib import Path
from typing import Any

from regio.bronnen.rijen import Feiten
from regio.gebieden.vlakken import Vlakken
from regio.opslag import edities, laden
from regio.opslag.laden import Stappen, laad
from tests.regio.blokken import blokken

# Long enough to be hit by a kill; the other phases take their own time.
DUUR_S = 0.1


# Places inside the phase that changes what is served: the process dies when it calls this there.
PLEKKEN: dict[str, tuple[Any, str]] = {
    "voor-database": (edities, "activeer"),
    "na-database": (laden, "_wijs_aan"),
    "voor-wijzer": (Path, "replace"),
    "na-wijzer": (laden, "_ruim_bestanden_op"),
    "bij-opruimen": (edities, "ruim_halve_op"),
}


# Short steps, made long enough for a kill to fall before, between and after them.
LANGZAAM: tuple[tuple[Any, str], ...] = ((edities, "lees_feiten"), (edities, "activeer"), (laden, "_wijs_aan"))


def _langzaam(echt: Any) -> Any:
    def werk(*alles: object) -> Any:
        time.sleep(DUUR_S / 2)
        return echt(*alles)

    return werk


def sterf() -> Any:
    """End this process as ``kill -9`` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def lees(pad: Path) -> Feiten:
    """The facts that the parent put ready, read slowly."""
    time.sleep(DUUR_S)
    feiten: Feiten = pickle.loads(pad.read_bytes())
    return feiten


def controleer(_feiten: Feiten, _map: Path) -> list[Any]:
    """A check that finds nothing, slowly."""
    time.sleep(DUUR_S)
    return []


def compileer(feiten: Feiten, _vlakken: Vlakken, doel: Path) -> None:
    """Write the facts in ten slow pieces to a temporary file and put it in place at once."""
    inhoud = pickle.dumps(feiten)
    half = doel.with_name(f"{doel.name}.half")
    with half.open("wb") as uit:
        for deel in range(10):
            uit.write(inhoud[len(inhoud) * deel // 10 : len(inhoud) * (deel + 1) // 10])
            uit.flush()
            time.sleep(DUUR_S / 10)
        os.fsync(uit.fileno())
    half.replace(doel)


STAPPEN = Stappen(lees=lees, controleer=controleer, schets=blokken, compileer=compileer, gebieden=lambda *_: None)


def hoofd(opdracht: dict[str, str]) -> None:
    """Load as told."""
    # More and smaller batches: more different states to be killed in.
    edities.PER_KEER = 100
    for module, naam in LANGZAAM:
        setattr(module, naam, _langzaam(getattr(module, naam)))
    for plek, (module, naam) in PLEKKEN.items():
        if plek == opdracht["sterf"]:
            setattr(module, naam, _pas_bij_activeren(getattr(module, naam)))
    laad(Path(opdracht["feiten"]), Path(opdracht["var"]), opdracht["url"], meld, stappen=STAPPEN)
    time.sleep(DUUR_S)


gemeld: list[str] = []


def meld(fase: str) -> None:
    """Tell the parent."""
    gemeld.append(fase)
    print(fase, flush=True)


def _pas_bij_activeren(echt: Any) -> Any:
    return lambda *alles, **meer: sterf() if "activeren" in gemeld else echt(*alles, **meer)


if __name__ == "__main__":
    hoofd(json.loads(sys.stdin.readline()))

"""The conclusion about a measure through time: which steps made it better or worse, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regio.congruentie import getallen, woorden
from regio.congruentie.gewichten import Gewicht
from regio.congruentie.indelingen import Keuze

Json = dict[str, Any]
# Steps smaller than this are not told: they stand in the table.
KLEINSTE = 0.0005
MEESTE = 3


def conclusie(keuze: Keuze, wicht: Gewicht, reeksen: Sequence[Json]) -> list[str]:
    """The outcome per list, then the steps, then what the figures are not."""
    a = woorden.van(keuze)
    zinnen = [_verloop(a.meer, reeks) for reeks in reeksen]
    zinnen += [zin for reeks in reeksen for zin in _stappen(reeks)]
    zinnen.append(_meting(wicht))
    if keuze.sectoren:
        zinnen.append(
            f"Een herindeling verandert de gebieden van de {a.meer} niet (artikel 3 van de regeling), maar kan wel "
            "grond naar een andere jeugdregio brengen."
        )
    return zinnen


def _waarde(punt: Json) -> str:
    if punt["band"]:
        return f"tussen {getallen.maat(punt['vMin'])} en {getallen.maat(punt['vMax'])}"
    return getallen.maat(punt["v"])


def _verloop(meer: str, reeks: Json) -> str:
    """Where a line begins and ends."""
    eerste, laatste = reeks["punten"][0], reeks["punten"][-1]
    kop = f"De {meer} naast de {reeks['titel']}:"
    if len(reeks["punten"]) == 1:
        return f"{kop} de V-maat is op elke dag {_waarde(eerste)}."
    slot = {"beter": "beter", "slechter": "minder goed", "gelijk": "even goed"}.get(richting(eerste, laatste))
    oordeel = f"; de indelingen passen nu {slot}" if slot else "; of dat beter of minder goed is, staat niet vast"
    was = f"was {_waarde(eerste)} op {eerste['vanaf']}"
    return f"{kop} de V-maat {was} en is {_waarde(laatste)} vanaf {laatste['vanaf']}{oordeel}."


def richting(oud: Json, nieuw: Json) -> str:
    """Whether a measure got better or worse, for every possible place of gemeenten that are open."""
    if nieuw["vMin"] - oud["vMax"] > _RUIS:
        return "beter"
    if oud["vMin"] - nieuw["vMax"] > _RUIS:
        return "slechter"
    vast = not oud["band"] and not nieuw["band"]
    return "gelijk" if vast else "onzeker"


_RUIS = 1e-9


def _stappen(reeks: Json) -> list[str]:
    """The steps of one line that mattered most."""
    paren = list(zip(reeks["punten"], reeks["punten"][1:], strict=False))
    telt = [(oud, nieuw) for oud, nieuw in paren if _grootte(oud, nieuw) >= KLEINSTE]
    telt.sort(key=lambda paar: -_grootte(*paar))
    return [_stap(reeks, oud, nieuw) for oud, nieuw in sorted(telt[:MEESTE], key=lambda paar: str(paar[1]["vanaf"]))]


def _grootte(oud: Json, nieuw: Json) -> float:
    """The least by which a measure certainly changed, or the change itself where nothing is open."""
    hoe = richting(oud, nieuw)
    if hoe in ("beter", "slechter"):
        return float(max(nieuw["vMin"] - oud["vMax"], oud["vMin"] - nieuw["vMax"]))
    return 0.0


def _stap(reeks: Json, oud: Json, nieuw: Json) -> str:
    beter = richting(oud, nieuw) == "beter"
    teken = "beter" if beter else "minder goed"
    waardoor = " ".join(nieuw["gebeurtenissen"])
    return (
        f"Naast de {reeks['titel']} op {nieuw['vanaf']} {teken}, van {_waarde(oud)} naar {_waarde(nieuw)}. {waardoor}"
    ).strip()


def _meting(wicht: Gewicht) -> str:
    """That every day is measured with the same counts."""
    if wicht.naam in ("oppervlakte", "bouwstenen"):
        return "Elke dag is met dezelfde grond gemeten: een verschil komt alleen door grenzen die anders lopen."
    return (
        f"Elke dag is gemeten met de {wicht.naam} van {wicht.jaar}. Een verschil komt dus alleen door grenzen die "
        "anders lopen, niet door mensen die kwamen of gingen. Het is een meting op grond, geen oordeel over de "
        "samenwerking."
    )

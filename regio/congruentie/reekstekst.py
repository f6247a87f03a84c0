"""The conclusion about a measure through time: which steps made it better or worse, and by how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from regio.congruentie import getallen, woorden
from regio.congruentie.gewichten import Gewicht
from regio.congruentie.indelingen import Keuze

Json = dict[str, Any]
# The days of a state: from, and up to but not including (None: still so).
Tijdvak = tuple[str, str | None]
Open = Mapping[str, Sequence[Tijdvak]]
# A smaller step is not told: it stands in the table.
KLEINSTE = 0.00005
# A smaller difference over all years is called nearly equal.
KLEIN = 0.005
_RUIS = 1e-9


def conclusie(keuze: Keuze, wicht: Gewicht, reeksen: Sequence[Json], in_lijst: Open, in_a: Open) -> list[str]:
    """The outcome per list, then the steps, then what is open and what the figures are not.

    ``in_lijst`` are the gemeenten, by name, that are open in the jeugdregio's of the day itself, and
    ``in_a`` those that are open in A, each with when.
    """
    a = woorden.van(keuze)
    zinnen = [_verloop(a.meer, reeks) for reeks in reeksen]
    zinnen += _stappen([reeks for reeks in reeksen if reeks["met"] != "jeugdregio"])
    zinnen += _zes(reeksen, in_lijst)
    zinnen += _open_in_a(keuze, in_a)
    zinnen.append(_meting(wicht))
    if keuze.sectoren:
        zinnen.append(
            f"Een herindeling verandert de gebieden van de {a.meer} niet (artikel 3 van de regeling). Zij kan wel "
            "grond naar een andere jeugdregio brengen."
        )
    return zinnen


def _waarde(punt: Json) -> str:
    if punt["band"]:
        return getallen.tussen(punt["vMin"], punt["vMax"])
    return getallen.maat(punt["v"])


def _verloop(meer: str, reeks: Json) -> str:
    """Where a line begins and ends, and whether that is better."""
    eerste, laatste = reeks["punten"][0], reeks["punten"][-1]
    kop = f"De {meer} naast de {reeks['titel']}:"
    if len(reeks["punten"]) == 1:
        return f"{kop} de V-maat is op elke dag {_waarde(eerste)}."
    was = f"was {_waarde(eerste)} op {eerste['vanaf']}"
    return f"{kop} de V-maat {was} en is {_waarde(laatste)} vanaf {laatste['vanaf']}. {_oordeel(eerste, laatste)}"


def _oordeel(eerste: Json, laatste: Json) -> str:
    """The first and the last day beside one another, for every place of what is open."""
    hoe = richting(eerste, laatste)
    if hoe == "gelijk":
        return "Dat is even goed."
    if hoe == "onzeker":
        return "Of dat beter of minder goed is, staat niet vast."
    groot = max(abs(laatste["vMax"] - eerste["vMin"]), abs(laatste["vMin"] - eerste["vMax"]))
    return f"Dat is {'iets ' if groot < KLEIN else ''}{hoe}."


def richting(oud: Json, nieuw: Json) -> str:
    """Whether a measure got better or worse, for every possible place of gemeenten that are open."""
    if nieuw["vMin"] - oud["vMax"] > _RUIS:
        return "beter"
    if oud["vMin"] - nieuw["vMax"] > _RUIS:
        return "minder goed"
    return "onzeker" if oud["band"] or nieuw["band"] else "gelijk"


def _stappen(reeksen: Sequence[Json]) -> list[str]:
    """The steps beside the fixed lists, by day: what changed, and by how much V did."""
    per_dag: dict[str, list[tuple[str, Json]]] = defaultdict(list)
    for reeks in reeksen:
        for punt in reeks["punten"][1:]:
            if abs(punt["verschil"]) >= KLEINSTE:
                per_dag[punt["vanaf"]].append((reeks["titel"].rpartition(" ")[2], punt))
    return [_stap(dag, per_dag[dag]) for dag in sorted(per_dag)]


def _stap(dag: str, punten: Sequence[tuple[str, Json]]) -> str:
    verschillen = [punt["verschil"] for _, punt in punten]
    hoe = (
        "beter" if min(verschillen) > 0 else "minder goed" if max(verschillen) < 0 else "deels beter, deels minder goed"
    )
    wie = f"de {'lijst' if len(punten) == 1 else 'lijsten'} van {getallen.opsomming([jaar for jaar, _ in punten])}"
    oorzaken = list(dict.fromkeys(zin for _, punt in punten for zin in punt["gebeurtenissen"]))
    return f"{dag}: {hoe} naast {wie} (V {_tussen(verschillen)}). {' '.join(oorzaken)}"


def _tussen(verschillen: Sequence[float]) -> str:
    """One difference or the range of several, with their sign."""
    laag, hoog = getallen.verschil(min(verschillen)), getallen.verschil(max(verschillen))
    return laag if laag == hoog else f"{laag} tot {hoog}"


def _zes(reeksen: Sequence[Json], in_lijst: Open) -> list[str]:
    """From when to when the line of the day itself is a band for the sake of its own list, and how wide."""
    eigen = [punt for reeks in reeksen if reeks["met"] == "jeugdregio" for punt in reeks["punten"] if punt["band"]]
    tijdvakken = {tijdvak for een in in_lijst.values() for tijdvak in een}
    banden = [punt for punt in eigen if any(_overlapt((punt["vanaf"], punt["tot"]), een) for een in tijdvakken)]
    if not banden:
        return []
    tot = f" tot {banden[-1]['tot']}" if banden[-1]["tot"] else ""
    laag, hoog = min(punt["vMin"] for punt in banden), max(punt["vMax"] for punt in banden)
    return [
        f"Van {getallen.opsomming(sorted(in_lijst))} is niet bekend wanneer zij van jeugdregio wisselden. Daarom is de "
        f"maat naast de jeugdregio's van de dag zelf van {banden[0]['vanaf']}{tot} een band, "
        f"{getallen.tussen(laag, hoog)}."
    ]


def _overlapt(een: Tijdvak, ander: Tijdvak) -> bool:
    """Whether two periods share a day."""
    return (ander[1] is None or een[0] < ander[1]) and (een[1] is None or ander[0] < een[1])


def _open_in_a(keuze: Keuze, in_a: Open) -> list[str]:
    """Of which gemeenten the region of A is open, and when: that makes a band beside every list."""
    per_tijd: dict[tuple[Tijdvak, ...], list[str]] = defaultdict(list)
    for naam in sorted(in_a):
        per_tijd[tuple(in_a[naam])].append(naam)
    if not per_tijd:
        return []
    woord = woorden.van(keuze)
    delen = [
        f"{getallen.opsomming([_in_tijd(een) for een in tijdvakken])} van {getallen.opsomming(namen)}"
        for tijdvakken, namen in sorted(per_tijd.items(), key=lambda paar: _einden(paar[0]))
    ]
    return [
        f"Niet van elke gemeente staat vast in {woord.welk} {woord.enkel} zij ligt: {'; '.join(delen)}. Zolang dat "
        "openstaat, is de maat naast elke lijst een band."
    ]


def _einden(tijdvakken: Sequence[Tijdvak]) -> list[tuple[str, str]]:
    """Periods as they can be compared: without an end comes last."""
    return [(vanaf, tot or "9999") for vanaf, tot in tijdvakken]


def _in_tijd(tijdvak: Tijdvak) -> str:
    """``van 2014-01-01 tot 2014-08-28 niet``, ``vanaf 2019-01-01 niet``."""
    vanaf, tot = tijdvak
    return f"van {vanaf} tot {tot} niet" if tot else f"vanaf {vanaf} niet"


def _meting(wicht: Gewicht) -> str:
    """That every day is measured with the same counts."""
    if wicht.naam in ("oppervlakte", "bouwstenen"):
        return "Elke dag is met dezelfde grond gemeten: een verschil komt alleen door grenzen die anders lopen."
    return (
        f"Elke dag is gemeten met de {wicht.naam} van {wicht.jaar}. Een verschil komt dus door grenzen die anders "
        "lopen, niet door mensen die kwamen of gingen. Het zegt niets over hoe goed er wordt samengewerkt."
    )

"""The official layers of whole gemeenten and jeugdregio's, and the days that they hold for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import shapely

from regio.gebieden.officieel.gaten import Beoordeling, Gat, Land, beoordeel, sluit
from regio.gebieden.officieel.lezen import Gelezen, Laag
from regio.gebieden.officieel.maten import KLEINE_OPENING
from regio.gebieden.officieel.melden import Meldingen, opsomming
from regio.gebieden.officieel.poort import door_de_poort, maak_geldig
from regio.gebieden.vlakken import Geometrieen, Grenslaag
from regio.jeugdregio import Jeugdregios
from regio.stand.toestanden import Opbouw

Rij = dict[str, object]


def controleer_codes(gelezen: Gelezen, opbouw: Opbouw, meldingen: Meldingen) -> None:
    """Faults for gemeenten that the tijdlijn does not know on 1 January of the layer's year, and for
    gemeenten of that day that the layer lacks; a warning for unknown jeugdregio's.
    """
    for laag in gelezen.van("gemeente"):
        dag = date(laag.jaar, 1, 1)
        bekend, gegeven = (
            {rij.code: rij.naam for rij in opbouw.tijdlijn.op(dag)},
            dict(zip(laag.codes, laag.namen, strict=True)),
        )
        vreemd = sorted(f"{code} {gegeven[code]}".strip() for code in gegeven if code not in bekend)
        mist = sorted(f"{code} {bekend[code]}" for code in bekend if code not in gegeven)
        if vreemd:
            meldingen.fout(
                "gemeente-onbekend", laag.waar, f"Bestaat volgens de tijdlijn niet op {dag}: {opsomming(vreemd)}."
            )
        if mist:
            meldingen.fout("gemeente-ontbreekt", laag.waar, f"Bestaat op {dag} en ontbreekt: {opsomming(mist)}.")
    bekend_jeugd = {rij.code for rij in opbouw.feiten.jeugdregios}
    for laag in gelezen.van("jeugdregio"):
        vreemd = sorted(set(laag.codes) - bekend_jeugd)
        if vreemd:
            wat = f"Codes die de feiten niet kennen: {opsomming(vreemd)}."
            meldingen.waarschuwing("jeugdregio-onbekend", laag.waar, wat, "De laag wordt getekend zoals hij is.")


def door_de_poort_laag(laag: Laag, meldingen: Meldingen) -> tuple[Geometrieen, Rij]:
    """A layer of whole regions as a coverage, and its row in the report."""
    geldig = maak_geldig(laag.vlak, laag.codes, laag.waar, meldingen)
    door = door_de_poort(geldig, laag.codes, laag.waar, meldingen)
    return door.vlak, {
        "soort": laag.soort,
        "jaar": laag.jaar,
        "bestand": laag.bestand,
        "laag": laag.naam,
        **door.cijfers,
    }


def sluit_laag(
    laag: Laag, vlak: Geometrieen, land: Land, bewoond: Geometrieen, meldingen: Meldingen
) -> tuple[Geometrieen, list[Gat]]:
    """The layer without the small openings of its own, and every gap with its class.

    ``land`` is the ground by the other layers, ``bewoond`` the points of postcodes with inhabitants.
    """
    gaten = beoordeel(vlak, laag.codes, Beoordeling(land, {}, KLEINE_OPENING, bewoond))
    for gat in gaten:
        if gat.klasse == "fout":
            meldingen.fout("gat-in-het-land", laag.waar, gat.melding())
    dicht = sluit(vlak, laag.codes, gaten)
    if not shapely.coverage_is_valid(dicht):
        meldingen.fout("geen-sluitend-geheel", laag.waar, "Na het sluiten van openingen overlappen vlakken elkaar.")
    return dicht, gaten


def grenslaag(laag: Laag, vlak: Geometrieen, jaren: Sequence[int], opbouw: Opbouw) -> Grenslaag:
    """The layer with its dates; ``jaren`` are the years of all layers of its kind."""
    vanaf = date(laag.jaar, 1, 1)
    volgende = [date(jaar, 1, 1) for jaar in jaren if jaar > laag.jaar]
    wissels = [dag for dag in _wisseldagen(opbouw) if dag > vanaf and _anders(laag.soort, opbouw, vanaf, dag)]
    tot = min([*volgende, *wissels], default=None)
    namen = tuple(
        naam or _naam(laag.soort, code, opbouw, vanaf) for code, naam in zip(laag.codes, laag.namen, strict=True)
    )
    soort: Literal["gemeente", "jeugdregio"] = "gemeente" if laag.soort == "gemeente" else "jeugdregio"
    return Grenslaag(soort, laag.jaar, vanaf, tot, laag.codes, namen, vlak)


def _wisseldagen(opbouw: Opbouw) -> list[date]:
    return sorted({*opbouw.wisseldagen(), *opbouw.tijdlijn.data})


def _anders(soort: str, opbouw: Opbouw, vanaf: date, dag: date) -> bool:
    """Whether the set of gemeenten differs between two days, or what is known of their jeugdregio's.

    A jeugdregio layer holds as long as the facts give every gemeente the region of its first day:
    from the day on which two gemeenten may have changed region, it no longer does.
    """
    toen, nu = ({rij.code for rij in opbouw.tijdlijn.op(op)} for op in (vanaf, dag))
    if toen != nu or soort == "gemeente":
        return toen != nu
    return _regios(opbouw.jeugdregios, toen, vanaf) != _regios(opbouw.jeugdregios, toen, dag)


def _regios(jeugdregios: Jeugdregios, gemeenten: set[str], dag: date) -> dict[str, frozenset[str]]:
    return {code: jeugdregios.op(code, dag)[0] for code in gemeenten}


def _naam(soort: str, code: str, opbouw: Opbouw, dag: date) -> str:
    if soort == "gemeente":
        rij = opbouw.tijdlijn.gemeente(code)
        return rij.naam if rij else code
    return opbouw.jeugdregios.naam(code, dag) if any(r.code == code for r in opbouw.feiten.jeugdregios) else code

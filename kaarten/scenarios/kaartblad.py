"""The map of a scenario for its page: data for the script, and a picture for a page without scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from kaarten.analyse.bron import bron_van
from kaarten.analyse.scenario import Naast, blad_scenario
from kaarten.scenarios.kaartdata import kenmerken
from kaarten.scenarios.svg import blad_svg, leeg_svg
from kaarten.scenarios.vormen import kaartvormen
from regio.fouten import GeenKaarten, NietGevonden
from regio.gebieden.crs import CRS84
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.doorrekening import Kant
from regio.scenario.lezen import lees_zetten
from regio.scenario.maatstaf import maatstaf
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import shapely

GEEN_GROND = "Dit scenario verandert geen grond."
GEEN_KAART = "Bij deze gegevens is geen kaart."
GELIJK = "Alle grond ligt gelijk."
_TITEL = 70


class Zijde(NamedTuple):
    """One of two scenarios: what it is called, and what it is."""

    titel: str
    vraag: Vraag


def kaart_json(stand: Stand, vraag: Vraag, achtergrond: str) -> bytes:
    """What the script of the page draws, as JSON.

    ``achtergrond`` is the path of the map of the whole country on the day, under it. ``kenmerken`` are
    GeoJSON features in degrees, ``kader`` is west, south, east and north around them, null without any.
    ``bron`` is null for an edition without maps. Raises Vraagfout for moves that cannot be made.
    """
    try:
        vormen = kaartvormen(stand, vraag)
    except GeenKaarten:
        return json.dumps({"bron": None, "achtergrond": None, "kader": None, "kenmerken": []}).encode()
    boven = {
        "bron": vormen.bron,
        "vermelding": vormen.vermelding,
        "nauwkeurigheid": vormen.nauwkeurigheid,
        "achtergrond": achtergrond,
        "peildatum": vraag.peildatum,
        "kader": _kader([vorm for laag in vormen.lagen for vorm in laag.vormen.values()]),
    }
    tekst = json.dumps(boven, ensure_ascii=False).encode()
    return b'%b,"kenmerken":[%b]}' % (tekst[:-1], b",".join(kenmerken(vormen)))


def kaart_svg(stand: Stand, naam: str, vraag: Vraag) -> str:
    """The picture, with title, legend and a text for who does not see it; ``naam`` is that of the scenario."""
    kant = _kant(stand, Zijde(naam, vraag))
    try:
        return blad_svg(blad_scenario(stand, bron_van(stand), kant, kaartvormen(stand, vraag).lagen))
    except NietGevonden:
        return leeg_svg(f"Scenario: {naam}", GEEN_GROND)
    except GeenKaarten:
        return leeg_svg(f"Scenario: {naam}", GEEN_KAART)


def verschil_svg(stand: Stand, eerst: Zijde, dan: Zijde) -> str:
    """The picture of the ground that lies elsewhere in the second of two scenarios."""
    kant, titel = _kant(stand, dan), f"Wat anders ligt: {_kort(eerst)} naast {_kort(dan)}"
    opmerking = f"Eerst: {_kort(eerst)}, op {eerst.vraag.peildatum}. Daarnaast: {_kort(dan)}, op {kant.datum}."
    naast = Naast(beeld_van(stand, eerst.vraag), titel, (opmerking,))
    try:
        lagen = kaartvormen(stand, dan.vraag, eerst.vraag).lagen
        return blad_svg(blad_scenario(stand, bron_van(stand), kant, lagen, naast))
    except NietGevonden:
        return leeg_svg(titel, GELIJK)
    except GeenKaarten:
        return leeg_svg(titel, GEEN_KAART)


def _kant(stand: Stand, een: Zijde) -> Kant:
    maat = maatstaf(stand, een.vraag.peildatum)
    zetten = lees_zetten(list(een.vraag.zetten))
    return Kant("scenario", een.titel, een.vraag.peildatum, zetten, maat, beeld_van(stand, een.vraag))


def _kort(een: Zijde) -> str:
    """A title of which two fit above a picture."""
    return een.titel if len(een.titel) <= _TITEL else f"{een.titel[:_TITEL]}…"


def _kader(vormen: list[shapely.Geometry]) -> list[float] | None:
    import numpy as np
    import shapely

    from regio.gebieden.crs import vormen_uit_rd

    if not vormen:
        return None
    grenzen = shapely.total_bounds(vormen_uit_rd(np.array(vormen, dtype=object), CRS84))
    return [round(float(grens), 4) for grens in grenzen]

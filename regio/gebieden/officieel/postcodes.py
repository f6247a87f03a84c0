"""The PC4 layer through the gate: choosing it, cutting, cleaning, closing, and its findings by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import shapely

from regio.bronnen.rijen import Feiten
from regio.gebieden.officieel.delen import verdeel
from regio.gebieden.officieel.gaten import Gat, Land
from regio.gebieden.officieel.grond import bewoond, ligt_in, ontbreekt_op_land
from regio.gebieden.officieel.inhammen import inhammen
from regio.gebieden.officieel.kleden import Gekleed, kleed
from regio.gebieden.officieel.lezen import Gelezen, Laag
from regio.gebieden.officieel.maten import ENKELE, PUNTEN_ELDERS, ZONDER_GROND, ZONDER_VLAK_EN_TABEL
from regio.gebieden.officieel.melden import Meldingen, getal, opsomming
from regio.gebieden.officieel.nieuwe import bij_de_buren
from regio.gebieden.officieel.poort import door_de_poort, maak_geldig
from regio.gebieden.vlakken import Geometrieen

Rij = dict[str, object]
HOE = {
    "gat": "Het gat in de kaart waarin het punt van de postcode ligt (gat {gat}) is weer zijn grond.",
    "land-in-gat": "Het land rond het punt van de postcode, op de gemeentekaart binnen gat {gat}, is zijn grond.",
    "geen": "De postcode heeft geen eigen grond op de kaart; zoeken op postcode werkt gewoon.",
}


@dataclass(eq=False)
class Bouwvlakken:
    """The ground of every bouwsteen, shape (n,), and what the report says about it."""

    vlak: Geometrieen
    cijfers: Rij
    delen: list[Rij] = field(default_factory=list)
    gaten: list[Gat] = field(default_factory=list)
    inhammen: list[Rij] = field(default_factory=list)
    leeg: list[Rij] = field(default_factory=list)
    onbekend: list[Rij] = field(default_factory=list)
    punten: Rij = field(default_factory=dict)


def kies_pc4(gelezen: Gelezen, meldingen: Meldingen) -> Laag | None:
    """The newest PC4 layer; a fault that lists what was found when there is none."""
    lagen = gelezen.van("pc4")
    if not lagen:
        if not any(een.waar.endswith(")") for een in meldingen.fouten):
            gevonden = opsomming(list(gelezen.gevonden), 12) or "geen enkele laag"
            wat = f"Er is geen laag met PC4-vlakken (zoals postcode4) gevonden. Wel gevonden: {gevonden}."
            meldingen.fout("pc4-ontbreekt", "De map", wat)
        return None
    if len(lagen) > 1:
        jaren = ", ".join(str(laag.jaar) for laag in lagen[:-1])
        wat = f"Er zijn ook PC4-vlakken van {jaren}."
        meldingen.info("pc4-ander-jaar", lagen[-1].waar, wat, f"De nieuwste zijn gebruikt: {lagen[-1].jaar}.")
    return lagen[-1]


def maak_bouwvlakken(
    laag: Laag, feiten: Feiten, grenzen: Mapping[date, Mapping[str, shapely.Geometry]], land: Land, meldingen: Meldingen
) -> Bouwvlakken:
    """From a PC4 layer to the ground of every bouwsteen; faults go to ``meldingen``."""
    geldig = maak_geldig(laag.vlak, laag.codes, laag.waar, meldingen)
    per_pc4 = dict(zip(laag.codes, geldig, strict=True))
    ids = [rij.id for rij in feiten.bouwstenen]
    bekend = {rij.pc4 for rij in feiten.bouwstenen}
    vreemd = sorted(set(per_pc4) - bekend)
    _controleer_dekking(laag, feiten, per_pc4, meldingen)
    meldingen.weiger_bij_fouten()
    ruw, delen = verdeel(feiten.bouwstenen, per_pc4, grenzen, laag.waar, meldingen)
    alles = np.concatenate([ruw, np.array([per_pc4[pc4] for pc4 in vreemd], dtype=object)])
    door = door_de_poort(alles, [*ids, *vreemd], laag.waar, meldingen)
    meldingen.weiger_bij_fouten()
    vlak, onbekend = bij_de_buren(door.vlak, len(ids), ids, vreemd, laag.waar, meldingen)
    gekleed = kleed(vlak, feiten, land, laag.waar, meldingen)
    uit = Bouwvlakken(gekleed.vlak, dict(door.cijfers), delen, gekleed.gaten, [], gekleed.leeg, onbekend)
    _controleer_gekleed(uit, ids, feiten, laag, meldingen)
    _controleer_land(uit.vlak, feiten, land, laag, meldingen)
    _meld_leeg(gekleed, per_pc4, feiten, laag, meldingen)
    _meld_niet_getekend(uit, per_pc4, feiten, laag, meldingen)
    _meld_poort(uit, laag, meldingen)
    return uit


def _controleer_dekking(
    laag: Laag, feiten: Feiten, per_pc4: Mapping[str, shapely.Geometry], meldingen: Meldingen
) -> None:
    """A fault when the layer lacks too many postcodes where people live to be a map of the country."""
    alle = bewoond(feiten)
    mist = [pc4 for pc4 in alle if pc4 not in per_pc4]
    if len(mist) > max(ENKELE, ZONDER_GROND * len(alle)):
        wat = f"{len(mist)} van de {len(alle)} bewoonde postcodes ontbreken: {opsomming(mist)}."
        meldingen.fout("postcodes-ontbreken", laag.waar, f"{wat} Is het bestand volledig?")


def _controleer_gekleed(uit: Bouwvlakken, ids: Sequence[str], feiten: Feiten, laag: Laag, meldingen: Meldingen) -> None:
    """The coverage must still hold, no gap may be a fault, and the points must lie in their ground."""
    if not shapely.coverage_is_valid(uit.vlak):
        meldingen.fout("geen-sluitend-geheel", laag.waar, "Na het sluiten van gaten overlappen vlakken elkaar.")
        return
    uit.inhammen = inhammen(uit.vlak, ids)
    for rij in uit.inhammen:
        if rij["klasse"] == "fout":
            meldingen.fout(
                "spleet-in-het-land", laag.waar, f"Een spleet bij ({rij['x']}, {rij['y']}) ligt aan geen enkele rand."
            )
    leeg = {str(rij["id"])[:4] for rij in uit.leeg}
    elders = [pc4 for pc4 in _punten_elders(uit.vlak, feiten) if pc4 not in leeg]
    uit.punten = {"aantal": len(feiten.postcodes), "elders": elders}
    if len(elders) > max(ENKELE, PUNTEN_ELDERS * len(feiten.postcodes)):
        wat = f"Bij {len(elders)} postcodes ligt het punt niet in de eigen grond: {opsomming(elders)}."
        meldingen.fout("punten-elders", laag.waar, f"{wat} Staan de codes bij de goede vlakken?")
    kwijt = [str(rij["id"])[:4] for rij in uit.leeg if not rij["m2_na"]]
    if len(kwijt) > max(ENKELE, ZONDER_GROND * len(bewoond(feiten))):
        wat = f"Bij {len(kwijt)} bewoonde postcodes tekent de kaart geen grond: {opsomming(kwijt)}."
        meldingen.fout("postcodes-zonder-grond", laag.waar, wat)


def _controleer_land(vlak: Geometrieen, feiten: Feiten, land: Land, laag: Laag, meldingen: Meldingen) -> None:
    """A fault when the map leaves open land where people live, also along the coast and the frontier."""
    mist = ontbreekt_op_land(vlak, feiten, land)
    if mist:
        wat = f"De kaart tekent niets op bewoond land, bij de punten van {opsomming(mist)}. Is het bestand volledig?"
        meldingen.fout("land-ontbreekt", laag.waar, wat)


def _punten_elders(vlak: Geometrieen, feiten: Feiten) -> list[str]:
    """The PC4s whose point does not lie in the ground of their own PC4."""
    per_pc4: dict[str, list[int]] = {}
    for nummer, rij in enumerate(feiten.bouwstenen):
        per_pc4.setdefault(rij.pc4, []).append(nummer)
    return sorted(
        rij.pc4
        for rij in feiten.postcodes
        if rij.pc4 in per_pc4 and not shapely.intersects_xy(vlak[per_pc4[rij.pc4]], rij.x_rd, rij.y_rd).any()
    )


def _meld_leeg(
    gekleed: Gekleed, per_pc4: Mapping[str, shapely.Geometry], feiten: Feiten, laag: Laag, meldingen: Meldingen
) -> None:
    """One finding per postcode that the map shrinks to nothing."""
    inwoners = {rij.pc4: rij.inwoners_2021 for rij in feiten.postcodes}
    for rij in gekleed.leeg:
        pc4 = str(rij["id"])[:4]
        if pc4 not in per_pc4:
            continue
        rij["m2_kaart"] = round(float(per_pc4[pc4].area), 1)
        mensen = inwoners.get(pc4) or "onbekend aantal"
        wat = f"De kaart tekent van postcode {pc4} ({mensen} inwoners) maar {rij['m2_kaart']:.0f} m²."
        meldingen.waarschuwing("postcode-zonder-grond", f"{laag.bestand}, {pc4}", wat, _wat_er_mee_is_gedaan(rij))


def _wat_er_mee_is_gedaan(rij: Rij) -> str:
    """What became of the ground of a postcode that was emptied or is not drawn."""
    gedaan = HOE[str(rij["hoe"])].format(gat=rij["gat"])
    if rij["ligt_in"]:
        gedaan += f" Zijn punt ligt in de grond van {rij['ligt_in']}."
    if rij["m2_na"]:
        gedaan += f" Dat is {getal(float(str(rij['m2_na'])) / 1e4)} hectare."
    return gedaan


def _meld_poort(uit: Bouwvlakken, laag: Laag, meldingen: Meldingen) -> None:
    """What the gate did to the layer as a whole, in two findings."""
    voor, anders = (float(str(uit.cijfers.get(wat, 0.0))) for wat in ("oppervlak_voor_m2", "verschil_m2"))
    deel = getal(100 * anders / voor, 3) if voor else "0"
    hoeveel = f"{getal(anders / 1e4)} ha verschil in oppervlak, {deel} procent van de kaart"
    wat = f"De vlakken overlapten of lieten smalle spleten open: {hoeveel}."
    meldingen.info("vlakken-sluitend-gemaakt", laag.waar, wat, "Grenzen zijn op elkaar gelegd; niets overlapt nog.")
    telling = Counter(gat.klasse for gat in uit.gaten)
    soorten = ", ".join(f"{aantal} {klasse}" for klasse, aantal in telling.most_common()) or "geen"
    wat = f"Gaten na het schoonmaken: {len(uit.gaten)} ({soorten}); smalle inhammen: {len(uit.inhammen)}."
    meldingen.info(
        "gaten-benoemd", laag.waar, wat, "Spleten zijn gesloten, water blijft open; de lijst staat in het verslag."
    )


def _meld_niet_getekend(
    uit: Bouwvlakken, per_pc4: Mapping[str, shapely.Geometry], feiten: Feiten, laag: Laag, meldingen: Meldingen
) -> None:
    """One finding per postcode that the layer does not have at all."""
    leeg = {str(rij["id"])[:4]: rij for rij in uit.leeg}
    punten = {rij.pc4: (rij.x_rd, rij.y_rd) for rij in feiten.postcodes_2014}
    for pc4 in sorted({rij.pc4 for rij in feiten.bouwstenen} - set(per_pc4)):
        if pc4 in leeg:
            gedaan = _wat_er_mee_is_gedaan(leeg[pc4])
        else:
            waar = ligt_in(shapely.Point(punten[pc4]), uit.vlak, feiten.bouwstenen) if pc4 in punten else ""
            gedaan = HOE["geen"] + (f" Zijn punt van 2014 ligt in de grond van {waar}." if waar else "")
        wat = f"Postcode {pc4} staat in de regeling maar niet op de kaart."
        meldingen.waarschuwing("postcode-niet-getekend", f"{laag.bestand}, {pc4}", wat, gedaan)
    for pc4 in ZONDER_VLAK_EN_TABEL:
        if pc4 not in per_pc4 and len(per_pc4) > 1_000:
            wat = f"Postcode {pc4} bestaat volgens het CBS, zonder vlak, en staat niet in de regeling."
            meldingen.waarschuwing(
                "postcode-niet-getekend", f"{laag.bestand}, {pc4}", wat, "Hij is geen bouwsteen en heeft geen grond."
            )

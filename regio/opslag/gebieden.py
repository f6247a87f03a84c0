"""The ground of an edition in the database: written once, read back exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import numpy as np
import shapely
from sqlalchemy import Connection, Engine, delete, insert, select, text

from regio.bevinding import Bevinding
from regio.fouten import Opslagfout
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.gebieden.kaartset.niveaus import VOLLEDIG
from regio.gebieden.vlakken import Geometrieen, Grensbestand, Grenslaag, Vlakken
from regio.opslag.model import bouwsteenvlak, gebied, grens, grenslaag
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import schrijvend
from regio.stand.stand import Stand


def als_multi(vorm: shapely.Geometry) -> shapely.MultiPolygon:
    """A polygon as the MULTIPOLYGON column wants it; an empty one stays empty."""
    if isinstance(vorm, shapely.MultiPolygon):
        return vorm
    return shapely.MultiPolygon([] if vorm.is_empty else [vorm])


def als_gewoon(vorm: shapely.MultiPolygon) -> shapely.Geometry:
    """A stored shape as ``Vlakken`` hold it: one part is a Polygon, no part an empty Polygon."""
    delen = vorm.geoms
    return shapely.Polygon() if not len(delen) else delen[0] if len(delen) == 1 else vorm


def grensrijen(editie_id: int, vlakken: Vlakken) -> Iterator[dict[str, Any]]:
    """The one row of ``grens``."""
    yield {
        "editie_id": editie_id,
        "bron": vlakken.bron,
        "afdruk": vlakken.afdruk,
        "nauwkeurigheid": vlakken.nauwkeurigheid,
        "vermelding": vlakken.vermelding,
        "bestanden": [asdict(een) for een in vlakken.bestanden],
        "bevindingen": [asdict(een) for een in vlakken.bevindingen],
        "verslag": vlakken.verslag,
    }


def vlakrijen(editie_id: int, vlakken: Vlakken) -> Iterator[dict[str, Any]]:
    """The rows of ``bouwsteenvlak``."""
    for nummer, (bouwsteen, vlak) in enumerate(zip(vlakken.ids, vlakken.vlak, strict=True)):
        yield {
            "editie_id": editie_id,
            "volgnummer": nummer,
            "bouwsteen": bouwsteen,
            "pc4": bouwsteen.partition("-")[0],
            "vlak": als_multi(vlak),
        }


def laagrijen(editie_id: int, vlakken: Vlakken) -> Iterator[dict[str, Any]]:
    """The rows of ``grenslaag``, layer after layer."""
    nummer = 0
    for laag in vlakken.lagen:
        for code, naam, vlak in zip(laag.codes, laag.namen, laag.vlak, strict=True):
            yield {
                "editie_id": editie_id,
                "volgnummer": nummer,
                **{veld: getattr(laag, veld) for veld in ("soort", "jaar", "vanaf", "tot")},
                "code": code,
                "naam": naam,
                "vlak": als_multi(vlak),
            }
            nummer += 1


def lees_vlakken(engine: Engine, editie_id: int) -> Vlakken:
    """The ground of an edition, equal to what was written. Raises Opslagfout."""
    with in_gewone_taal("De gebieden uit de database lezen"), engine.connect() as verbinding:
        kop = verbinding.execute(select(grens).where(grens.c.editie_id == editie_id)).one_or_none()
        if kop is None:
            raise Opslagfout("Deze editie heeft geen gebieden in de database. Voer uit: regio data laad --opnieuw.")
        ids, vlak = _lees_vlak(verbinding, editie_id)
        return Vlakken(
            kop.bron,
            ids,
            vlak,
            kop.nauwkeurigheid,
            kop.vermelding,
            kop.afdruk,
            tuple(_lees_lagen(verbinding, editie_id)),
            tuple(_bestand(een) for een in kop.bestanden),
            tuple(Bevinding(**een) for een in kop.bevindingen),
            kop.verslag,
        )


def _bestand(een: dict[str, Any]) -> Grensbestand:
    return Grensbestand(**{**een, "lagen": tuple(een["lagen"]), "jaren": tuple(een["jaren"])})


def _lees_vlak(verbinding: Connection, editie_id: int) -> tuple[tuple[str, ...], Geometrieen]:
    tabel = bouwsteenvlak.c
    vraag = select(tabel.bouwsteen, tabel.vlak).where(tabel.editie_id == editie_id).order_by(tabel.volgnummer)
    rijen = verbinding.execute(vraag).all()
    return tuple(rij.bouwsteen for rij in rijen), _vormen([rij.vlak for rij in rijen])


def _lees_lagen(verbinding: Connection, editie_id: int) -> Iterator[Grenslaag]:
    vraag = select(grenslaag).where(grenslaag.c.editie_id == editie_id).order_by(grenslaag.c.volgnummer)
    for (soort, jaar, vanaf, tot), groep in groupby(
        verbinding.execute(vraag), key=lambda rij: (rij.soort, rij.jaar, rij.vanaf, rij.tot)
    ):
        rijen = list(groep)
        codes, namen = tuple(rij.code for rij in rijen), tuple(rij.naam for rij in rijen)
        yield Grenslaag(soort, jaar, vanaf, tot, codes, namen, _vormen([rij.vlak for rij in rijen]))


def schrijf_gebieden(engine: Engine, editie_id: int, editiebestand: Path) -> None:
    """On PostGIS: write every region of every map layer of a compiled edition, for the views.

    Replaces what the edition had. Does nothing on SQLite. Raises Opslagfout.
    """
    if engine.dialect.name != "postgresql":
        return
    stand = Stand.open(editiebestand)
    with in_gewone_taal("De gebieden in de database schrijven"), schrijvend(engine) as verbinding:
        verbinding.execute(delete(gebied).where(gebied.c.editie_id == editie_id))
        for nummer, rij in enumerate(_gebiedsrijen(stand)):
            verbinding.execute(insert(gebied), {"editie_id": editie_id, "volgnummer": nummer, **rij})
        verbinding.execute(text(f"ANALYZE {gebied.name}"))


def _gebiedsrijen(stand: Stand) -> Iterator[dict[str, Any]]:
    """The regions as the service draws them, at full detail."""
    kaarten = kaartset_van(stand)
    for laag in kaarten.inhoud["lagen"]:
        regios, vormen = kaarten.geometrie(laag["indeling"], laag["vanaf"], VOLLEDIG)
        over = {
            "indeling": laag["indeling"],
            "vanaf": date.fromisoformat(laag["vanaf"]),
            "tot": date.fromisoformat(laag["tot"]) if laag["tot"] else None,
            "bron": kaarten.bron if laag["grens"] == "bouwstenen" else laag["grens"],
            "vermelding": kaarten.vermelding,
        }
        for regio, vorm in zip(regios, vormen, strict=True):
            yield {**over, "code": regio.code, "naam": regio.naam, "zeker": regio.zeker, "vlak": als_multi(vorm)}


def _vormen(vlakken: list[shapely.MultiPolygon]) -> Geometrieen:
    uit = np.empty(len(vlakken), dtype=object)
    uit[:] = [als_gewoon(vlak) for vlak in vlakken]
    return cast(Geometrieen, uit)


def zelfde_vlakken(een: Vlakken, ander: Vlakken) -> bool:
    """Whether two grounds are equal to the last bit, with everything said about them."""
    return _inhoud(een) == _inhoud(ander)


def _inhoud(vlakken: Vlakken) -> list[Any]:
    lagen = [(laag.soort, laag.jaar, laag.vanaf, laag.tot, laag.codes, laag.namen) for laag in vlakken.lagen]
    return [
        next(grensrijen(0, vlakken)) | {"verslag": json.dumps(vlakken.verslag, sort_keys=True)},
        vlakken.ids,
        lagen,
        [shapely.to_wkb([als_multi(vlak) for vlak in vlakken.vlak]).tolist()],
        [shapely.to_wkb([als_multi(vlak) for vlak in laag.vlak]).tolist() for laag in vlakken.lagen],
    ]

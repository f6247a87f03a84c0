"""``/v1/scenarios/{id}``: what moves would do before they are kept, and the map of what a scenario changes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api import modellen_scenariokaart as modellen
from api.afhankelijk import StandNu
from api.congruentievraag import gevraagde_vorm
from api.geo import CRS_UITLEG, GEOJSON, VARY, Crs, GeoJson, kop, met_leden
from api.routes._gedeeld import als_geojson, problemen
from api.routes.scenarios import EEN
from api.scenariogrondslag import grondslag
from api.scenariokaart import BEWARING, afdruk
from api.scenariovraag import (
    MET_ETAG,
    MET_LIJF,
    UITKOMST,
    VORM,
    Bevindingvraag,
    Scenarionummer,
    Versievraag,
    als_antwoord,
    lees,
    op_basis,
)
from api.toegang import Lezer, ToegangNu
from api.vast import JSON, NIET_BEWAREN
from regio.gebieden.crs import CRS84
from regio.scenario.beeld import LAGEN
from regio.scenario.dienst import Vraag
from regio.stand.stand import Stand

router = APIRouter(tags=["scenario's"])


class Scenariokaartvraag(Versievraag):
    """Welke versie, in welk stelsel, en waarnaast."""

    crs: Crs | None = Field(None, description=CRS_UITLEG)
    met: str | None = Field(None, description="Een ander scenario: dan alleen wat daarin anders ligt.", pattern=VORM)
    metVersie: int | None = Field(  # noqa: N815
        None, ge=1, le=1_000_000, description="Versie van het andere scenario; zonder met van dit scenario."
    )

    @property
    def naast(self) -> bool:
        """Whether it asks for two scenarios, or two versions."""
        return self.met is not None or self.metVersie is not None


@router.post(
    f"{EEN}/_probeer",
    response_model=modellen.Zetproefuitkomst,
    operation_id="scenario_probeer",
    summary="Wat zetten zouden doen",
    responses=MET_ETAG | UITKOMST | MET_LIJF,
)
def probeer(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    proef: modellen.Zetproef,
    vraag: Annotated[Bevindingvraag, Query()],
) -> Response:
    """De gevolgen van andere zetten, naast het scenario zoals het is en naast de basis. Er wordt niets bewaard."""
    from regio.scenario.bevindingen import lees_drempels
    from regio.scenario.uitkomst import proef_van

    drempels = lees_drempels(vraag.drempels(), "query")
    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    basis = Vraag(een.peildatum, een.zetten)
    uit = proef_van(stand, basis, proef.zetten, vraag.weging, drempels, vervang=proef.vervang)
    lijsten = {"bevindingen": uit.straks.bevindingen, "nieuw": uit.nieuw, "vervallen": uit.weg}
    inhoud = {
        "zetten": list(uit.zetten),
        "naastNu": uit.naast_nu,
        "naastBasis": uit.straks.effecten,
        **{naam: [asdict(bevinding) for bevinding in lijst] for naam, lijst in lijsten.items()},
    }
    return als_antwoord({**inhoud, **grondslag(stand, een)}, een)


@router.get(
    f"{EEN}/kaart",
    response_model=modellen.Scenariokaart,
    response_class=GeoJson,
    operation_id="scenario_kaart",
    summary="De kaart van wat een scenario verandert",
    responses=als_geojson(modellen.Scenariokaart) | UITKOMST | problemen(406),
)
def kaart(
    request: Request,
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Scenariokaartvraag, Query()],
) -> Response:
    """De grond die verandert, en de gebieden waar die bij hoorde en bij komt, samengesteld uit stukken grond.

    Met `met` of `metVersie` de grond die in het andere anders ligt; `geldigOp` is dan de peildatum van het andere.
    """
    gevraagde_vorm(request, GEOJSON, JSON)  # GeoJSON is JSON: who asks for that can read it
    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    ander = op_basis(stand, lees(toegang, wie, vraag.met or id, vraag.metVersie)) if vraag.naast else None
    stelsel, inhoud = vraag.crs or CRS84, Vraag(een.peildatum, een.zetten)
    eerst, dan = (None, inhoud) if ander is None else (inhoud, Vraag(ander.peildatum, ander.zetten))
    sleutel = (stelsel,) if eerst is None else (stelsel, eerst.peildatum, afdruk(eerst.zetten))
    lijf = BEWARING.geef(stand, dan, "geojson", lambda: _geojson(stand, dan, eerst, stelsel), *sleutel)
    koppen = {**NIET_BEWAREN, "etag": een.kenmerk, "vary": VARY, "content-crs": f"<{stelsel}>"}
    return Response(lijf, 200, {**koppen, "content-type": GEOJSON})


def _geojson(stand: Stand, vraag: Vraag, naast: Vraag | None, crs: str) -> bytes:
    from kaarten.scenarios.kaartdata import kenmerken
    from kaarten.scenarios.vormen import kaartvormen

    vormen = kaartvormen(stand, vraag, naast)
    delen = kenmerken(vormen, crs)
    over = {**kop(stand, vraag.peildatum, *LAGEN), "grens": "bouwstenen"}
    boven = {"type": "FeatureCollection", **over, "vereenvoudigdMeter": vormen.vereenvoudigd, "aantal": len(delen)}
    return met_leden(boven, delen)

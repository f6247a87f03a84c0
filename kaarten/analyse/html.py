"""A sheet as one HTML file that needs nothing else: no other host, no other file.

folium makes the map; its own page and its default assets stay out. Leaflet comes from the vendored
files. Whatever could be anybody's text reaches the script as JSON, and innerHTML only escaped.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaarten.analyse import kleuren
from kaarten.analyse.blad import Blad, Lijn, Paneel, Vlak
from kaarten.analyse.etiket import plekken
from kaarten.teksten import datum_lang

if TYPE_CHECKING:
    import folium
    import numpy as np
    import shapely
    from jinja2 import Environment
    from numpy.typing import NDArray

Json = dict[str, Any]
KAARTEN = Path(__file__).resolve().parent.parent
LEAFLET = KAARTEN / "statisch" / "leveranciers" / "leaflet"
DECIMALEN = 5  # of a degree: about a metre, far below what a display level keeps
_ELDERS = re.compile(r"url\([^)]*\)")
_OPMERKING = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bestand:
    """A standalone page, and the policy under which a service may serve it."""

    inhoud: bytes
    csp: str


def als_html(blad: Blad, terug: str = "") -> Bestand:
    """The sheet as a page; ``terug`` is a path of the service to go back to, when it is served."""
    kaart, script = _kaart(blad)
    stukken = (_leaflet_js(), script)
    tekst = (
        _omgeving()
        .get_template("analyse.html")
        .render(
            blad=blad,
            peildatum=datum_lang(blad.peildatum),
            kaart=kaart,
            leaflet_css=_leaflet_css(),
            scripts=stukken,
            palet=kleuren.PALET,
            donker=kleuren.DONKER,
            onzeker=kleuren.ONZEKER,
            omgeving=kleuren.OMGEVING,
            stijlen=kleuren.STIJLEN,
            terug=terug,
        )
    )
    return Bestand(tekst.encode(), _csp(stukken))


def _csp(stukken: tuple[str, ...]) -> str:
    sommen = (base64.b64encode(hashlib.sha256(stuk.encode()).digest()).decode() for stuk in stukken)
    scripts = " ".join(f"'sha256-{som}'" for som in sommen)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


@cache
def _omgeving() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(KAARTEN / "sjablonen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def _leaflet_js() -> str:
    tekst = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"(?m)^//# sourceMappingURL=.*$", "", tekst).replace("\r", "").strip()


@cache
def _leaflet_css() -> str:
    """Its styles without the pictures they would fetch; nothing here shows one."""
    tekst = _OPMERKING.sub("", (LEAFLET / "leaflet.css").read_text(encoding="utf-8"))
    return _ELDERS.sub("none", tekst).replace("\r", "")


# -- the map ------------------------------------------------------------------------------------------


def _kaart(blad: Blad) -> tuple[str, str]:
    """The element of the map, and the script that fills it."""
    import folium

    from kaarten.analyse.onderdelen import Aanroep, nummer

    west, zuid, oost, noord = blad.venster
    (west, zuid), (oost, noord) = _graden([(west, zuid), (oost, noord)])
    # A list of its own instead of the class's: that one names five other hosts.
    kaart = folium.Map(
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        min_zoom=6,
        max_zoom=15,
    )
    kaart.default_js, kaart.default_css = [], []
    for plek, paneel in enumerate(blad.panelen):
        _voeg_toe(kaart, paneel, eerste=plek == 0, enige=len(blad.panelen) == 1)
    if len(blad.panelen) > 1:
        folium.LayerControl(collapsed=False, position="topright").add_to(kaart)
    kaart.fit_bounds([[zuid, west], [noord, oost]])
    Aanroep("zetRegelaars").add_to(kaart)
    nummer(kaart)
    figuur: Any = kaart.get_root()
    figuur.render()
    script = _omgeving().get_template("analyse.js").render() + figuur.script.render()
    return figuur.html.render(), f"\n{script}\n"


def _voeg_toe(kaart: folium.Map, paneel: Paneel, *, eerste: bool, enige: bool) -> None:
    import folium

    # Leaflet puts the name of a layer into innerHTML.
    groep = folium.FeatureGroup(name=html.escape(paneel.titel), overlay=enige, show=eerste)
    rand = {} if paneel.omlijnd else {"color": kleuren.WIT}
    stijlen = {vlak.code: {**_vlakstijl(vlak), **rand} for vlak in paneel.vlakken}
    velden = [f"v{nummer}" for nummer in range(len(paneel.velden))]
    folium.GeoJson(
        _vlakken(paneel),
        style_function=lambda vlak: stijlen[vlak["id"]],
        highlight_function=lambda _: {"weight": 3, "color": kleuren.DIK},
        smooth_factor=0,
        tooltip=folium.GeoJsonTooltip(velden, [html.escape(veld) for veld in paneel.velden], sticky=True),
    ).add_to(groep)
    if paneel.lijnen:
        folium.GeoJson(
            _lijnen(paneel.lijnen),
            style_function=lambda lijn: _lijnstijl(lijn["properties"]["stijl"]),
            smooth_factor=0,
            interactive=False,
        ).add_to(groep)
    _etiketten(groep, paneel)
    groep.add_to(kaart)


def _vlakken(paneel: Paneel) -> Json:
    """The areas as GeoJSON in degrees, every text escaped for innerHTML."""
    vormen = _in_graden([vlak.vorm for vlak in paneel.vlakken])
    delen = [
        {
            "type": "Feature",
            "id": vlak.code,
            "properties": {f"v{nummer}": html.escape(waarde) for nummer, waarde in enumerate(vlak.waarden)},
            "geometry": vorm,
        }
        for vlak, vorm in zip(paneel.vlakken, vormen, strict=True)
    ]
    return {"type": "FeatureCollection", "features": delen}


def _lijnen(lijnen: tuple[Lijn, ...]) -> Json:
    import shapely

    vormen = _in_graden([lijn.vorm if _is_lijn(lijn.vorm) else shapely.boundary(lijn.vorm) for lijn in lijnen])
    delen = [
        {"type": "Feature", "id": str(nummer), "properties": {"stijl": lijn.stijl}, "geometry": vorm}
        for nummer, (lijn, vorm) in enumerate(zip(lijnen, vormen, strict=True))
    ]
    return {"type": "FeatureCollection", "features": delen}


def _is_lijn(vorm: shapely.Geometry) -> bool:
    return bool(vorm.geom_type in ("LineString", "MultiLineString"))


def _vlakstijl(vlak: Vlak) -> Json:
    vast = {"weight": 1, "color": kleuren.LIJN, "opacity": 0.8, "fillOpacity": 1}
    vulling = {
        "kleur": kleuren.PALET[vlak.kleur % len(kleuren.PALET)],
        "arcering": f"url(#arcering-{vlak.kleur % len(kleuren.PALET)})",
        "niet-zeker": "url(#niet-zeker)",
        "omgeving": kleuren.OMGEVING,
    }
    return {**vast, "fillColor": vulling[vlak.vulling]}


def _lijnstijl(stijl: str) -> Json:
    kleur, dikte, streep = kleuren.STIJLEN[stijl]
    vast: Json = {"weight": dikte, "color": kleur, "opacity": 1, "fill": False}
    return {**vast, "dashArray": " ".join(map(str, streep)), "lineCap": "butt"} if streep else vast


def _etiketten(groep: folium.FeatureGroup, paneel: Paneel) -> None:
    """Labels as text, put there by a script of our own: text never becomes HTML."""
    from kaarten.analyse.onderdelen import Aanroep

    gevonden = plekken(paneel.vlakken)
    graden = _graden([(plek.x, plek.y) for plek in gevonden])
    punten = [
        [round(lat, 4), round(lon, 4), round(plek.straal), plek.tekst]
        for (lon, lat), plek in zip(graden, gevonden, strict=True)
    ]
    Aanroep("zetEtiketten", punten).add_to(groep)


# -- degrees --------------------------------------------------------------------------------------------


@cache
def _omzetter() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:28992", "OGC:CRS84", always_xy=True)


def _graden(punten: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points in RD as lon and lat."""
    return [_omzetter().transform(x, y) for x, y in punten]


def _in_graden(vormen: list[shapely.Geometry]) -> list[Json]:
    """Shapes in RD as GeoJSON geometry in lon and lat, rounded."""
    import json

    import numpy as np
    import shapely

    def omgezet(punten: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(np.column_stack(_omzetter().transform(punten[:, 0], punten[:, 1])), DECIMALEN)

    alle = shapely.transform(np.array(vormen, dtype=object), omgezet)
    return [json.loads(tekst) for tekst in shapely.to_geojson(alle)]

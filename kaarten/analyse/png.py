"""A sheet as a picture for a report: A4, with title, legend, scale and source in the picture itself."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Any

from kaarten.analyse import kleuren
from kaarten.analyse.blad import Blad, Legendapost, Lijn, Paneel, Vlak
from kaarten.analyse.etiket import plekken
from kaarten.teksten import datum_lang

if TYPE_CHECKING:
    import shapely
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path as Pad

DPI = 200
A4 = (8.27, 11.69)  # inch, standing
_LETTER = 6.5  # points, of a label
_SCHALEN = (1, 2, 5, 10, 20, 50, 100)
_MEESTE_OPMERKINGEN = 3


def als_png(blad: Blad) -> bytes:
    """The sheet as PNG bytes; standing for one panel, lying for two."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    liggend = len(blad.panelen) > 1
    maat = (A4[1], A4[0]) if liggend else A4
    # hatch.linewidth is read when the picture is drawn; nothing global may stay changed.
    with rc_context({"hatch.linewidth": 1.6, "font.family": "DejaVu Sans"}):
        figuur = Figure(figsize=maat, dpi=DPI, facecolor="white")
        canvas = FigureCanvasAgg(figuur)
        onder = _onderschrift(figuur, blad, maat)
        _kop(figuur, blad, maat)
        breedte = 0.92 / len(blad.panelen)
        for nummer, paneel in enumerate(blad.panelen):
            vak = (0.04 + nummer * breedte, onder + 0.01, breedte - 0.01, 0.885 - onder - (0.03 if liggend else 0))
            _teken(figuur.add_axes(vak), blad, paneel, met_titel=liggend)
        uit = io.BytesIO()
        canvas.print_png(uit)  # type: ignore[no-untyped-call]
    return _compact(uit.getvalue(), blad)


def _compact(png: bytes, blad: Blad) -> bytes:
    """The same picture with a palette, a third of the size; map colours are few."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    uit, over = io.BytesIO(), PngInfo()
    over.add_itxt("Title", blad.titel)
    over.add_itxt("Source", blad.vermelding)
    beeld = Image.open(io.BytesIO(png)).convert("RGB")
    beeld.quantize(256, dither=Image.Dither.NONE).save(uit, "PNG", optimize=True, dpi=(DPI, DPI), pnginfo=over)
    return uit.getvalue()


def _tekst(tekst: str) -> str:
    """Text as it is: matplotlib would read dollar signs as the start of a formula."""
    return tekst.replace("$", r"\$")


def _kop(figuur: Figure, blad: Blad, maat: tuple[float, float]) -> None:
    regels = textwrap.wrap(blad.titel, int(maat[0] * 6.4))[:2]
    figuur.text(0.04, 0.975, _tekst("\n".join(regels)), fontsize=15, fontweight="bold", va="top", linespacing=1.25)
    onder = 0.975 - (0.30 * len(regels) + 0.06) / maat[1]
    figuur.text(0.04, onder, f"Peildatum {datum_lang(blad.peildatum)}", fontsize=10, color="#4c575c", va="top")
    if blad.schets:
        vak = {"boxstyle": "round,pad=0.35", "facecolor": "#fbf6e4", "edgecolor": "#8a4b08", "linewidth": 1.4}
        tekst = "SCHETS: geen officiële grenzen"
        figuur.text(0.955, onder, tekst, fontsize=10, fontweight="bold", va="top", ha="right", bbox=vak)


def _onderschrift(figuur: Figure, blad: Blad, maat: tuple[float, float]) -> float:
    """Legend, remarks and source from the bottom up; gives where they end, as a share of the height."""
    tekens = int(maat[0] * 15)
    bronnen = [f"Grenzen: {blad.vermelding}", *blad.bronnen]
    regels = [regel for bron in bronnen for regel in textwrap.wrap(bron, tekens)]
    zinnen = [*blad.conclusie, *blad.opmerkingen][:_MEESTE_OPMERKINGEN]
    opmerkingen = [regel for tekst in zinnen for regel in textwrap.wrap(f"• {tekst}", tekens)]
    stap = 0.145 / maat[1]
    y = 0.02 + stap * (len(regels) - 1)
    _regels(figuur, regels, y, stap, "#4c575c")
    y += stap * 1.4 if opmerkingen else 0
    y += stap * max(0, len(opmerkingen) - 1)
    _regels(figuur, opmerkingen, y, stap, "#1c2326")
    return _legenda(figuur, blad.legenda, y + stap * 0.8, maat)


def _regels(figuur: Figure, regels: list[str], y: float, stap: float, kleur: str) -> None:
    for nummer, regel in enumerate(regels):
        figuur.text(0.04, y - nummer * stap, _tekst(regel), fontsize=7.5, color=kleur, va="baseline")


def _legenda(figuur: Figure, posten: tuple[Legendapost, ...], y: float, maat: tuple[float, float]) -> float:
    """The legend with its bottom at ``y``, in columns; gives its top."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handen: list[Any] = []
    for post in posten:
        if post.kleur is None:
            handen.append(Line2D([], [], **_lijnstijl(post.stijl)))
        else:
            handen.append(Patch(**_vulling(post.kleur, post.vulling), linewidth=0.6))
    teksten = [_tekst(textwrap.shorten(post.tekst, 90, placeholder=" …")) for post in posten]
    kolommen = 2 if len(posten) > 2 else 1
    legenda = figuur.legend(
        handen,
        teksten,
        loc="lower left",
        bbox_to_anchor=(0.03, y),
        ncols=kolommen,
        fontsize=8.5 if maat[0] > maat[1] else 7.5,
        frameon=False,
        handlelength=2.2,
        handleheight=1.1,
        borderaxespad=0,
    )
    hoogte = legenda.get_window_extent(figuur.canvas.get_renderer()).height / (maat[1] * DPI)  # type: ignore[attr-defined]
    return float(y + hoogte)


def _vulling(kleur: int, vulling: str) -> dict[str, Any]:
    plek = kleur % len(kleuren.PALET)
    if vulling == "arcering":
        return {"facecolor": kleuren.PALET[plek], "edgecolor": kleuren.DONKER[plek], "hatch": "////"}
    if vulling == "niet-zeker":
        return {"facecolor": "white", "edgecolor": kleuren.ONZEKER, "hatch": "...."}
    return {"facecolor": kleuren.OMGEVING if vulling == "omgeving" else kleuren.PALET[plek], "edgecolor": kleuren.LIJN}


def _teken(as_: Axes, blad: Blad, paneel: Paneel, *, met_titel: bool) -> None:
    from matplotlib.patches import PathPatch

    west, zuid, oost, noord = _venster(as_, blad)
    as_.set_xlim(west, oost)
    as_.set_ylim(zuid, noord)
    as_.set_aspect("equal")
    as_.set_axis_off()
    if met_titel:
        as_.set_title(_tekst(paneel.titel), fontsize=11, fontweight="bold", loc="left")
    for vlak in paneel.vlakken:
        vulling = _vulling(vlak.kleur, vlak.vulling)
        if not paneel.omlijnd and "hatch" not in vulling:
            vulling["edgecolor"] = kleuren.WIT
        as_.add_patch(PathPatch(_pad(vlak.vorm), linewidth=0.4, **vulling))
    for lijn in paneel.lijnen:
        as_.add_artist(_getrokken(lijn))
    _etiketten(as_, paneel.vlakken)
    _schaalstok(as_)


def _venster(as_: Axes, blad: Blad) -> tuple[float, float, float, float]:
    """The window of a sheet, made as wide or as high as the place for it."""
    west, zuid, oost, noord = blad.venster
    vak = as_.get_window_extent()
    breed = max(oost - west, (noord - zuid) * vak.width / vak.height)
    hoog = max(noord - zuid, (oost - west) * vak.height / vak.width)
    x, y = (west + oost) / 2, (zuid + noord) / 2
    return x - breed / 2, y - hoog / 2, x + breed / 2, y + hoog / 2


def _getrokken(lijn: Lijn) -> Any:
    """A line, or the outline of an area."""
    import shapely
    from matplotlib.collections import LineCollection
    from matplotlib.patches import PathPatch

    stijl = _lijnstijl(lijn.stijl)
    if lijn.vorm.geom_type in ("LineString", "MultiLineString"):
        delen = [shapely.get_coordinates(deel) for deel in shapely.get_parts(lijn.vorm)]
        return LineCollection(delen, zorder=1.5, **stijl)
    return PathPatch(_pad(lijn.vorm), fill=False, edgecolor=stijl.pop("color"), **stijl)


def _lijnstijl(stijl: str) -> dict[str, Any]:
    """Paper is finer than a screen: six tenths of the width."""
    kleur, dikte, streep = kleuren.STIJLEN[stijl]
    vast: dict[str, Any] = {"color": kleur, "linewidth": 0.6 * dikte}
    return {**vast, "linestyle": (0, tuple(0.6 * maat / vast["linewidth"] for maat in streep))} if streep else vast


def _pad(vorm: shapely.Geometry) -> Pad:
    """A polygon, holes and parts included, as one path; rings run as shapely gives them."""
    import numpy as np
    import shapely
    from matplotlib.path import Path as Pad

    ringen = [
        ring
        for deel in shapely.get_parts(shapely.normalize(vorm))
        if deel.geom_type == "Polygon"
        for ring in (deel.exterior, *deel.interiors)
    ]
    punten = [shapely.get_coordinates(ring) for ring in ringen]
    codes = [np.array([Pad.MOVETO, *[Pad.LINETO] * (len(p) - 2), Pad.CLOSEPOLY], dtype=np.uint8) for p in punten]
    if not punten:
        return Pad(np.empty((0, 2)))
    return Pad(np.concatenate(punten), np.concatenate(codes))


def _etiketten(as_: Axes, vlakken: tuple[Vlak, ...]) -> None:
    """Every label that fits in its area; a second line of defence keeps them from each other."""
    from matplotlib.patheffects import withStroke

    as_.apply_aspect()
    vak = as_.get_window_extent()
    (west, oost), (zuid, noord) = as_.get_xlim(), as_.get_ylim()
    meter = (oost - west) / vak.width  # per pixel
    per_letter = _LETTER * DPI / 72 * 0.62
    gezet: list[tuple[float, float, float]] = []
    for plek in sorted(plekken(vlakken), key=lambda plek: -plek.straal):
        breed = per_letter * len(plek.tekst) * meter
        if not (west < plek.x < oost and zuid < plek.y < noord) or 3.0 * plek.straal < breed:
            continue
        if any(abs(x - plek.x) < (breed + b) / 2 and abs(y - plek.y) < 2.4 * per_letter * meter for x, y, b in gezet):
            continue
        gezet.append((plek.x, plek.y, breed))
        rand = [withStroke(linewidth=1.8, foreground="white")]
        midden: dict[str, Any] = {"ha": "center", "va": "center", "clip_on": True}
        as_.text(plek.x, plek.y, _tekst(plek.tekst), fontsize=_LETTER, path_effects=rand, **midden)


def _schaalstok(as_: Axes) -> None:
    """A bar of a round number of kilometres, about a fifth of the width."""
    (west, oost), (zuid, noord) = as_.get_xlim(), as_.get_ylim()
    breed, hoog = oost - west, noord - zuid
    km = max((een for een in _SCHALEN if een * 1000 <= breed / 4.5), default=1)
    x, y = west + 0.03 * breed, zuid + 0.025 * hoog
    lengte = km * 1000
    for deel in range(2):
        van = x + deel * lengte / 2
        kleur = kleuren.DIK if deel == 0 else "white"
        as_.fill_between([van, van + lengte / 2], y, y + 0.008 * hoog, facecolor=kleur, edgecolor=kleuren.DIK, lw=0.7)
    as_.text(x + lengte, y + 0.012 * hoog, f"{km} km", fontsize=7.5, ha="center", va="bottom")
    as_.text(x, y + 0.012 * hoog, "0", fontsize=7.5, ha="center", va="bottom")

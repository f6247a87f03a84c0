"""The sheet of a scenario as one picture: SVG without styles or scripts, with title, legend and source inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from kaarten.analyse.blad import Blad, Legendapost, Lijn, Paneel, Vlak, Vulling
from kaarten.analyse.etiket import Plek, plekken
from kaarten.analyse.kleuren import DIK, DONKER, OMGEVING, ONZEKER, PALET, STIJLEN
from kaarten.teksten import datum_lang

if TYPE_CHECKING:
    import shapely

BREED, RAND = 900, 24
_HOOGST = 900
_LETTER = 15
# The width of a letter against its size, on the safe side.
_GEMIDDELD = 0.56
# Whose label gets its room first.
_ETIKET_EERST: tuple[Vulling, ...] = ("arcering", "niet-zeker", "kleur", "omgeving")
Venster = tuple[float, float, float, float]


def blad_svg(blad: Blad) -> str:
    """The picture: every panel under the one before, then the legend and the source."""
    west, zuid, oost, noord = blad.venster
    schaal = min((BREED - 2 * RAND) / (oost - west), _HOOGST / (noord - zuid))
    breed, hoog = round(schaal * (oost - west)), round(schaal * (noord - zuid))
    delen, y = _kop(blad)
    for paneel in blad.panelen:
        delen.append(_tekst(RAND, y + 20, paneel.titel, 18, vet=True))
        delen.append(paneel_svg(paneel, blad.venster, (RAND, y + 32, breed, hoog)))
        y += hoog + 64
    onder, y = _voet(blad, y)
    return _heel(blad.titel, _beschrijving(blad), [patronen(blad.panelen), *delen, *onder], y)


def leeg_svg(titel: str, zin: str) -> str:
    """A picture that says why there is no map."""
    regels = wrap(titel, int((BREED - 2 * RAND) / (24 * _GEMIDDELD)))[:2]
    delen = [_tekst(RAND, 44 + 30 * nr, regel, 24, vet=True) for nr, regel in enumerate(regels)]
    y = 44 + 30 * len(regels)
    return _heel(titel, zin, [*delen, _tekst(RAND, y + 4, zin, 18)], y + 30)


def _heel(titel: str, beschrijving: str, delen: Iterable[str], hoog: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {hoog}" width="{BREED}" height="{hoog}" '
        f'role="img" aria-labelledby="titel uitleg" font-family="sans-serif" fill="{DIK}">'
        f'<title id="titel">{escape(titel)}</title><desc id="uitleg">{escape(beschrijving)}</desc>'
        f'<rect width="{BREED}" height="{hoog}" fill="#ffffff"/>{"".join(delen)}</svg>'
    )


def _beschrijving(blad: Blad) -> str:
    """The same in words: which ground changes, and where it goes."""
    zinnen = [f"{laag}, postcodes {grond}: van {van} naar {naar}." for laag, van, naar, grond, _ in blad.tabel.rijen]
    return f"Kaart op {datum_lang(blad.peildatum)}. " + " ".join(zinnen)


def _kop(blad: Blad) -> tuple[list[str], int]:
    """Title, day and whether borders are a sketch; and where the next part begins."""
    regels = wrap(blad.titel, int((BREED - 2 * RAND) / (24 * _GEMIDDELD)))[:3]
    delen = [_tekst(RAND, 44 + 30 * nr, regel, 24, vet=True) for nr, regel in enumerate(regels)]
    y = 44 + 30 * len(regels)
    delen.append(_tekst(RAND, y, f"Op {datum_lang(blad.peildatum)}", 16))
    if blad.schets:
        delen.append(
            f'<rect x="{BREED - RAND - 110}" y="{y - 24}" width="110" height="32" fill="#fbf6e4" stroke="#8a4b08" '
            f'stroke-width="2"/>{_tekst(BREED - RAND - 88, y - 2, "Schets", 18, vet=True)}'
        )
    return delen, y + 20


def patronen(panelen: Iterable[Paneel]) -> str:
    """The hatchings of panels, each in the colour of where the ground comes: once for everything on a page."""
    nummers = sorted({vlak.kleur % len(PALET) for paneel in panelen for vlak in paneel.vlakken} | {0})
    strepen = "".join(
        f'<pattern id="arcering-{nr}" width="9" height="9" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="9" height="9" fill="#ffffff"/>'
        f'<path d="M0,0V9" stroke="{DONKER[nr]}" stroke-width="8"/></pattern>'
        for nr in nummers
    )
    stip = (
        '<pattern id="niet-zeker" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="#ffffff"/><circle cx="4" cy="4" r="1.4" fill="{ONZEKER}"/></pattern>'
    )
    return f"<defs>{strepen}{stip}</defs>"


def paneel_svg(paneel: Paneel, venster: Venster, vak: tuple[int, int, int, int], kenmerken: str = "") -> str:
    """The drawing of a panel in a box: left, top, width and height. ``kenmerken`` are more attributes of it.

    Its hatchings are those of ``patronen``, which has to stand on the same page.
    """
    x, y, breed, hoog = vak
    binnen = "".join(_paneel(paneel, venster, breed, hoog))
    plek = f'x="{x}" y="{y}" width="{breed}" height="{hoog}" viewBox="0 0 {breed} {hoog}"'
    return f"<svg {plek}{kenmerken}>{binnen}</svg>"


def _paneel(paneel: Paneel, venster: Venster, breed: int, hoog: int) -> Iterator[str]:
    schaal = breed / (venster[2] - venster[0])
    yield f'<rect width="{breed}" height="{hoog}" fill="#e9eff2"/>'
    for vlak in paneel.vlakken:
        yield (
            f'<path fill="{vulling_van(vlak)}" fill-rule="evenodd" stroke="#ffffff" stroke-width="0.6" '
            f'd="{_vorm(vlak.vorm, venster, schaal)}"/>'
        )
    for lijn in paneel.lijnen:
        omtrek = _omtrek(lijn, venster, schaal)
        yield f'<path fill="none" stroke-linejoin="round" {lijnstijl(lijn.stijl)} d="{omtrek}"/>'
    yield from _etiketten(paneel, venster, schaal, breed)
    yield f'<rect width="{breed}" height="{hoog}" fill="none" stroke="#66736f" stroke-width="2"/>'


def vulling_van(post: Vlak | Legendapost) -> str:
    nummer = (post.kleur or 0) % len(PALET)
    vullingen = {"kleur": PALET[nummer], "arcering": f"url(#arcering-{nummer})", "omgeving": OMGEVING}
    return vullingen.get(post.vulling, "url(#niet-zeker)")


def lijnstijl(stijl: str) -> str:
    kleur, dikte, streep = STIJLEN[stijl]
    uit = f'stroke="{kleur}" stroke-width="{dikte}"'
    return uit + (f' stroke-dasharray="{" ".join(map(str, streep))}"' if streep else "")


def _etiketten(paneel: Paneel, venster: Venster, schaal: float, rechts: int) -> Iterator[str]:
    """The codes: of what changes first, of the surroundings last, of each the roomiest area first.

    One that would not fit, touch another or be cut off stays away.
    """
    staan: list[tuple[float, float, float]] = []
    for plek in _op_volgorde(paneel.vlakken):
        x, y = (plek.x - venster[0]) * schaal, (venster[3] - plek.y) * schaal
        breed = len(plek.tekst) * _LETTER * _GEMIDDELD
        past = plek.straal * schaal * 2.6 >= breed and breed / 2 < x < rechts - breed / 2
        if past and all(abs(x - u) > (breed + b) / 2 or abs(y - v) > _LETTER + 2 for u, v, b in staan):
            staan.append((x, y, breed))
            yield (
                f'<text x="{x:.0f}" y="{y + _LETTER / 3:.0f}" font-size="{_LETTER}" text-anchor="middle" '
                f'stroke="#ffffff" stroke-width="4" paint-order="stroke">{escape(plek.tekst)}</text>'
            )


def _op_volgorde(vlakken: Iterable[Vlak]) -> Iterator[Plek]:
    per_vulling: dict[str, list[Vlak]] = {vulling: [] for vulling in _ETIKET_EERST}
    for vlak in vlakken:
        per_vulling[vlak.vulling].append(vlak)
    for groep in per_vulling.values():
        yield from sorted(plekken(groep), key=lambda een: -een.straal)


def _voet(blad: Blad, y: int) -> tuple[list[str], int]:
    """The legend, remarks and the source."""
    delen = []
    for post in blad.legenda:
        if post.kleur is None:
            staal = f'<path d="M{RAND},{y + 11}h44" fill="none" {lijnstijl(post.stijl)}/>'
        else:
            staal = f'<rect x="{RAND}" y="{y}" width="44" height="22" fill="{vulling_van(post)}" stroke="#66736f"/>'
        delen += [staal, _tekst(RAND + 60, y + 16, post.tekst, _LETTER)]
        y += 32
    woorden = (*blad.opmerkingen, f"Bron: {blad.vermelding}")
    for regel in (
        regel for zin in woorden for regel in wrap(datum_lang(zin), int((BREED - 2 * RAND) / (13 * _GEMIDDELD)))
    ):
        delen.append(_tekst(RAND, y + 14, regel, 13))
        y += 20
    return delen, y + RAND


def _tekst(x: int, y: int, tekst: str, maat: int, *, vet: bool = False) -> str:
    dik = ' font-weight="bold"' if vet else ""
    return f'<text x="{x}" y="{y}" font-size="{maat}"{dik}>{escape(tekst)}</text>'


# -- shapes -------------------------------------------------------------------------------------------


def _vorm(vorm: shapely.Geometry, venster: Venster, schaal: float) -> str:
    import shapely

    ringen = shapely.get_rings(shapely.get_parts(vorm))
    return "".join(_pad(ring, venster, schaal, dicht=True) for ring in ringen)


def _omtrek(lijn: Lijn, venster: Venster, schaal: float) -> str:
    """A line, or the outline of an area."""
    import shapely

    vorm = lijn.vorm if "Line" in lijn.vorm.geom_type else shapely.boundary(lijn.vorm)
    return "".join(_pad(deel, venster, schaal) for deel in shapely.get_parts(vorm))


def _pad(lijn: shapely.Geometry, venster: Venster, schaal: float, *, dicht: bool = False) -> str:
    """A line (RD) as relative steps in tenths of the drawing, empty where nothing is left of it."""
    import shapely

    west, noord = venster[0], venster[3]
    alle = [
        (round((x - west) * schaal * 10), round((noord - y) * schaal * 10))
        for x, y in shapely.get_coordinates(lijn).tolist()
    ]
    hoeken = [hoek for vorige, hoek in pairwise([None, *alle]) if hoek is not None and hoek != vorige]
    if len(hoeken) < (4 if dicht else 2):
        return ""
    stappen = [f"{(u - x) / 10:g},{(v - y) / 10:g}" for (x, y), (u, v) in pairwise(hoeken[: -1 if dicht else None])]
    return f"M{hoeken[0][0] / 10:g},{hoeken[0][1] / 10:g}l{' '.join(stappen)}{'z' if dicht else ''}"

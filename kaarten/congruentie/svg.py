"""The map as a picture: SVG without styles or scripts, to show in a report, or on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from kaarten.congruentie.vormen import SOORTEN, Gebied, Kaartvormen

if TYPE_CHECKING:
    from kaarten.congruentie.vormen import Punten

# Metres per unit of the drawing, and the window (RD) around the country.
SCHAAL = 100
WEST, ZUID, OOST, NOORD = 10_000, 303_000, 282_000, 622_000
BREED, HOOG = (OOST - WEST) // SCHAAL, (NOORD - ZUID) // SCHAAL
# How far a code may reach over the edge of its region: times the distance from its place to that edge.
_RUIM = 4.4


@dataclass(frozen=True, slots=True)
class Venster:
    """A part of the map: west, south, east and north in RD, and the size of its codes in units of the drawing."""

    west: int
    zuid: int
    oost: int
    noord: int
    letter: float

    @property
    def vak(self) -> tuple[int, int, int, int]:
        """Left, top, width and height in units of the drawing."""
        breed, hoog = (self.oost - self.west) // SCHAAL, (self.noord - self.zuid) // SCHAAL
        return (self.west - WEST) // SCHAAL, (NOORD - self.noord) // SCHAAL, breed, hoog


HEEL = Venster(WEST, ZUID, OOST, NOORD, 40)
# From Hoek van Holland to Amersfoort, and from Dordrecht to Alkmaar.
RANDSTAD = Venster(60_000, 415_000, 160_000, 520_000, 20)


@dataclass(frozen=True, slots=True)
class Stijl:
    """How a kind of line is drawn: width in pixels, dashes, colour and round ends; never by colour alone."""

    breedte: float
    streep: str
    kleur: str
    rond: bool = False

    @property
    def kenmerken(self) -> str:
        """The attributes of a line in this style."""
        uit = f'stroke="{self.kleur}" stroke-width="{self.breedte}"'
        uit += f' stroke-dasharray="{self.streep}"' if self.streep else ""
        return uit + (' stroke-linecap="round"' if self.rond else "")


STIJLEN = {
    "samenvallend": Stijl(3.4, "", "#1c2326"),
    "alleen-indeling": Stijl(2.4, "8 4", "#a3161a"),
    "alleen-met": Stijl(3, "0.1 5.5", "#2a3f9d", rond=True),
    "onzeker": Stijl(1, "1.5 2.5", "#66736f"),
}


def legenda(a: str, b: str, *, onzeker: bool) -> list[tuple[str, str]]:
    """Kind and words per style of line; ``a`` and ``b`` are the titles of the divisions."""
    uit = [
        ("samenvallend", f"Dikke doorlopende lijn: grens van de {a} én van de {b}"),
        ("alleen-indeling", f"Streepjeslijn: alleen grens van de {a}"),
        ("alleen-met", f"Stippellijn: alleen grens van de {b}"),
    ]
    return [*uit, ("onzeker", "Dunne fijne lijn: niet zeker of dit een grens is")] if onzeker else uit


def staal(soort: str) -> str:
    """A sample of a line for the legend."""
    return (
        f'<svg class="lijnstaal {soort}" width="48" height="14" viewBox="0 0 48 14" aria-hidden="true" '
        'focusable="false">'
        f'<path d="M2,7H46" fill="none" {STIJLEN[soort].kenmerken}/></svg>'
    )


def kaart_svg(vormen: Kaartvormen, oordelen: Mapping[str, str], titel: str) -> str:
    """The map of a pair to stand in a page; ``oordelen`` per region, ``titel`` for who does not see it."""
    return (
        f'<svg class="kaartbeeld" viewBox="0 0 {BREED} {HOOG}" role="img" aria-labelledby="kaartbeeld-titel" '
        f'font-family="sans-serif"><title id="kaartbeeld-titel">{escape(titel)}</title>{kaartlaag(vormen, oordelen)}'
        f"{kaart_codes(vormen)}</svg>"
    )


def randstad_svg(vormen: Kaartvormen, titel: str) -> str:
    """The Randstad larger, from the map in the same page."""
    x, y, breed, hoog = RANDSTAD.vak
    return (
        f'<svg class="kaartbeeld" viewBox="{x} {y} {breed} {hoog}" role="img" aria-label="{escape(titel)}" '
        f'font-family="sans-serif"><use href="#kaartlaag"/>{randstad_codes(vormen)}</svg>'
    )


def kaartlaag(vormen: Kaartvormen, oordelen: Mapping[str, str]) -> str:
    """Areas and lines as a group that can be used again, without codes."""
    delen = [
        '<defs><pattern id="doorsneden" width="26" height="26" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="26" height="26" fill="#faf6e8"/>'
        '<path d="M0,0V26" stroke="#d9cfa8" stroke-width="9"/></pattern></defs>',
        f'<g id="kaartlaag"><rect width="{BREED}" height="{HOOG}" fill="#ffffff"/>',
        *(_vlak(gebied, oordelen.get(gebied.code, "")) for gebied in vormen.gebieden),
        *(_lijnen(soort, vormen.lijnen[soort]) for soort in SOORTEN),
        "</g>",
    ]
    return "".join(delen)


def _vlak(gebied: Gebied, oordeel: str) -> str:
    vulling = "url(#doorsneden)" if oordeel == "doorsneden" else "#eef3f2" if oordeel else "#ffffff"
    pad = "".join(_pad(ring, dicht=True) for deel in gebied.delen for ring in deel)
    return (
        f'<path fill="{vulling}" fill-rule="evenodd" stroke="#b9c3c1" stroke-width="0.8" '
        f'vector-effect="non-scaling-stroke" d="{pad}"/>'
    )


def _lijnen(soort: str, lijnen: Iterable[Punten]) -> str:
    pad = "".join(_pad(lijn) for lijn in lijnen)
    if not pad:
        return ""
    return (
        f'<path class="{soort}" fill="none" stroke-linejoin="round" vector-effect="non-scaling-stroke" '
        f'{STIJLEN[soort].kenmerken} d="{pad}"/>'
    )


def _pad(punten: Punten, *, dicht: bool = False) -> str:
    """A line as relative steps in whole units, empty where nothing is left of it."""
    hoeken = _hoeken(punten)
    if len(hoeken) < (4 if dicht else 2):
        return ""
    stappen = [f"{u - x},{v - y}" for (x, y), (u, v) in pairwise(hoeken[: -1 if dicht else None])]
    return f"M{hoeken[0][0]},{hoeken[0][1]}l{' '.join(stappen)}{'z' if dicht else ''}"


def _hoeken(punten: Punten) -> list[tuple[int, int]]:
    """Points (RD) in units of the drawing; those in a row on the same unit are one."""
    hoeken = [(round((x - WEST) / SCHAAL), round((NOORD - y) / SCHAAL)) for x, y in punten.tolist()]
    return [hoek for vorige, hoek in pairwise([None, *hoeken]) if hoek is not None and hoek != vorige]


def kaart_codes(vormen: Kaartvormen) -> str:
    """The codes on the map of the whole country."""
    return "".join(_codes(vormen.gebieden, HEEL))


def randstad_codes(vormen: Kaartvormen) -> str:
    """The codes on the larger Randstad."""
    return "".join(_codes(vormen.gebieden, RANDSTAD))


def _codes(gebieden: Iterable[Gebied], venster: Venster) -> list[str]:
    """The codes inside a window, the roomiest region first; one that would not fit or touch another stays away."""
    staan: list[tuple[float, float, float]] = []
    uit = []
    links, boven, vak_breed, vak_hoog = venster.vak
    letter = venster.letter
    for gebied in sorted((een for een in gebieden if een.code), key=lambda een: -een.straal):
        x, y = (gebied.plek[0] - WEST) / SCHAAL, (NOORD - gebied.plek[1]) / SCHAAL
        breed = len(gebied.code) * letter * 0.62
        binnen = links < x - breed / 2 and x + breed / 2 < links + vak_breed and boven + letter < y < boven + vak_hoog
        past = binnen and _RUIM * gebied.straal / SCHAAL >= breed
        if past and all(abs(x - u) > (breed + b) / 2 or abs(y - v) > letter for u, v, b in staan):
            staan.append((x, y, breed))
            uit.append(
                f'<text x="{x:.0f}" y="{y + letter / 3:.0f}" font-size="{letter:g}" text-anchor="middle" '
                f'fill="#1c2326" stroke="#ffffff" stroke-width="{letter / 6:.0f}" paint-order="stroke">'
                f"{escape(gebied.code)}</text>"
            )
    return uit

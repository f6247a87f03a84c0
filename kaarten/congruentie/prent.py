"""The map as a picture that is kept: with title, day, the Randstad larger, legend and source inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from kaarten.congruentie.svg import BREED, HOOG, RANDSTAD, STIJLEN, kaart_codes, kaartlaag, randstad_codes
from kaarten.congruentie.vormen import Kaartvormen

_KOP, _RAND, _KOLOM = 330, 40, 1700
_LETTER, _KLEIN = 54, 42
# The width of a letter against its size, on the safe side.
_GEMIDDELD = 0.55
PRENT = (BREED + _KOLOM + 3 * _RAND, _KOP + HOOG + _RAND)


@dataclass(frozen=True, slots=True)
class Bijschrift:
    """The words in a picture: ``legenda`` is kind and words per line, ``schets`` whether borders are a sketch."""

    titel: str
    datum: str
    legenda: Sequence[tuple[str, str]]
    vermelding: str
    schets: bool


def prent_svg(vormen: Kaartvormen, oordelen: Mapping[str, str], woorden: Bijschrift) -> str:
    """The picture, without styles or scripts; ``oordelen`` per region."""
    breed, hoog = PRENT
    delen = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {breed} {hoog}" width="{breed // 4}" '
        f'height="{hoog // 4}" role="img" aria-labelledby="kaartbeeld-titel" font-family="sans-serif" fill="#1c2326">',
        f'<title id="kaartbeeld-titel">{escape(woorden.titel)}</title>',
        f'<rect width="{breed}" height="{hoog}" fill="#ffffff"/>',
        *_kop(woorden, breed),
        f'<g transform="translate({_RAND},{_KOP})">{kaartlaag(vormen, oordelen)}{kaart_codes(vormen)}</g>',
        *_kolom(vormen, woorden),
        "</svg>",
    ]
    return "".join(delen)


def _kop(woorden: Bijschrift, breed: int) -> list[str]:
    regels = wrap(woorden.titel, int((breed - 700) / (90 * _GEMIDDELD)))[:2]
    uit = [_tekst(_RAND, 110 + 100 * nr, regel, 90, vet=True) for nr, regel in enumerate(regels)]
    uit.append(_tekst(_RAND, 110 + 100 * len(regels), f"Op {woorden.datum}", 60))
    if woorden.schets:
        uit.append(
            f'<rect x="{breed - 460}" y="50" width="420" height="120" fill="#fbf6e4" stroke="#8a4b08" '
            f'stroke-width="10"/>{_tekst(breed - 370, 135, "Schets", 76, vet=True)}'
        )
    return uit


def _kolom(vormen: Kaartvormen, woorden: Bijschrift) -> list[str]:
    """The Randstad, the legend and the source, beside the map."""
    x = BREED + 2 * _RAND
    links, boven, breed, hoog = RANDSTAD.vak
    onder = _KOP + hoog * _KOLOM // breed
    uit = [
        _tekst(x, _KOP - 24, "De Randstad, groter", _LETTER, vet=True),
        f'<svg x="{x}" y="{_KOP}" width="{_KOLOM}" height="{onder - _KOP}" viewBox="{links} {boven} {breed} {hoog}">'
        f'<use href="#kaartlaag"/>{randstad_codes(vormen)}</svg>',
        f'<rect x="{x}" y="{_KOP}" width="{_KOLOM}" height="{onder - _KOP}" fill="none" stroke="#66736f" '
        'stroke-width="6"/>',
    ]
    y = onder + 100
    for soort, tekst in (*woorden.legenda, ("doorsneden", "Gebied met schuine strepen: doorsneden")):
        regels = wrap(tekst, int((_KOLOM - 260) / (_LETTER * _GEMIDDELD)))
        uit += [_staal(soort, x, y - 18), *(_tekst(x + 250, y + 64 * nr, een) for nr, een in enumerate(regels))]
        y += 64 * len(regels) + 24
    regels = wrap(woorden.vermelding, int(_KOLOM / (_KLEIN * _GEMIDDELD)))
    return [*uit, *(_tekst(x, y + 30 + 54 * nr, een, _KLEIN) for nr, een in enumerate(regels))]


def _staal(soort: str, x: int, y: int) -> str:
    if soort == "doorsneden":
        return f'<rect x="{x}" y="{y - 28}" width="210" height="56" fill="url(#doorsneden)" stroke="#66736f"/>'
    return f'<path fill="none" vector-effect="non-scaling-stroke" {STIJLEN[soort].kenmerken} d="M{x},{y}h210"/>'


def _tekst(x: int, y: int, tekst: str, maat: int = _LETTER, *, vet: bool = False) -> str:
    dik = ' font-weight="bold"' if vet else ""
    return f'<text x="{x}" y="{y}" font-size="{maat}"{dik}>{escape(tekst)}</text>'

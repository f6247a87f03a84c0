"""The maps of a report: per layer the borders as they are and as they become, side by side on one A4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from kaarten.analyse.blad import Blad, Legendapost, Lijn, Paneel, Vlak, venster_om
from kaarten.analyse.grond import SECTOREN, SECTORNAAM
from kaarten.analyse.kleuren import kleur_buren
from kaarten.scenarios.svg import Venster, lijnstijl, paneel_svg, patronen, vulling_van
from kaarten.scenarios.vormen import Kaartvormen, Laagvormen, Wissel
from kaarten.teksten import reeks
from regio.scenario.beeld import Beeld
from regio.scenario.lagen import Codes

if TYPE_CHECKING:
    import shapely

# Two of these beside each other fill an A4 (88 mm each): letters of 15 units are then 9.6 points.
BREED, _HOOGST = 390, 520
TITELS = {**{sector: f"Samenwerkingsverbanden {SECTORNAAM[sector]}" for sector in SECTOREN}, "gemeente": "Gemeenten"}
LEGENDA = (
    Legendapost("Grond die verandert: links in de kleur van waar zij ligt, rechts van waar zij komt", 0, "arcering"),
    Legendapost("Gebied dat grond krijgt of kwijtraakt. De kleur onderscheidt alleen buren.", 0),
    Legendapost("Gebied dat blijft zoals het is", 0, "omgeving"),
    Legendapost("Grond waarvan het gebied niet vaststaat", 0, "niet-zeker"),
    Legendapost("Grens", stijl="dik"),
)
_KANTEN = ("Nu", "Met dit scenario")


@dataclass(frozen=True, slots=True)
class Kaartpaar:
    """A layer: its title, and under each head (now, with the scenario) a drawing as SVG."""

    laag: str
    titel: str
    kaarten: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rapportkaarten:
    """The maps of a report; ``patronen`` is the SVG with the hatchings of all of them, ``legenda`` sample and words."""

    paren: tuple[Kaartpaar, ...]
    patronen: str
    legenda: tuple[tuple[str, str], ...]


def rapportkaarten(vormen: Kaartvormen, blad: Blad) -> Rapportkaarten:
    """The maps of a scenario that changes ground, from its shapes and its sheet, which has the surroundings."""
    alle, paren = list[Paneel](), list[Kaartpaar]()
    for laag, paneel in zip(vormen.lagen, blad.panelen, strict=True):
        # Each layer as large as it can be drawn: ground of the others may lie far away.
        venster = venster_om(list(laag.vormen.values()))
        omgeving = _binnen(paneel.vlakken, venster)
        panelen = [_paneel(laag, vormen.beeld, kant, omgeving) for kant in (0, 1)]
        alle += panelen
        paren.append(Kaartpaar(laag.laag, TITELS[laag.laag], _tekeningen(panelen, laag, vormen.beeld, venster)))
    stalen = tuple((_staal(post), post.tekst) for post in _nodig(alle))
    return Rapportkaarten(tuple(paren), f'<svg class="patronen" aria-hidden="true">{patronen(alle)}</svg>', stalen)


def _binnen(vlakken: Iterable[Vlak], venster: Venster) -> tuple[Vlak, ...]:
    """The surroundings, cut off at a window."""
    import shapely

    kader = shapely.box(*venster)
    gesneden = (
        replace(vlak, vorm=shapely.intersection(vlak.vorm, kader)) for vlak in vlakken if vlak.vulling == "omgeving"
    )
    return tuple(vlak for vlak in gesneden if shapely.area(vlak.vorm) > 0)


def _tekeningen(panelen: list[Paneel], laag: Laagvormen, beeld: Beeld, venster: Venster) -> tuple[tuple[str, str], ...]:
    west, zuid, oost, noord = venster
    schaal = min(BREED / (oost - west), _HOOGST / (noord - zuid))
    vak = (0, 0, round(schaal * (oost - west)), round(schaal * (noord - zuid)))
    uit = []
    for kop, paneel in zip(_KANTEN, panelen, strict=True):
        uitleg = escape(f"{paneel.titel}. {_in_woorden(laag, beeld)}", quote=True)
        kenmerken = f' class="kaartbeeld" role="img" aria-label="{uitleg}" font-family="sans-serif" fill="#11181c"'
        uit.append((kop, paneel_svg(paneel, venster, vak, kenmerken)))
    return tuple(uit)


def _paneel(laag: Laagvormen, beeld: Beeld, kant: int, omgeving: tuple[Vlak, ...]) -> Paneel:
    """The drawing before (0) or after (1): what changes is hatched in the colour of the region it lies in there."""
    kleuren = _kleuren(laag)
    vlakken = [_vlak(laag, beeld, wissel, kant, kleuren) for wissel in laag.orde]
    lijnen = tuple(Lijn(vorm) for vorm in laag.samen(kant).values())
    return Paneel(f"{TITELS[laag.laag]}: {_KANTEN[kant].lower()}", (), (*omgeving, *vlakken), lijnen, omlijnd=False)


def _vlak(laag: Laagvormen, beeld: Beeld, wissel: Wissel, kant: int, kleuren: Mapping[Codes, int]) -> Vlak:
    codes, blijft = wissel[kant], wissel[0] == wissel[1]
    namen = (beeld.basis.namen, beeld.namen)[kant]
    etiket = " of ".join(codes if laag.laag in SECTOREN else (namen.get(code) or code for code in codes))
    zeker = len(codes) == 1
    return Vlak(
        code="|".join(wissel[0]) + ">" + "|".join(wissel[1]),
        vorm=laag.vormen[wissel],
        kleur=kleuren[codes],
        waarden=(),
        etiket=etiket,
        vulling="niet-zeker" if not zeker else "kleur" if blijft else "arcering",
    )


def _kleuren(laag: Laagvormen) -> dict[Codes, int]:
    """A colour for every region, the same before and after, other than those of its neighbours on either day."""
    import numpy as np
    import shapely

    delen: dict[Codes, list[shapely.Geometry]] = {}
    for wissel, vorm in laag.vormen.items():
        for codes in dict.fromkeys(wissel):
            delen.setdefault(codes, []).append(vorm)
    samen = {codes: shapely.coverage_union_all(lijst) for codes, lijst in sorted(delen.items())}
    return dict(zip(samen, kleur_buren(np.array(list(samen.values()), dtype=object)), strict=True))


def _in_woorden(laag: Laagvormen, beeld: Beeld) -> str:
    """The same for who does not see it."""
    pc4s = beeld.basis.pc4s
    zinnen = [
        f"Postcodes {reeks(pc4s[nr] for nr in nummers)}: van {' of '.join(van) or 'geen'} naar {' of '.join(naar)}."
        for (van, naar), nummers in sorted(laag.groepen.items())
        if van != naar
    ]
    return " ".join(zinnen)


def _nodig(panelen: list[Paneel]) -> list[Legendapost]:
    """The lines of the legend that a drawing has."""
    soorten = {vlak.vulling for paneel in panelen for vlak in paneel.vlakken}
    return [post for post in LEGENDA if post.kleur is None or post.vulling in soorten]


def _staal(post: Legendapost) -> str:
    if post.kleur is None:
        binnen = f'<path d="M0,9h44" fill="none" {lijnstijl(post.stijl)}/>'
    else:
        binnen = f'<rect width="44" height="18" fill="{vulling_van(post)}" stroke="#66736f"/>'
    return f'<svg class="staal" width="44" height="18" aria-hidden="true">{binnen}</svg>'

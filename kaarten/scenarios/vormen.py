"""The ground that a scenario changes, as shapes: dissolved from the bouwstenen at every question, kept nowhere."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kaarten.analyse.bron import bron_van
from regio.scenario.beeld import LAGEN, Beeld
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.lagen import Codes, anders, misschien_in, zeker_in
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import shapely

    from kaarten.analyse.blad import Kaartbron

Wissel = tuple[Codes, Codes]
TOLERANTIE_M = 100.0
# Where a scenario touches this many bouwstenen the map is about a large part of the country, and drawn coarser.
VEEL, GROF_M = 1_000, 400.0


@dataclass(frozen=True, eq=False)
class Laagvormen:
    """One layer (PO, VO or gemeente): every region that loses or gets ground, by where its ground lay and comes.

    ``groepen`` are the bouwstenen of every such piece, by number, and ``vormen`` its shape (RD) where it has
    ground; a piece of which both codes are the same stays where it is.
    """

    laag: str
    groepen: Mapping[Wissel, tuple[int, ...]]
    vormen: Mapping[Wissel, shapely.Geometry]

    @property
    def orde(self) -> list[Wissel]:
        """The pieces with a shape: ground that stays first, so that what changes is drawn over it."""
        return sorted(self.vormen, key=lambda wissel: (wissel[0] != wissel[1], wissel))

    def samen(self, kant: int) -> dict[Codes, shapely.Geometry]:
        """The regions before (0) or after (1) the moves, by their codes."""
        import shapely

        delen: dict[Codes, list[shapely.Geometry]] = defaultdict(list)
        for wissel, vorm in self.vormen.items():
            delen[wissel[kant]].append(vorm)
        return {codes: shapely.coverage_union_all(lijst) for codes, lijst in sorted(delen.items())}

    def grenzen(self) -> tuple[shapely.Geometry, shapely.Geometry]:
        """The borders as they become, and those that vanish, as lines."""
        import shapely

        oud, nieuw = (shapely.union_all(shapely.boundary(list(self.samen(kant).values()))) for kant in (0, 1))
        return shapely.line_merge(nieuw), shapely.line_merge(shapely.difference(oud, nieuw))


@dataclass(frozen=True, eq=False)
class Kaartvormen:
    """The map from one picture to another: only layers of which ground changes; none where no ground does.

    ``vereenvoudigd`` and ``nauwkeurigheid`` are how far, in metres, a line lies beside its border by drawing
    it with fewer points, and how far that border may lie beside its place.
    """

    oud: Beeld
    beeld: Beeld
    lagen: tuple[Laagvormen, ...]
    bron: str
    vermelding: str
    nauwkeurigheid: float
    vereenvoudigd: float


def kaartvormen(stand: Stand, vraag: Vraag, naast: Vraag | None = None) -> Kaartvormen:
    """The map of a scenario beside its base, or beside another scenario: the one that comes first.

    Raises Vraagfout for moves that cannot be made, Opslagfout for an edition without maps.
    """
    return _kaartvormen(stand, _sleutel(vraag), _sleutel(naast) if naast else None)


def _sleutel(vraag: Vraag) -> str:
    return json.dumps([vraag.peildatum, list(vraag.zetten)], sort_keys=True)


@bewaard(4)
def _kaartvormen(stand: Stand, sleutel: str, naast: str | None) -> Kaartvormen:
    """A page asks for the picture and for the data of the map: the same shapes."""
    bron, beeld = bron_van(stand), beeld_van(stand, Vraag(*json.loads(sleutel)))
    oud = beeld.basis.beeld if naast is None else beeld_van(stand, Vraag(*json.loads(naast)))
    groepen = {laag: groepen_van(oud, beeld, laag) for laag in LAGEN}
    aantal = sum(len(nummers) for per_wissel in groepen.values() for nummers in per_wissel.values())
    tolerantie = GROF_M if aantal > VEEL else TOLERANTIE_M
    lagen = tuple(laagvormen(bron, laag, per_wissel, tolerantie) for laag, per_wissel in groepen.items() if per_wissel)
    return Kaartvormen(oud, beeld, lagen, bron.bron, bron.vermelding, bron.nauwkeurigheid, tolerantie)


def groepen_van(oud: Beeld, nieuw: Beeld, laag: str) -> dict[Wissel, tuple[int, ...]]:
    """The bouwstenen of the regions of a layer that lose or get ground, by where each lay and comes."""
    a, b = oud.lagen[laag], nieuw.lagen[laag]
    gewisseld = anders(a, b).tolist()
    geraakt = {code for nr in gewisseld for code in (*a[nr], *b[nr])}
    nummers = {
        nr for een in (a, b) for code in geraakt for wie in (zeker_in, misschien_in) for nr in wie(een, code).tolist()
    }
    groepen: dict[Wissel, list[int]] = defaultdict(list)
    for nr in sorted(nummers | set(gewisseld)):
        groepen[a[nr], b[nr]].append(nr)
    return {wissel: tuple(lijst) for wissel, lijst in groepen.items()}


def laagvormen(
    bron: Kaartbron, laag: str, groepen: Mapping[Wissel, tuple[int, ...]], tolerantie: float = TOLERANTIE_M
) -> Laagvormen:
    """The shape of every group that has ground, simplified together so that they still fit."""
    import shapely

    nummers = [nr for groep in groepen.values() for nr in groep]
    per_nr = dict(zip(nummers, bron.bouwstenen(nummers), strict=True))
    samen = {wissel: shapely.coverage_union_all([per_nr[nr] for nr in nrs]) for wissel, nrs in groepen.items()}
    met_grond = {wissel: vorm for wissel, vorm in samen.items() if not shapely.is_empty(vorm)}
    # What lies within a piece is dissolved first: simplifying those lines too costs most of the time of a large map.
    simpel = shapely.coverage_simplify(list(met_grond.values()), tolerantie)
    return Laagvormen(laag, groepen, dict(zip(met_grond, simpel, strict=True)))

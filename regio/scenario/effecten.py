"""The effects of a picture: figures per SWV, who sits at which table, congruence and borders.

Figures of an SWV rest on its own ground alone, so after a move only those of the SWVs that it
touched are worked out again, by the same function as all of them from scratch: both ways give
exactly the same. What depends on all SWVs together is worked out again per sector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.maten import v_maat
from regio.congruentie.model import Grenslengte
from regio.indeling import Gewichten, Indeling
from regio.scenario.beeld import Beeld
from regio.scenario.lagen import Nummers, anders, betekenis, misschien_in, zeker_in
from regio.scenario.maatstaf import GEMEENTE, JEUGDREGIO, Maatstaf, Ondergrond, stukken, xlogx
from regio.scenario.zetten import SECTOREN
from regio.waarde import GEEN, KANDIDATEN

# An entropy per unit of weight below this is none: what rounding leaves of sums that are equal.
_NUL = 1e-12


@dataclass(frozen=True, eq=False)
class Swvcijfers:
    """One SWV: the children and inhabitants on its ground, its table and its pieces.

    ``bouwstenen`` and ``postcodes`` are those that certainly lie in it, ``open`` those that may. At its
    table sit ``gemeenten``, and perhaps ``misschien``. ``stukken`` are the pieces of its ground that hang
    together, by numbers of bouwstenen, largest first. ``weegt`` has shape (2, aantal indelingen): the weight
    of the ground with one certain region per division, and the sum of x ln x over those regions.
    """

    code: str
    kinderen: float
    inwoners: float
    bouwstenen: int
    postcodes: int
    open: int
    gemeenten: tuple[str, ...]
    misschien: tuple[str, ...]
    stukken: tuple[tuple[int, ...], ...]
    weegt: Gewichten


@dataclass(frozen=True, slots=True)
class Paarcijfers:
    """The SWVs of a sector beside one division: V-measure with its two parts, and the border of the SWVs."""

    v: float
    homogeniteit: float
    volledigheid: float
    grens: Grenslengte


@dataclass(frozen=True, eq=False)
class Sectorcijfers:
    """Everything of one sector.

    ``grenzen`` has shape (4, aantal codes): per position in ``plek`` the metres of border that count,
    that are border of the jeugdregio's too, that are rand and that are unsure. ``zijden`` has shape
    (2, aantal paren) over the net: whether the values on both sides differ, and whether both are certain.
    ``zeker`` says per bouwsteen whether it certainly lies in one SWV; ``kolommen`` has, per division, the
    sum of x ln x over its regions on that ground.
    """

    swvs: Mapping[str, Swvcijfers]
    congruentie: Mapping[str, Paarcijfers]
    grenzen: Gewichten
    plek: Mapping[str, int]
    zijden: NDArray[np.bool_]
    zeker: NDArray[np.bool_]
    kolommen: Gewichten

    def grens(self, code: str) -> Grenslengte:
        """The outer border of an SWV, held against the jeugdregio's; of one without ground it is 0."""
        plek = self.plek.get(code)
        return Grenslengte(0.0, 0.0, 0.0, 0.0) if plek is None else Grenslengte(*self.grenzen[:, plek].tolist())


@dataclass(frozen=True, eq=False)
class Effecten:
    """The effects of one picture; ``beide`` is PO beside VO and VO beside PO."""

    beeld: Beeld
    ondergrond: Ondergrond
    sectoren: Mapping[str, Sectorcijfers]
    beide: Mapping[str, Paarcijfers]

    def swv(self, code: str) -> Swvcijfers:
        """The figures of an SWV that exists in the picture."""
        return self.sectoren[code[:2]].swvs[code]

    def congruentie(self, sector: str) -> dict[str, Paarcijfers]:
        """A sector beside every division, the other sector first."""
        ander = SECTOREN[1 - SECTOREN.index(sector)]
        return {ander: self.beide[sector], **self.sectoren[sector].congruentie}

    def tafels(self, sector: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Per gemeente the SWVs at whose tables it sits, and those where it may; ascending by code."""
        zeker: dict[str, list[str]] = {}
        open_: dict[str, list[str]] = {}
        for code, cijfers in self.sectoren[sector].swvs.items():
            for lijst, doel in ((cijfers.gemeenten, zeker), (cijfers.misschien, open_)):
                for gemeente in lijst:
                    doel.setdefault(gemeente, []).append(code)
        namen = sorted(zeker.keys() | open_.keys())
        return {naam: (tuple(zeker.get(naam, ())), tuple(open_.get(naam, ()))) for naam in namen}


def effecten(maat: Maatstaf, beeld: Beeld) -> Effecten:
    """The effects of a picture of the same base, from scratch."""
    onder = maat.ondergrond_bij(beeld.lagen[GEMEENTE])
    sectoren = {}
    for sector in SECTOREN:
        swvs = {code: _swv(maat, onder, beeld, code) for code in beeld.verbanden(sector)}
        sectoren[sector] = _sector(maat, onder, beeld, sector, swvs)
    return Effecten(beeld, onder, sectoren, _beide(maat, beeld, sectoren))


@lru_cache(maxsize=4)
def effecten_van_basis(maat: Maatstaf) -> Effecten:
    """The effects of the picture before any move, worked out once: what those of a scenario stand beside."""
    return effecten(maat, maat.basis.beeld)


def bijgewerkt(maat: Maatstaf, vorige: Effecten, beeld: Beeld) -> Effecten:
    """The same, from the effects of another picture of the same base: only what differs is worked out again."""
    herindeeld = anders(vorige.beeld.lagen[GEMEENTE], beeld.lagen[GEMEENTE])
    onder = maat.ondergrond_bij(beeld.lagen[GEMEENTE]) if herindeeld.size else vorige.ondergrond
    sectoren = dict(vorige.sectoren)
    for sector in SECTOREN:
        raak = geraakt(vorige.beeld, beeld, sector, herindeeld)
        if raak:
            eerder = sectoren[sector]
            codes = sorted(code for code in eerder.swvs.keys() | raak if beeld.bestaat(code))
            swvs = {code: _swv(maat, onder, beeld, code) if code in raak else eerder.swvs[code] for code in codes}
            zelfde_grond = eerder if onder is vorige.ondergrond else None
            sectoren[sector] = _sector(maat, onder, beeld, sector, swvs, zelfde_grond)
    gelijk = all(sectoren[sector] is vorige.sectoren[sector] for sector in SECTOREN)
    return Effecten(beeld, onder, sectoren, vorige.beide if gelijk else _beide(maat, beeld, sectoren))


def geraakt(vorige: Beeld, beeld: Beeld, sector: str, ook: Nummers | None = None) -> set[str]:
    """The SWVs with other ground, with some of the ground in ``ook``, and those that came or went."""
    a, b = vorige.lagen[sector], beeld.lagen[sector]
    nummers = anders(a, b) if ook is None else np.concatenate([anders(a, b), ook])
    uit = set[str]()
    if vorige.namen is not beeld.namen:
        uit.update(set(vorige.verbanden(sector)) ^ set(beeld.verbanden(sector)))
    for laag in (a, b):
        uit.update(code for waarde in set(laag.waarden[nummers].tolist()) for code in betekenis(laag, waarde))
    return uit


def _sector(
    maat: Maatstaf,
    onder: Ondergrond,
    beeld: Beeld,
    sector: str,
    swvs: Mapping[str, Swvcijfers],
    eerder: Sectorcijfers | None = None,
) -> Sectorcijfers:
    """What depends on all SWVs of a sector together; ``eerder`` are other figures over the same divisions."""
    laag = beeld.lagen[sector]
    zeker = laag.waarden >= 0
    if eerder is not None and np.array_equal(zeker, eerder.zeker):
        kolommen = eerder.kolommen  # they rest on the same ground, wherever the borders of SWVs run
    else:
        nummers = np.flatnonzero(zeker)
        kolommen = _per_indeling(onder, nummers, maat.gewicht(sector).waarden[nummers])[1]
    grenzen = _Grenzen(maat, onder, laag)
    paren = zip(onder.namen, _samenhang(kolommen, list(swvs.values())), grenzen.totalen(), strict=True)
    congruentie = {naam: Paarcijfers(*drie, grens) for naam, drie, grens in paren}
    per_swv = grenzen.per_swv(onder.namen.index(JEUGDREGIO))
    plek = {code: nummer for nummer, code in enumerate(laag.codes)}
    return Sectorcijfers(swvs, congruentie, per_swv, plek, grenzen.zijden, zeker, kolommen)


def _swv(maat: Maatstaf, onder: Ondergrond, beeld: Beeld, code: str) -> Swvcijfers:
    laag = beeld.lagen[code[:2]]
    nummers, open_ = zeker_in(laag, code), misschien_in(laag, code)
    gewicht = maat.gewicht(code[:2]).waarden[nummers]
    hoofd = maat.basis.hoofddeel
    aan, misschien = _tafel(beeld.lagen[GEMEENTE], nummers[hoofd[nummers]], open_[hoofd[open_]])
    return Swvcijfers(
        code=code,
        kinderen=float(gewicht.sum()),
        inwoners=float(maat.inwoners.waarden[nummers].sum()),
        bouwstenen=len(nummers),
        postcodes=len({maat.basis.pc4s[nummer] for nummer in nummers.tolist()}),
        open=len(open_),
        gemeenten=aan,
        misschien=misschien,
        stukken=stukken(maat.buren, nummers.tolist()),
        weegt=np.stack(_per_indeling(onder, nummers, gewicht)),
    )


def _per_indeling(onder: Ondergrond, nummers: Nummers, gewicht: Gewichten) -> tuple[Gewichten, Gewichten]:
    """Of some ground the weight per division, and the sum of x ln x over the regions of each."""
    kolom = onder.kolom[:, nummers]
    gewichten = np.broadcast_to(gewicht, kolom.shape).ravel()
    som = np.bincount(kolom.ravel(), weights=gewichten, minlength=onder.breedte).astype(np.float64, copy=False)
    som[onder.begin] = 0.0
    return np.add.reduceat(som, onder.begin), np.add.reduceat(xlogx(som), onder.begin)


def _tafel(gemeenten: Indeling, hoofd: Nummers, open_: Nummers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The gemeenten at a table, and those that may sit there: by the hoofddelen in the SWV, and those that may be."""
    zeker: set[str] = set()
    misschien: set[str] = set()
    for nummers, vast in ((hoofd, True), (open_, False)):
        for waarde in set(gemeenten.waarden[nummers].tolist()):
            doel = zeker if vast and waarde > GEEN else misschien
            doel.update(betekenis(gemeenten, waarde))
    return tuple(sorted(zeker)), tuple(sorted(misschien - zeker))


Drie = tuple[float, float, float]


def _samenhang(kolommen: Gewichten, rijen: list[Swvcijfers]) -> list[Drie]:
    """V, homogeneity and completeness of the SWVs beside every division, from sums of x ln x."""
    if not rijen:
        return [(1.0, 1.0, 1.0)] * len(kolommen)
    weegt = np.stack([rij.weegt for rij in rijen])
    totaal, cellen = weegt.sum(0)
    sommen = (totaal, xlogx(weegt[:, 0]).sum(0), kolommen, cellen)
    return [_drie(*een) for een in zip(*(som.tolist() for som in sommen), strict=True)]


def _drie(totaal: float, rijen: float, kolommen: float, cellen: float) -> Drie:
    """V, h and c: ``totaal`` is the whole weight, the others sums of x ln x over rows, columns and cells."""
    geheel = totaal * log(totaal) if totaal > 0 else 0.0
    h = _gekend(kolommen - cellen, geheel - rijen, totaal)
    c = _gekend(rijen - cellen, geheel - kolommen, totaal)
    return v_maat(h, c), h, c


def _gekend(rest: float, entropie: float, totaal: float) -> float:
    """The share of an entropy that is gone once the other region is known; 1 where there is none."""
    if entropie <= _NUL * totaal:
        return 1.0
    return min(1.0, max(0.0, 1.0 - rest / entropie))


def _beide(maat: Maatstaf, beeld: Beeld, sectoren: Mapping[str, Sectorcijfers]) -> dict[str, Paarcijfers]:
    """PO beside VO, and the other way about."""
    po, vo = (beeld.lagen[sector] for sector in SECTOREN)
    zeker = (po.waarden >= 0) & (vo.waarden >= 0)
    cel = po.waarden[zeker].astype(np.intp) * len(vo.codes) + vo.waarden[zeker]
    gewicht = maat.gewicht(*SECTOREN).waarden[zeker]
    tabel = np.bincount(cel, weights=gewicht, minlength=len(po.codes) * len(vo.codes)).astype(np.float64, copy=False)
    per_po, per_vo = (tabel.reshape(len(po.codes), len(vo.codes)).sum(as_) for as_ in (1, 0))
    sommen = (float(xlogx(een).sum()) for een in (per_po, per_vo, tabel[tabel > 0]))
    v, h, c = _drie(float(per_po.sum()), *sommen)
    rand = [float(maat.net.rand[een.waarden != GEEN].sum()) for een in (po, vo)]
    grenzen = _gezamenlijk(maat.net.lengte, sectoren["PO"].zijden, sectoren["VO"].zijden, rand)
    return {"PO": Paarcijfers(v, h, c, grenzen[0]), "VO": Paarcijfers(v, c, h, grenzen[1])}


def _gezamenlijk(
    lengte: Gewichten, po: NDArray[np.bool_], vo: NDArray[np.bool_], rand: list[float]
) -> list[Grenslengte]:
    """The border of PO beside VO, and of VO beside PO, given the ``zijden`` of both; every piece counted once."""
    beide = po[1] & vo[1]
    samen = float(lengte[beide & po[0] & vo[0]].sum())
    return [
        Grenslengte(float(lengte[grens & beide].sum()), samen, buiten, float(lengte[grens & ~beide].sum()))
        for grens, buiten in zip((po[0], vo[0]), rand, strict=True)
    ]


class _Grenzen:
    """The borders of one sector over the net, beside some divisions."""

    def __init__(self, maat: Maatstaf, onder: Ondergrond, indeling: Indeling) -> None:
        net = maat.net
        links, rechts = indeling.waarden[net.links], indeling.waarden[net.rechts]
        # With the same candidates on both sides each may lie in an SWV of its own.
        self.zijden = np.stack([(links != rechts) | (links <= KANDIDATEN), (links >= 0) & (rechts >= 0)])
        waar = np.flatnonzero(self.zijden[0])
        self._indeling, self._rand = indeling, net.rand
        self._links, self._rechts, self._lengte = links[waar], rechts[waar], net.lengte[waar]
        eigen = self.zijden[1, waar]
        # Taken, not indexed: rows stay together in memory, so that sums over them are fast.
        self._beide = np.take(onder.zeker, waar, axis=1) & eigen
        self._samen = np.take(onder.grens, waar, axis=1) & eigen

    def totalen(self) -> list[Grenslengte]:
        """Per division the border of the SWVs, every piece counted once."""
        maskers = (self._beide, self._samen, ~self._beide)
        lengte, samen, onzeker = ((masker * self._lengte).sum(1).tolist() for masker in maskers)
        rand = float(self._rand[self._indeling.waarden != GEEN].sum())
        return [Grenslengte(a, b, rand, c) for a, b, c in zip(lengte, samen, onzeker, strict=True)]

    def per_swv(self, nummer: int) -> Gewichten:
        """The border of every SWV beside one division, shape (4, aantal codes); pieces between two count for both."""
        maskers = (self._beide[nummer], self._samen[nummer], ~self._beide[nummer])
        lengte, samen, onzeker = (self._per_code(masker) for masker in maskers)
        return np.stack([lengte, samen, self._som(self._indeling.waarden, self._rand), onzeker])

    def _per_code(self, masker: NDArray[np.bool_]) -> Gewichten:
        lengte = self._lengte[masker]
        return self._som(self._links[masker], lengte) + self._som(self._rechts[masker], lengte)

    def _som(self, waarden: NDArray[np.int16], lengte: Gewichten) -> Gewichten:
        zeker = waarden >= 0
        som = np.bincount(waarden[zeker], weights=lengte[zeker], minlength=len(self._indeling.codes))
        return som.astype(np.float64, copy=False)

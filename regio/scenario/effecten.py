"""The effects of a picture: figures per SWV, who sits at which table, congruence and borders.

Figures of an SWV rest on its own ground alone, so after a move only those of the SWVs that it
touched are worked out again, by the same function as all of them from scratch: both ways give
exactly the same. What depends on all SWVs together is worked out again per sector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.maten import v_maat
from regio.indeling import Gewichten, Indeling
from regio.scenario.beeld import Beeld
from regio.scenario.grenzen import (
    Grenzen,
    Verbandgrens,
    bijgewerkt_langs,
    bijgewerkte_grenzen,
    grenzen,
    langs_beide,
    naast_ander,
)
from regio.scenario.lagen import Nummers, anders, betekenis, misschien_in, zeker_in
from regio.scenario.maatstaf import GEMEENTE, Maatstaf, Ondergrond, stukken, xlogx
from regio.scenario.zetten import SECTOREN
from regio.stand.bewaren import eenmaal
from regio.waarde import GEEN

# An entropy per unit of weight below this is none: what rounding leaves of sums that are equal.
_NUL = 1e-12
# The SWVs at whose tables a gemeente sits, and those where it may.
Tafels = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Swvcijfers:
    """One SWV: the children and inhabitants on its ground, its table and its pieces.

    ``bouwstenen`` and ``postcodes`` are those that certainly lie in it, ``open`` those that may. At its
    table sit ``gemeenten``, and perhaps ``misschien``. ``stukken`` are the pieces of its ground that hang
    together, by numbers of bouwstenen, largest first. ``weegt`` has shape (3, aantal indelingen): the weight
    of the ground with one certain region per division, x ln x of it, and the sum of x ln x over those regions.
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
    grens: Verbandgrens


@dataclass(frozen=True, eq=False)
class Sectorcijfers:
    """Everything of one sector.

    ``grenzen`` are its borders, those of single SWVs by position in ``plek`` and beside the jeugdregio's.
    ``zeker`` says per bouwsteen whether it certainly lies in one SWV; ``kolommen`` has, per division, the
    sum of x ln x over its regions on that ground.
    """

    swvs: Mapping[str, Swvcijfers]
    congruentie: Mapping[str, Paarcijfers]
    grenzen: Grenzen
    plek: Mapping[str, int]
    zeker: NDArray[np.bool_]
    kolommen: Gewichten

    @cached_property
    def tafels(self) -> Mapping[str, Tafels]:
        """Per gemeente the SWVs at whose tables it sits, and those where it may; ascending by code."""
        zeker: dict[str, list[str]] = {}
        open_: dict[str, list[str]] = {}
        for code, cijfers in self.swvs.items():
            for lijst, doel in ((cijfers.gemeenten, zeker), (cijfers.misschien, open_)):
                for gemeente in lijst:
                    doel.setdefault(gemeente, []).append(code)
        namen = sorted(zeker.keys() | open_.keys())
        return {naam: (tuple(zeker.get(naam, ())), tuple(open_.get(naam, ()))) for naam in namen}

    def grens(self, code: str) -> Verbandgrens:
        """The outer border of an SWV, held against the jeugdregio's; of one without ground it is 0."""
        plek = self.plek.get(code)
        return Verbandgrens(0.0, 0.0, 0.0, 0.0) if plek is None else self.grenzen.van(plek)


@dataclass(frozen=True, eq=False)
class Effecten:
    """The effects of one picture; ``beide`` is PO beside VO and VO beside PO, ``langs`` the borders of both."""

    beeld: Beeld
    ondergrond: Ondergrond
    sectoren: Mapping[str, Sectorcijfers]
    beide: Mapping[str, Paarcijfers]
    langs: Gewichten

    def swv(self, code: str) -> Swvcijfers:
        """The figures of an SWV that exists in the picture."""
        return self.sectoren[code[:2]].swvs[code]

    def congruentie(self, sector: str) -> dict[str, Paarcijfers]:
        """A sector beside every division, the other sector first."""
        ander = SECTOREN[1 - SECTOREN.index(sector)]
        return {ander: self.beide[sector], **self.sectoren[sector].congruentie}

    def tafels(self, sector: str) -> Mapping[str, Tafels]:
        """Per gemeente the SWVs at whose tables it sits, and those where it may; ascending by code."""
        return self.sectoren[sector].tafels


def effecten(maat: Maatstaf, beeld: Beeld) -> Effecten:
    """The effects of a picture of the same base, from scratch."""
    onder = maat.ondergrond_bij(beeld.lagen[GEMEENTE])
    sectoren = {}
    for sector in SECTOREN:
        swvs = {code: _swv(maat, onder, beeld, code) for code in beeld.verbanden(sector)}
        sectoren[sector] = _sector(maat, onder, beeld, sector, swvs)
    langs = langs_beide(maat.net, *_grenzen_van(sectoren))
    return Effecten(beeld, onder, sectoren, _beide(maat, beeld, sectoren, langs), langs)


@eenmaal
def effecten_van_basis(maat: Maatstaf) -> Effecten:
    """The effects of the picture before any move, worked out once: what those of a scenario stand beside."""
    return effecten(maat, maat.basis.beeld)


def bijgewerkt(maat: Maatstaf, vorige: Effecten, beeld: Beeld) -> Effecten:
    """The same, from the effects of another picture of the same base: only what differs is worked out again."""
    zelfde = not anders(vorige.beeld.lagen[GEMEENTE], beeld.lagen[GEMEENTE]).size
    onder = vorige.ondergrond if zelfde else maat.ondergrond_bij(beeld.lagen[GEMEENTE])
    # Ground that stays in its gemeente may come to another region with it.
    herindeeld = onder.anders_dan(vorige.ondergrond)
    sectoren = dict(vorige.sectoren)
    for sector in SECTOREN:
        raak = geraakt(vorige.beeld, beeld, sector, herindeeld)
        # Figures stand at the position of their code, also when an SWV came and went without a trace.
        if raak or vorige.beeld.lagen[sector].codes != beeld.lagen[sector].codes:
            eerder = sectoren[sector]
            nieuw = {code: _swv(maat, onder, beeld, code) for code in raak if beeld.bestaat(code)}
            swvs = _met_nieuwe(eerder.swvs, nieuw, beeld)
            zelfde_grond = (eerder, vorige.beeld.lagen[sector]) if onder is vorige.ondergrond else None
            sectoren[sector] = _sector(maat, onder, beeld, sector, swvs, zelfde_grond)
    if all(sectoren[sector] is vorige.sectoren[sector] for sector in SECTOREN):
        return Effecten(beeld, onder, sectoren, vorige.beide, vorige.langs)
    langs = bijgewerkt_langs(maat.net, vorige.langs, _grenzen_van(vorige.sectoren), _grenzen_van(sectoren))
    return Effecten(beeld, onder, sectoren, _beide(maat, beeld, sectoren, langs), langs)


def _met_nieuwe(
    eerder: Mapping[str, Swvcijfers], nieuw: Mapping[str, Swvcijfers], beeld: Beeld
) -> dict[str, Swvcijfers]:
    """The figures of every SWV that is left, by code."""
    alle = {**eerder, **nieuw}
    if len(alle) == len(eerder) and beeld.namen.keys() >= eerder.keys():
        return alle  # the same SWVs, in the same order
    return {code: alle[code] for code in sorted(alle) if beeld.bestaat(code)}


def _grenzen_van(sectoren: Mapping[str, Sectorcijfers]) -> tuple[Grenzen, Grenzen]:
    return sectoren["PO"].grenzen, sectoren["VO"].grenzen


def geraakt(vorige: Beeld, beeld: Beeld, sector: str, ook: Nummers | None = None) -> set[str]:
    """The SWVs with other ground, with some of the ground in ``ook``, and those that came or went."""
    a, b = vorige.lagen[sector], beeld.lagen[sector]
    nummers = anders(a, b) if ook is None or not ook.size else np.concatenate([anders(a, b), ook])
    uit = set[str]()
    if vorige.namen is not beeld.namen:
        uit.update(set(vorige.verbanden(sector)) ^ set(beeld.verbanden(sector)))
    for laag in (a, b) if nummers.size else ():
        uit.update(code for waarde in set(laag.waarden[nummers].tolist()) for code in betekenis(laag, waarde))
    return uit


def _sector(
    maat: Maatstaf,
    onder: Ondergrond,
    beeld: Beeld,
    sector: str,
    swvs: Mapping[str, Swvcijfers],
    vorige: tuple[Sectorcijfers, Indeling] | None = None,
) -> Sectorcijfers:
    """What depends on all SWVs of a sector together; ``vorige`` are the figures of another layer beside the same."""
    laag = beeld.lagen[sector]
    zeker = laag.waarden >= 0
    if vorige is None:
        kolommen, om = _kolommen(maat, onder, sector, zeker), grenzen(maat.net, onder.ernaast, laag)
    else:
        eerder, was = vorige
        # Columns rest on the same ground, wherever the borders of SWVs run.
        gelijk = np.array_equal(zeker, eerder.zeker)
        kolommen = eerder.kolommen if gelijk else _kolommen(maat, onder, sector, zeker)
        om = bijgewerkte_grenzen(maat.net, onder.ernaast, eerder.grenzen, was, laag)
    paren = zip(onder.namen, _samenhang(kolommen, list(swvs.values())), om.totalen(), strict=True)
    congruentie = {naam: Paarcijfers(*drie, grens) for naam, drie, grens in paren}
    if vorige is not None and vorige[1].codes == laag.codes:
        plek = vorige[0].plek
    else:
        plek = {code: nummer for nummer, code in enumerate(laag.codes)}
    return Sectorcijfers(swvs, congruentie, om, plek, zeker, kolommen)


def _kolommen(maat: Maatstaf, onder: Ondergrond, sector: str, zeker: NDArray[np.bool_]) -> Gewichten:
    nummers = np.flatnonzero(zeker)
    som: Gewichten = _per_indeling(onder, nummers, maat.gewicht(sector).waarden[nummers])[2]
    return som


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
        weegt=_per_indeling(onder, nummers, gewicht),
    )


def _per_indeling(onder: Ondergrond, nummers: Nummers, gewicht: Gewichten) -> Gewichten:
    """Of some ground the weight per division, x ln x of it, and the sum of x ln x over the regions of each."""
    kolom = np.take(onder.kolom, nummers, axis=1)
    gewichten = np.tile(gewicht, len(kolom))
    som = np.bincount(kolom.ravel(), weights=gewichten, minlength=onder.breedte).astype(np.float64, copy=False)
    som[onder.begin] = 0.0
    totaal = np.add.reduceat(som, onder.begin)
    return np.array([totaal, xlogx(totaal), np.add.reduceat(xlogx(som), onder.begin)])


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
    weegt = np.concatenate([rij.weegt for rij in rijen]).reshape(len(rijen), 3, -1)
    totaal, per_rij, cellen = weegt.sum(0)
    sommen = (totaal, per_rij, kolommen, cellen)
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


def _beide(
    maat: Maatstaf, beeld: Beeld, sectoren: Mapping[str, Sectorcijfers], langs: Gewichten
) -> dict[str, Paarcijfers]:
    """PO beside VO, and the other way about."""
    po, vo = (beeld.lagen[sector] for sector in SECTOREN)
    vorm = len(po.codes) + 1, len(vo.codes) + 1
    # The first row and column are for ground without one certain SWV.
    cel = (np.maximum(po.waarden, -1) + 1).astype(np.intp) * vorm[1] + np.maximum(vo.waarden, -1) + 1
    som = np.bincount(cel, weights=maat.gewicht(*SECTOREN).waarden, minlength=vorm[0] * vorm[1])
    tabel = som.astype(np.float64, copy=False).reshape(vorm)
    tabel[0], tabel[:, 0] = 0.0, 0.0
    per_po, per_vo = tabel.sum(1), tabel.sum(0)
    sommen = (float(xlogx(een).sum()) for een in (per_po, per_vo, tabel.ravel()[np.flatnonzero(tabel)]))
    v, h, c = _drie(float(per_po.sum()), *sommen)
    eigen, hun = (grenzen.rand for grenzen in _grenzen_van(sectoren))
    return {
        "PO": Paarcijfers(v, h, c, naast_ander(langs, eigen)),
        "VO": Paarcijfers(v, c, h, naast_ander(langs.T, hun)),
    }

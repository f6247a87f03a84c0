"""The measures of a pair of divisions, as a whole and per region of A.

Homogeneity, completeness and V-measure: Rosenberg & Hirschberg (2007), "V-Measure: a conditional
entropy-based external cluster evaluation measure". Which of the two is which differs between
libraries: here A is judged against B, and homogeneity says in how far B decides A.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.model import Kruistabel, Maten, Nummers, Oordeel, Partner, Regiomaat
from regio.congruentie.oordeel import oordelen
from regio.indeling import Gewichten


def maten(k: Kruistabel) -> Maten:
    """The measures of the whole table, each between 0 and 1; 1 where there is nothing to disagree on.

    Regions that weigh nothing take no part in a mean.
    """
    w = _wegen(k.gewicht, *k.cellen)
    h, c = _homogeen_en_volledig(w)
    deel = _jaccard(w)
    jaccard_a = _gemiddeld(_hoogste(w.rij, deel, len(k.a)), w.rijen)
    jaccard_b = _gemiddeld(_hoogste(w.kolom, deel, len(k.b)), w.kolommen)
    return Maten(h, c, v_maat(h, c), *jaccard_a, *jaccard_b)


def v_maat(h: float, c: float) -> float:
    """The harmonic mean of homogeneity and completeness, 0 when both are."""
    return 2 * h * c / (h + c) if h + c else 0.0


def v_van(tabel: Gewichten) -> float:
    """The V-measure of a table of weights, shape (regions of A, regions of B)."""
    rij, kolom = np.divmod(np.flatnonzero(tabel), max(tabel.shape[1], 1))
    return v_maat(*_homogeen_en_volledig(_wegen(tabel, rij, kolom)))


def regiomaten(k: Kruistabel) -> tuple[Regiomaat, ...]:
    """The measures of every region of A, in the order of ``k.a``; weights are those in the table."""
    w = _wegen(k.gewicht, *k.cellen)
    beeld = oordelen(k)
    partners = _partners(k, w)
    bouwstenen = k.aantal.sum(1).tolist()
    beste = _hoogste(w.rij, _jaccard(w), len(k.a)).tolist()
    rijen, inhomogeen, zeker = w.rijen.tolist(), _inhomogeniteit(w).tolist(), beeld.zeker.tolist()
    kolommen = (k.a, beeld.oordeel, zeker, rijen, bouwstenen, partners, inhomogeen, beste)
    return tuple(map(Regiomaat, *kolommen))


def regiomaat(k: Kruistabel, code: str) -> Regiomaat:
    """The measures of one region of A; a code without any ground is ``zonder gebied``."""
    if code not in k.a:
        return _zonder_gebied(code)
    return regiomaten(k)[k.a.index(code)]


def _zonder_gebied(code: str) -> Regiomaat:
    oordeel = Oordeel.ZONDER_GEBIED
    return Regiomaat(code, oordeel, zeker=True, gewicht=0.0, bouwstenen=0, partners=(), inhomogeniteit=0.0, jaccard=0.0)


@dataclass(frozen=True, eq=False)
class _Wegen:
    """The cells with ground, and the sums of the table."""

    rij: Nummers
    kolom: Nummers
    gewicht: Gewichten
    rijen: Gewichten
    kolommen: Gewichten
    totaal: float


def _wegen(tabel: Gewichten, rij: Nummers, kolom: Nummers) -> _Wegen:
    rijen = tabel.sum(1)
    return _Wegen(rij, kolom, tabel[rij, kolom], rijen, tabel.sum(0), float(rijen.sum()))


def _homogeen_en_volledig(w: _Wegen) -> tuple[float, float]:
    h = _gekend(w.gewicht, w.kolommen[w.kolom], _entropie(w.rijen, w.totaal))
    c = _gekend(w.gewicht, w.rijen[w.rij], _entropie(w.kolommen, w.totaal))
    return h, c


def _ln(deel: Gewichten, geheel: Gewichten | float) -> Gewichten:
    """Natural logarithm of a share, 0 where the part is: 0 ln 0 counts as 0."""
    verhouding = np.divide(deel, geheel, out=np.ones_like(deel), where=deel > 0)
    uit: Gewichten = np.log(verhouding)
    return uit


def _entropie(sommen: Gewichten, totaal: float) -> float:
    """Entropy of a division in nats, times the whole weight."""
    return -float(sommen @ _ln(sommen, totaal))


def _gekend(gewicht: Gewichten, gegeven: Gewichten, entropie: float) -> float:
    """The share of an entropy that is gone once the other region is known.

    I(A;B)/H(A) as 1 - H(A|B)/H(A): a term of a region with one partner is then exactly 0.
    """
    if entropie <= 0.0:
        return 1.0
    rest = -float(gewicht @ _ln(gewicht, gegeven))
    return min(1.0, max(0.0, 1.0 - rest / entropie))


def _inhomogeniteit(w: _Wegen) -> Gewichten:
    """Entropy of B within each region of A over the entropy of B; weighed by region its mean is 1 - c."""
    rest = -np.bincount(w.rij, weights=w.gewicht * _ln(w.gewicht, w.rijen[w.rij]), minlength=len(w.rijen))
    geheel = _entropie(w.kolommen, w.totaal)
    if geheel <= 0.0:
        return np.zeros(len(w.rijen))
    per_regio = np.divide(rest, w.rijen, out=np.zeros(len(w.rijen)), where=w.rijen > 0)
    uit: Gewichten = np.maximum(per_regio / (geheel / w.totaal), 0.0)
    return uit


def _jaccard(w: _Wegen) -> Gewichten:
    """Per cell: the weight in both regions over the weight in either; 0 when that is nothing."""
    samen = w.rijen[w.rij] + w.kolommen[w.kolom] - w.gewicht
    uit: Gewichten = np.divide(w.gewicht, samen, out=np.zeros_like(samen), where=samen > 0)
    return uit


def _hoogste(plek: Nummers, waarde: Gewichten, aantal: int) -> Gewichten:
    """The highest value per position, 0 without any."""
    uit = np.zeros(aantal)
    np.maximum.at(uit, plek, waarde)
    return uit


def _gemiddeld(waarde: Gewichten, gewicht: Gewichten) -> tuple[float, float]:
    """The mean over the regions that weigh something, and the mean weighed by region."""
    weegt: NDArray[np.bool_] = gewicht > 0
    if not weegt.any():
        return 1.0, 1.0
    return float(waarde[weegt].mean()), min(1.0, float(waarde @ gewicht / gewicht.sum()))


def _partners(k: Kruistabel, w: _Wegen) -> list[tuple[Partner, ...]]:
    """The regions of B under every region of A: heaviest first, then most bouwstenen, then by code."""
    aantal = k.aantal[w.rij, w.kolom]
    volgorde = np.lexsort((w.kolom, -aantal, -w.gewicht, w.rij))
    rij, kolom, gewicht = w.rij[volgorde], w.kolom[volgorde], w.gewicht[volgorde]
    heel = np.bincount(kolom, minlength=len(k.b))[kolom] == 1
    kolommen = (
        [k.b[nummer] for nummer in kolom.tolist()],
        gewicht.tolist(),
        _delen(gewicht, w.rijen[rij]),
        _delen(gewicht, w.kolommen[kolom]),
        aantal[volgorde].tolist(),
        heel.tolist(),
    )
    alle = tuple(map(Partner, *kolommen))
    eind = np.searchsorted(rij, np.arange(len(k.a)), side="right").tolist()
    return [alle[van:tot] for van, tot in zip([0, *eind], eind, strict=False)]


def _delen(deel: Gewichten, geheel: Gewichten) -> list[float | None]:
    """Shares, None of a whole that weighs nothing."""
    if geheel.all():
        return list((deel / geheel).tolist())
    return [d / g if g else None for d, g in zip(deel.tolist(), geheel.tolist(), strict=True)]

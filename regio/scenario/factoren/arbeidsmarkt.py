"""Labour-market regions: how well SWVs fit them before and after, and which gemeenten leave the SWV of their region.

Measured by the effects of a scenario, with the regions of the user as one more division: the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from regio.congruentie.eigen import lees_indeling
from regio.congruentie.eigen_bestand import Tabelbron, Tabelfout
from regio.congruentie.getallen import aandeel, gewicht, verhouding
from regio.congruentie.indelingen import Keuze
from regio.fouten import Vraagfout
from regio.indeling import Gewichten, Indeling
from regio.scenario.beeld import Beeld
from regio.scenario.bestand import MEESTE_BYTES, heel_bestand
from regio.scenario.effecten import Effecten, effecten
from regio.scenario.factoren.tabel import Bestand
from regio.scenario.lagen import anders, zeker_in
from regio.scenario.maatstaf import ARBEIDSMARKT, Maatstaf
from regio.scenario.zetten import SECTOREN
from regio.stand.stand import Stand

Json = dict[str, Any]
# A division by postcode stays where it is when gemeenten change.
_PER_POSTCODE = "eigen-arbeidsmarktregio"


def lees_regios(stand: Stand, bestand: Bestand, datum: str, *, onvolledig: bool, hoe: str) -> Keuze:
    """The division in a file, on the gemeenten of a day (``JJJJ-MM-DD``); ``hoe`` says how it may be incomplete.

    Raises Vraagfout with every fault and its line.
    """
    if len(bestand.inhoud) > MEESTE_BYTES:
        raise heel_bestand("te-groot", f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB.")
    bron = Tabelbron.van_inhoud(bestand.naam, bestand.inhoud)
    naam = ARBEIDSMARKT if _per_gemeente(bestand.inhoud) else _PER_POSTCODE
    try:
        return lees_indeling(stand, bron, datum, naam, onvolledig=onvolledig, hoe=hoe)
    except Tabelfout as fout:
        raise Vraagfout(*(een for regel in fout.regels for een in heel_bestand("tabel", regel).fouten)) from None


def _per_gemeente(inhoud: bytes) -> bool:
    kop = inhoud.lstrip(b"\xef\xbb\xbf\r\n ").partition(b"\n")[0].decode("utf-8", "replace").casefold()
    return "gemeente" in kop


def bereken(keuze: Keuze, maat: Maatstaf, na: Beeld) -> Json:
    """The congruence of every sector with the regions, and the gemeenten of which the place in them changes."""
    met = replace(maat, keuzes={**maat.keuzes, keuze.naam: keuze})
    voor_, na_ = (effecten(met, beeld) for beeld in (maat.basis.beeld, na))
    return {
        "titel": keuze.titel,
        "toelichting": keuze.toelichting,
        "regios": len(keuze.namen),
        "congruentie": [_congruentie(sector, keuze.naam, voor_, na_) for sector in SECTOREN],
        "gemeenten": [rij for sector in SECTOREN for rij in _gemeenten(sector, keuze, met, voor_, na_)],
    }


def _congruentie(sector: str, naam: str, voor: Effecten, na: Effecten) -> Json:
    was, wordt = (een.sectoren[sector].congruentie[naam] for een in (voor, na))
    return {
        "sector": sector,
        "voor": {
            "v": aandeel(was.v),
            "homogeniteit": aandeel(was.homogeniteit),
            "volledigheid": aandeel(was.volledigheid),
        },
        "na": {
            "v": aandeel(wordt.v),
            "homogeniteit": aandeel(wordt.homogeniteit),
            "volledigheid": aandeel(wordt.volledigheid),
        },
        "verschilV": round(wordt.v - was.v, 6),
    }


@dataclass(frozen=True, slots=True)
class _Kant:
    """One picture of a sector: its SWVs, gemeenten and regions, and what every bouwsteen weighs."""

    swvs: Indeling
    gemeenten: Indeling
    regios: Indeling
    gewicht: Gewichten

    def meeste(self, van: Indeling, code: str, indeling: Indeling) -> str | None:
        """The region of a division with most weight on the ground of a code in another; None without any."""
        nummers = zeker_in(van, code) if code in van.codes else np.empty(0, dtype=np.intp)
        zeker = nummers[indeling.waarden[nummers] >= 0]
        som = np.bincount(indeling.waarden[zeker], weights=self.gewicht[zeker], minlength=len(indeling.codes))
        return indeling.codes[int(som.argmax())] if som.any() else None

    def in_verband(self, gemeente: str, swv: str | None) -> tuple[float, float | None]:
        """The weight of a gemeente that lies in an SWV, and its share of all of the gemeente."""
        if gemeente not in self.gemeenten.codes:
            return 0.0, None
        nummers = zeker_in(self.gemeenten, gemeente)
        binnen = np.intersect1d(nummers, zeker_in(self.swvs, swv)) if swv in self.swvs.codes else nummers[:0]
        deel, geheel = float(self.gewicht[binnen].sum()), float(self.gewicht[nummers].sum())
        return gewicht(deel), verhouding(deel, geheel)


def _gemeenten(sector: str, keuze: Keuze, maat: Maatstaf, voor: Effecten, na: Effecten) -> list[Json]:
    """The gemeenten with ground that changes: their region, its SWV, and the share of them in that SWV."""
    kanten = [
        _Kant(
            een.beeld.lagen[sector],
            een.beeld.lagen["gemeente"],
            een.ondergrond.indelingen[keuze.naam],
            maat.gewicht(sector).waarden,
        )
        for een in (voor, na)
    ]
    rijen = [_gemeente(code, keuze.namen, kanten) for code in _geraakt(sector, voor.beeld, na.beeld)]
    return [{"sector": sector, "naam": na.beeld.namen.get(rij["code"]), **rij} for rij in rijen if rij]


def _geraakt(sector: str, voor: Beeld, na: Beeld) -> list[str]:
    """The gemeenten after the moves that certainly have ground with another SWV or gemeente."""
    raak = {
        *anders(voor.lagen[sector], na.lagen[sector]).tolist(),
        *anders(voor.lagen["gemeente"], na.lagen["gemeente"]).tolist(),
    }
    per = (na.lagen["gemeente"][nummer] for nummer in raak)
    return sorted({codes[0] for codes in per if len(codes) == 1})


def _gemeente(code: str, namen: Mapping[str, str | None], kanten: list[_Kant]) -> Json:
    """The row of one gemeente, empty when it lies in no region."""
    regio = kanten[1].meeste(kanten[1].gemeenten, code, kanten[1].regios)
    if regio is None:
        return {}
    # The SWV of a region is the one with most of its children.
    swvs = [kant.meeste(kant.regios, regio, kant.swvs) for kant in kanten]
    (was, deel_voor), (wordt, deel_na) = (kant.in_verband(code, swv) for kant, swv in zip(kanten, swvs, strict=True))
    return {
        "code": code,
        "regio": {"code": regio, "naam": namen.get(regio)},
        "verbandVanRegio": {"voor": swvs[0], "na": swvs[1]},
        "kinderen": {"voor": was, "na": wordt},
        "aandeel": {"voor": deel_voor, "na": deel_na},
        "uitkomst": _uitkomst(deel_voor, deel_na),
    }


def _uitkomst(voor: float | None, na: float | None) -> str:
    """What a gemeente does: ``verlaat`` the SWV of its region, ``komt-erbij``, or has ``minder``, ``meer`` in it."""
    was, wordt = voor or 0.0, na or 0.0
    if was == wordt:
        return "gelijk"
    if not wordt:
        return "verlaat"
    if not was:
        return "komt-erbij" if voor is not None else "nieuw"
    return "minder" if wordt < was else "meer"

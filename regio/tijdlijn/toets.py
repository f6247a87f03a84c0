"""The test of a herindeling that has not happened: what it would do to the SWVs, and what can be done about it.

Rests on a scenario of one move: the gemeente changes, the SWVs stay (article 3). An option is a second move.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.overleg.tellen import aandeel as deel_van
from regio.overleg.tellen import inwoners, kinderen, postcodes
from regio.scenario.beeld import Beeld
from regio.scenario.bevindingen import bevindingen
from regio.scenario.effecten import Effecten, bijgewerkt, effecten_van_basis
from regio.scenario.lagen import betekenis, misschien_in, zeker_in
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.toepassen import speel
from regio.scenario.zetten import SECTOREN, Grond, Herindeel, Verplaats, Zet, zetten_json
from regio.stand.stand import Stand
from regio.tijdlijn.feiten import BEDACHT, feit_van
from regio.tijdlijn.gevolgen import BEVESTIGD, Gevolg
from regio.tijdlijn.namen import vouw
from regio.tijdlijn.toetsmaat import congruentie
from regio.tijdlijn.voorstel import NIETS_GENOEMD, Voorstel, op_velden

Json = dict[str, Any]
# Codes for a gemeente that CBS gave none yet; no real gemeente has one in this row.
_NIEUW = [f"GM{nummer}" for nummer in range(9900, 10000)]
_CODE = re.compile(r"GM[0-9]{4}", re.ASCII)


@dataclass(frozen=True)
class _Proef:
    """The picture before and after with their effects."""

    stand: Stand
    toestand: int
    maat: Maatstaf
    code: str
    oude: frozenset[str]
    voor: Effecten
    na: Effecten

    def met(self, beeld: Beeld) -> _Proef:
        """The same with another picture after."""
        return replace(self, na=bijgewerkt(self.maat, self.na, beeld))

    def congruentie(self) -> list[Json]:
        """How well the SWVs match the jeugdregio's, before and after."""
        return congruentie(self.maat, self.stand.zicht(self.toestand), self.voor, self.na)

    def grond(self, effecten_: Effecten, codes: Collection[str]) -> list[int]:
        """The hoofddelen that certainly lie in some gemeenten."""
        laag = effecten_.beeld.lagen["gemeente"]
        nummers = {nr for code in codes if code in laag.codes for nr in zeker_in(laag, code).tolist()}
        return sorted(nr for nr in nummers if self.stand.is_hoofddeel(nr))


def toets(stand: Stand, voorstel: Voorstel) -> Json:
    """What a herindeling would do. Raises Vraagfout with everything that is wrong with it."""
    dag = (voorstel.datum - timedelta(days=1)).isoformat()
    maat = maatstaf(stand, dag)
    begin = maat.basis.beeld
    zet = _zet(begin, voorstel)
    feit = feit_van(stand, zet)
    if feit is None or feit["bevestigd"] != BEVESTIGD:
        zet = replace(zet, aanname=True, notitie=BEDACHT)
    voor = effecten_van_basis(maat)
    na = bijgewerkt(maat, voor, _gespeeld(begin, zet))
    oude = frozenset(str(deel.gemeente) for deel in zet.delen) | ({zet.naar} & set(begin.namen))
    proef = _Proef(stand, stand.toestand_nr_iso(dag), maat, zet.naar, oude, voor, na)
    return {
        "datum": voorstel.datum.isoformat(),
        "vergelekenMet": dag,
        "gemeente": {"code": zet.naar, "naam": na.beeld.namen[zet.naar], "nieuw": not begin.bestaat(zet.naar)},
        "feit": feit,
        "oudeGemeenten": [{"code": code, "naam": begin.namen[code]} for code in sorted(oude)],
        "weging": {sector: maat.gewicht(sector).titel for sector in SECTOREN},
        "sectoren": [_sector(proef, sector) for sector in SECTOREN],
        "congruentie": proef.congruentie(),
        "bijlage": _bijlage(proef),
        "opties": _opties(proef),
        "scenario": {"peildatum": dag, "zetten": zetten_json([zet])},
        "bevindingen": _bevindingen(proef),
        **stand.staart(stand.toestand_nr_iso(dag)),
    }


# -- the move -------------------------------------------------------------------------------------


def _zet(begin: Beeld, voorstel: Voorstel) -> Herindeel:
    delen = (*map(Grond, voorstel.geheel), *(Grond(code, pc4s) for code, pc4s in voorstel.delen))
    if not voorstel.naam.strip():
        raise Vraagfout(Fout("naam", "ontbreekt", "Geef de gemeente die ontstaat een naam."))
    naar, naam = _naar(begin, voorstel.naam.strip(), [str(deel.gemeente) for deel in delen])
    eigen = tuple(deel for deel in delen if not (deel.geheel and deel.gemeente == naar))
    if not eigen:
        raise Vraagfout(Fout("samenvoegen", "ontbreekt", NIETS_GENOEMD))
    return Herindeel(datum=voorstel.datum, naar=naar, naam=naam, delen=eigen)


def _gespeeld(begin: Beeld, zet: Herindeel) -> Beeld:
    """The picture after the move; raises Vraagfout with every fault at the field of the proposal."""
    try:
        return speel(begin, [zet], "query")
    except Vraagfout as fout:
        raise Vraagfout(*op_velden(fout.fouten, [deel.geheel for deel in zet.delen])) from None


def _naar(begin: Beeld, getypt: str, genoemd: Sequence[str]) -> tuple[str, str]:
    """The code and the name of the gemeente that gets the ground: one that has the name or the code, or a new one.

    Capitals, accents and hyphens make no other name. Of namesakes the one that takes part.
    """
    gemeenten = {code: naam for code, naam in begin.namen.items() if naam and code.startswith("GM")}
    code = getypt.upper()
    if code in gemeenten:
        return code, gemeenten[code]
    if _CODE.fullmatch(code):
        melding = f"{code} is geen gemeente op de dag ervoor; geef de gemeente die ontstaat een naam."
        raise Vraagfout(Fout("naam", "onbekend", melding))
    zelfde = [code for code, naam in gemeenten.items() if vouw(naam) == vouw(getypt)]
    bekend = [code for code in genoemd if code in zelfde] or zelfde
    if len(bekend) > 1:
        raise Vraagfout(Fout("naam", "meerdere", f"Er zijn meer gemeenten die {getypt} heten; kies een andere naam."))
    if bekend:
        return bekend[0], gemeenten[bekend[0]]
    return next(code for code in _NIEUW if code not in begin.basis.gemeenten), getypt


# -- what it would do -----------------------------------------------------------------------------


def _sector(proef: _Proef, sector: str) -> Json:
    """The SWVs in which the gemeente would lie, and their tables before and after."""
    verdeling, open_ = _verdeling(proef, proef.na, sector, {proef.code})
    verbanden = [_verband(proef, sector, swv, verdeling, deelbaar=not open_) for swv in sorted(verdeling)]
    geraakt = {
        swv for codes in ({proef.code}, proef.oude) for e in (proef.voor, proef.na) for swv in _aan(e, sector, codes)
    }
    return {
        "sector": sector,
        "gevolg": _gevolg(proef, verdeling, open_),
        "verbanden": verbanden,
        "postcodesOpen": postcodes(proef.stand, open_),
        "tafelsPerGemeente": {
            "voor": [_tafels(proef.voor, sector, code) for code in sorted(proef.oude)],
            "na": [
                _tafels(proef.na, sector, code)
                for code in sorted({*proef.oude, proef.code} & set(proef.na.beeld.namen))
            ],
        },
        "tafels": [_tafel(proef, sector, swv) for swv in sorted(geraakt)],
    }


def _aan(effecten_: Effecten, sector: str, codes: Iterable[str]) -> set[str]:
    tafels = effecten_.tafels(sector)
    return {swv for code in codes for groep in tafels.get(code, ((), ())) for swv in groep}


def _verdeling(
    proef: _Proef, effecten_: Effecten, sector: str, codes: Collection[str]
) -> tuple[dict[str, list[int]], list[int]]:
    """The hoofddelen of some gemeenten by SWV, and those of which the SWV is open."""
    laag = effecten_.beeld.lagen[sector]
    per: dict[str, list[int]] = {}
    open_ = []
    for nr in proef.grond(effecten_, codes):
        swvs = betekenis(laag, int(laag.waarden[nr]))
        if len(swvs) == 1:
            per.setdefault(swvs[0], []).append(nr)
        else:
            open_.append(nr)
    return per, open_


def _verband(proef: _Proef, sector: str, swv: str, verdeling: Mapping[str, list[int]], *, deelbaar: bool) -> Json:
    """The ground of the gemeente in an SWV; shares only where all of its ground is known (``deelbaar``)."""
    alle = [nr for nummers in verdeling.values() for nr in nummers]
    tel, wonen = kinderen(proef.stand, sector), inwoners(proef.stand)
    return {
        "code": swv,
        "naam": proef.na.beeld.namen[swv],
        "postcodes": postcodes(proef.stand, verdeling[swv]),
        "kinderen": tel(verdeling[swv]),
        "aandeelKinderen": deel_van(tel(verdeling[swv]), tel(alle)) if deelbaar else None,
        "inwoners": wonen(verdeling[swv]),
        "aandeelInwoners": deel_van(wonen(verdeling[swv]), wonen(alle)) if deelbaar else None,
    }


def _gevolg(proef: _Proef, verdeling: Mapping[str, list[int]], open_: Sequence[int]) -> str:
    """As of herindelingen that happened: split, split before by the ground that one gemeente gave, or not."""
    if len(verdeling) < 2:
        return (Gevolg.NIET_TE_ZEGGEN if open_ else Gevolg.GEEN).value
    gemeenten = proef.voor.beeld.lagen["gemeente"]
    per: dict[int, set[str]] = {}
    for swv, nummers in verdeling.items():
        for nr in nummers:
            per.setdefault(int(gemeenten.waarden[nr]), set()).add(swv)
    al = any(oud >= 0 and swvs == set(verdeling) for oud, swvs in per.items())
    return (Gevolg.AL_GESPLITST if al else Gevolg.NIEUW_GESPLITST).value


def _tafels(effecten_: Effecten, sector: str, code: str) -> Json:
    zeker, misschien = effecten_.tafels(sector).get(code, ((), ()))
    naam = effecten_.beeld.namen.get(code)
    return {"code": code, "naam": naam, "aantal": len(zeker), "tafels": list(zeker), "misschien": list(misschien)}


def _tafel(proef: _Proef, sector: str, swv: str) -> Json:
    """Who certainly sits at the table of an SWV before and after, and who may."""
    (voor, misschien_voor), (na, misschien_na) = (_deelnemers(een, sector, swv) for een in (proef.voor, proef.na))
    return {
        "code": swv,
        "naam": proef.na.beeld.namen[swv],
        "voor": voor,
        "na": na,
        "weg": [een for een in voor if een not in na],
        "erbij": [een for een in na if een not in voor],
        "misschienVoor": misschien_voor,
        "misschienNa": misschien_na,
    }


def _deelnemers(effecten_: Effecten, sector: str, swv: str) -> tuple[list[Json], list[Json]]:
    cijfers, namen = effecten_.sectoren[sector].swvs[swv], effecten_.beeld.namen
    zeker, misschien = ([{"code": c, "naam": namen.get(c)} for c in g] for g in (cijfers.gemeenten, cijfers.misschien))
    return zeker, misschien


def _bijlage(proef: _Proef) -> Json:
    """The rows of the annex that would only get another name of the gemeente (article 3)."""
    laag, eerst = proef.na.beeld.lagen["gemeente"], proef.voor.beeld
    rijen: dict[str, set[str]] = {}
    for nr in proef.grond(proef.na, {proef.code}):
        was = [
            eerst.namen[code] or code
            for code in betekenis(eerst.lagen["gemeente"], int(eerst.lagen["gemeente"].waarden[nr]))
        ]
        if was != [proef.na.beeld.namen[proef.code]]:
            rijen.setdefault(" of ".join(was), set()).add(proef.stand.pc4s[proef.stand.plekken[nr]])
    open_ = misschien_in(laag, proef.code).tolist()
    return {
        "andereNaam": [{"was": was, "postcodes": sorted(pc4s)} for was, pc4s in sorted(rijen.items())],
        "aantal": sum(len(pc4s) for pc4s in rijen.values()),
        "postcodesMisschien": postcodes(proef.stand, [nr for nr in open_ if proef.stand.is_hoofddeel(nr)]),
    }


def _bevindingen(proef: _Proef) -> list[Json]:
    """The findings of the scenario; a code that only stands in for the real one is left out of their words."""
    alle = bevindingen(proef.maat, proef.voor, proef.na)
    eigen = "" if proef.voor.beeld.bestaat(proef.code) else f" ({proef.code})"
    return [
        {
            "niveau": een.niveau,
            "code": een.code,
            "waar": een.waar,
            "wat": een.wat.replace(eigen, "") if eigen else een.wat,
        }
        for een in alle
    ]


# -- what can be done about it --------------------------------------------------------------------


def _opties(proef: _Proef) -> list[Json]:
    """Leave it, and where the gemeente is split: move the smaller parts to the largest, per sector or in both."""
    laten = _optie("laten", "De gebieden blijven zoals ze zijn (artikel 3).", proef, [])
    per_sector = {sector: _kleinste(proef, sector) for sector in SECTOREN}
    gesplitst = [sector for sector in SECTOREN if per_sector[sector]]
    keuzes = [[sector] for sector in gesplitst] + ([gesplitst] if len(gesplitst) > 1 else [])
    return [laten, *(_verplaatst(proef, keuze, per_sector) for keuze in keuzes)]


def _kleinste(proef: _Proef, sector: str) -> list[Json]:
    """The rows of the annex that put the gemeente in the SWV with most of its children; none when it lies in one."""
    verdeling, _ = _verdeling(proef, proef.na, sector, {proef.code})
    tel = kinderen(proef.stand, sector)
    grootste = max(sorted(verdeling), key=lambda swv: tel(verdeling[swv]), default="")
    rijen = [
        {"postcode": pc4, "sector": sector, "was": swv, "wordt": grootste}
        for swv, nummers in verdeling.items()
        if swv != grootste
        for pc4 in postcodes(proef.stand, nummers)
    ]
    return sorted(rijen, key=lambda rij: rij["postcode"])


def _verplaatst(proef: _Proef, sectoren: Sequence[str], per_sector: Mapping[str, list[Json]]) -> Json:
    """The option of moving the smaller parts in some sectors: whole postcodes, as the annex names them."""
    rijen = [rij for sector in sectoren for rij in per_sector[sector]]
    zetten = [
        Verplaats(sector=sector, grond=Grond(postcodes=tuple(rij["postcode"] for rij in rijen)), naar=rijen[0]["wordt"])
        for sector, rijen in ((sector, per_sector[sector]) for sector in sectoren)
    ]
    doelen = " en ".join(zet.naar for zet in zetten)
    wat = f"Het kleinste deel gaat mee naar {doelen}: {len(rijen)} rijen van de bijlage veranderen."
    anders = proef.met(speel(proef.na.beeld, zetten, "query"))
    return _optie("-".join(["samen", *(sector.lower() for sector in sectoren)]), wat, anders, rijen, zetten)


def _optie(naam: str, wat: str, proef: _Proef, rijen: list[Json], zetten: Iterable[Zet] = ()) -> Json:
    """An option: the children it moves, the tables of the gemeente, V with the jeugdregio's, the changed rows.

    ``zetten`` are its moves after the herindeling itself.
    """
    maten = proef.congruentie()
    return {
        "optie": naam,
        "wat": wat,
        "kinderen": {sector: _verhuisd(proef, sector, rijen) for sector in SECTOREN},
        "tafels": {sector: _tafels(proef.na, sector, proef.code)["tafels"] for sector in SECTOREN},
        "v": {een["sector"]: een["na"] for een in maten},
        "vPerJeugdregio": {een["sector"]: een["perJeugdregio"] for een in maten},
        "rijen": rijen,
        "zetten": zetten_json(zetten),
    }


def _verhuisd(proef: _Proef, sector: str, rijen: Iterable[Json]) -> int:
    pc4s = {rij["postcode"] for rij in rijen if rij["sector"] == sector}
    grond = proef.grond(proef.na, {proef.code})
    return kinderen(proef.stand, sector)(nr for nr in grond if proef.stand.pc4s[proef.stand.plekken[nr]] in pc4s)

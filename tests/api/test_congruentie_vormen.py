"""What the domain says about congruence is held to the documented models, for many pairs, days and weights."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from pydantic import BaseModel

from api.modellen_congruentie import (
    Congruentie,
    Congruenties,
    CongruentieTijdreeks,
    RegioCongruentie,
    TerritorialeCongruenties,
)
from regio.congruentie import dienst
from regio.congruentie.indelingen import NAMEN
from regio.congruentie.matrix import GEWOON
from regio.stand.stand import Stand

DATA = ("2013-01-01", "2013-10-01", "2014-08-01", "2014-12-31", "2015-04-23", "2016-01-01", "2019-01-01", "2026-01-01")
WEGINGEN = ("kinderen", "inwoners", "oppervlakte", "bouwstenen")
OORDELEN = ("identiek", "unie", "binnen", "doorsneden", "zonder gebied", "onbekend")


def _houd_aan(model: type[BaseModel], inhoud: dict[str, Any]) -> Any:
    """The answer as its model; equal types, no field more and none less."""
    gelezen = model.model_validate(inhoud, strict=True)
    assert gelezen.model_dump(mode="json") == inhoud
    return gelezen


def _gevallen() -> list[tuple[str, str, str, str]]:
    """Every pair both ways; days and weights take turns."""
    paren = list(permutations(NAMEN, 2))
    return [(a, b, DATA[nr % len(DATA)], WEGINGEN[nr // 3 % len(WEGINGEN)]) for nr, (a, b) in enumerate(paren)]


@pytest.mark.parametrize(("a", "b", "datum", "weging"), _gevallen())
def test_a_pair(a: str, b: str, datum: str, weging: str, stand: Stand) -> None:
    paar: Congruentie = _houd_aan(Congruentie, dienst.paar(stand, a, b, datum, weging))
    assert (paar.geldigOp, paar.indeling.naam, paar.met.naam, paar.weging.naam) == (datum, a, b, weging)
    _band(paar.maten)
    assert len(paar.regios) == len({regio.code for regio in paar.regios})
    geteld = {oordeel: sum(regio.oordeel == oordeel for regio in paar.regios) for oordeel in OORDELEN}
    velden = paar.oordelen.model_dump()
    assert geteld == {oordeel: velden[oordeel.replace(" gebied", "Gebied")] for oordeel in OORDELEN}
    for regio in paar.regios:
        _kloppend(regio)


def _band(maten: Any) -> None:
    """The band is that of every choice for the open gemeenten; V itself leaves those out, and may lie beside it."""
    assert 0 <= maten.vMin <= maten.vMax <= 1
    assert max(maten.vMin - maten.v, maten.v - maten.vMax) < 0.05


def _kloppend(regio: Any) -> None:
    """What the fields of a region must say about each other."""
    partners = regio.partners
    assert regio.aantalPartners == len(partners)
    assert regio.hoofdpartner == (partners[0] if partners else None)
    gewichten = [partner.gewicht for partner in partners]
    assert gewichten == sorted(gewichten, reverse=True)
    if regio.gewicht > 0 and partners:
        assert sum(partner.aandeel for partner in partners) <= 1 + 1e-3
    if regio.oordeel == "identiek":
        assert [partner.heel for partner in partners] == [True]
    if regio.oordeel == "unie":
        assert len(partners) > 1 and all(partner.heel for partner in partners)
    if regio.oordeel in ("identiek", "unie", "binnen") and regio.zeker:
        assert regio.teVerplaatsen == 0
    if regio.oordeel == "doorsneden":
        assert len(partners) > 1
    assert regio.grens.samenvallend <= regio.grens.lengte + 0.2


@pytest.mark.parametrize(
    ("a", "b", "datum"),
    [
        ("PO", "jeugdregio-2015", "2015-04-23"),
        ("VO", "jeugdregio", "2013-10-01"),
        ("VO", "PO", "2026-01-01"),
        ("rmc-2013", "provincie-2014", "2019-01-01"),
        ("jeugdregio-2016", "jeugdregio-2025", "2026-01-01"),
    ],
)
def test_every_region_of_a_pair(a: str, b: str, datum: str, stand: Stand) -> None:
    for regio in dienst.paar(stand, a, b, datum, "inwoners")["regios"]:
        een = _houd_aan(RegioCongruentie, dienst.regio(stand, a, b, regio["code"], datum, "inwoners"))
        assert een.regio.model_dump(mode="json") == regio
        assert een.conclusie
        for lijst in een.verplaatsingen:
            assert sum(rij.bouwstenen for rij in lijst.gemeenten) == lijst.bouwstenen
            assert sum(rij.gewicht for rij in lijst.gemeenten) == pytest.approx(lijst.gewicht, abs=1)


@pytest.mark.parametrize("weging", WEGINGEN)
@pytest.mark.parametrize("datum", ["2013-01-01", "2015-04-23", "2026-01-01"])
def test_the_whole_matrix(datum: str, weging: str, stand: Stand) -> None:
    matrix = _houd_aan(Congruenties, dienst.matrix(stand, datum, weging, None, None))
    assert matrix.aantal == len(matrix.congruenties) == len(GEWOON) * (len(GEWOON) - 1)
    assert [een.naam for een in matrix.indelingen] == list(GEWOON)


@pytest.mark.parametrize("naam", NAMEN)
def test_a_line_through_time(naam: str, stand: Stand) -> None:
    reeks = _houd_aan(CongruentieTijdreeks, dienst.tijdreeks(stand, naam, "kinderen"))
    assert reeks.indeling == naam and reeks.conclusie
    for een in reeks.reeksen:
        punten = een.punten
        assert punten and punten[-1].tot is None
        assert [punt.vanaf for punt in punten[1:]] == [punt.tot for punt in punten[:-1]]
        assert [punt.vanaf for punt in punten] == sorted({punt.vanaf for punt in punten})
        assert punten[0].verschil is None and all(punt.verschil is not None for punt in punten[1:])
        for punt in punten:
            _band(punt)


@pytest.mark.parametrize("datum", DATA)
@pytest.mark.parametrize("namen", [("PO", "VO"), ("PO", "VO", "jeugdregio"), ("rmc-2014", "provincie-2014"), NAMEN])
def test_gemeenten(namen: tuple[str, ...], datum: str, stand: Stand) -> None:
    uit = _houd_aan(TerritorialeCongruenties, dienst.gemeenten(stand, datum, namen))
    assert [een.naam for een in uit.indelingen] == list(namen)
    assert uit.aantal == len(uit.gemeenten) > 300
    for gemeente in uit.gemeenten:
        assert set(gemeente.overal) <= set(gemeente.ergens)
        assert gemeente.code not in gemeente.ergens
        if gemeente.congruentie is None:
            assert not gemeente.overal, "without fellows, or without a certain region in some division"
        else:
            assert gemeente.congruentie == pytest.approx(len(gemeente.overal) / len(gemeente.ergens), abs=1e-5)
    assert sum(gemeente.congruentie is not None for gemeente in uit.gemeenten) > 300

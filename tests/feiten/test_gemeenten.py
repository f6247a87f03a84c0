"""Gemeenten through time on the real facts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from regio.bronnen.rijen import Feiten
from regio.controle import bevindingen_van
from regio.controle.gemeenten import AANTAL_PER_JAAR, gesplitst
from regio.stand.toestanden import Opbouw


@pytest.mark.parametrize(("jaar", "aantal"), AANTAL_PER_JAAR.items())
def test_number_of_gemeenten_per_year(opbouw: Opbouw, jaar: int, aantal: int) -> None:
    dag = date(jaar, 1, 1)
    assert len(opbouw.tijdlijn.op(dag)) == aantal
    op_de_grond = {code for wie in opbouw.gemeenten_op(dag) for code in wie.mogelijk}
    assert op_de_grond == {rij.code for rij in opbouw.tijdlijn.op(dag)}


@pytest.mark.parametrize(("dag", "po", "vo"), [(date(2015, 4, 23), 12, 13), (date(2026, 1, 1), 21, 26)])
def test_split_gemeenten(opbouw: Opbouw, dag: date, po: int, vo: int) -> None:
    gevonden = gesplitst(opbouw, dag)
    assert (len(gevonden["PO"]), len(gevonden["VO"])) == (po, vo)


def test_achtkarspelen_is_a_finding_and_not_a_split(opbouw: Opbouw) -> None:
    assert "GM0059" not in gesplitst(opbouw, date(2026, 1, 1))["VO"]
    grens = [b for b in bevindingen_van(opbouw) if b.code == "grensgeval"]
    assert len(grens) == 1
    assert "Achtkarspelen" in grens[0].wat
    assert "9299" in grens[0].wat


def test_the_edition_has_no_errors(opbouw: Opbouw) -> None:
    assert [b for b in bevindingen_van(opbouw) if b.niveau == "fout"] == []


def test_article_3_a_herindeling_never_moves_an_swv(opbouw: Opbouw) -> None:
    toestanden = [t for t in opbouw.toestanden() if t.versie]
    for eerste, tweede in pairwise(toestanden):
        if eerste.versie == tweede.versie:
            for sector in ("PO", "VO"):
                assert [u.codes for u in eerste.uitspraken[sector]] == [u.codes for u in tweede.uitspraken[sector]]


def test_ground_seen_on_two_maps(opbouw: Opbouw, feiten: Feiten) -> None:
    """Meerstad: Slochteren on the map of 2016, Groningen on that of 2022, the day is unknown."""
    nr = next(nr for nr, b in enumerate(feiten.bouwstenen) if b.pc4 == "9613")
    assert opbouw.gemeenten_op(date(2016, 1, 1))[nr].mogelijk == {"GM0040"}
    assert opbouw.gemeenten_op(date(2017, 6, 1))[nr].mogelijk == {"GM0040", "GM0014"}
    assert opbouw.gemeenten_op(date(2019, 1, 1))[nr].mogelijk == {"GM1952", "GM0014"}
    assert opbouw.gemeenten_op(date(2022, 1, 1))[nr].mogelijk == {"GM0014"}


def test_an_unconfirmed_herindeling_is_never_applied(opbouw: Opbouw) -> None:
    for dag in (date(2027, 1, 1), date(2030, 1, 1)):
        assert opbouw.tijdlijn.bestaat("GM1696", dag)
        assert any(wie.mogelijk == {"GM1696"} for wie in opbouw.gemeenten_op(dag))


def test_the_register_of_2014_is_followed(opbouw: Opbouw, feiten: Feiten) -> None:
    register = {rij.pc4: rij.gemeente_2014 for rij in feiten.postcodes_2014}
    nu = opbouw.gemeenten_op(date(2014, 1, 1))
    for nr, bouwsteen in enumerate(feiten.bouwstenen):
        if bouwsteen.deel == 1 and bouwsteen.pc4 in register:
            assert nu[nr].mogelijk == {register[bouwsteen.pc4]}


def test_the_register_of_2022_differs_in_two_postcodes(opbouw: Opbouw, feiten: Feiten) -> None:
    register = {rij.pc4: rij.gemeente_2022 for rij in feiten.postcodes}
    nu = opbouw.gemeenten_op(date(2022, 1, 1))
    anders = {
        b.pc4
        for nr, b in enumerate(feiten.bouwstenen)
        if b.deel == 1 and b.pc4 in register and nu[nr].mogelijk != {register[b.pc4]}
    }
    assert anders == {"6564", "9299"}


def test_toestanden_cover_every_day(opbouw: Opbouw) -> None:
    toestanden = opbouw.toestanden()
    assert toestanden[0].vanaf == date(2011, 1, 1)
    assert toestanden[-1].tot is None
    for eerste, tweede in pairwise(toestanden):
        assert eerste.tot == tweede.vanaf
        laatste_dag = tweede.vanaf - timedelta(days=1)
        assert opbouw.toestand(laatste_dag).gemeenten == eerste.gemeenten
        assert opbouw.toestand(laatste_dag).jeugdregios == eerste.jeugdregios

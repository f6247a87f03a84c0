"""Reading and refusing dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.fouten import Vraagfout
from regio.tijdlijn.peildatum import controleer_gemeente, controleer_swv, geldt_op, lees_datum


@given(st.dates(date(1000, 1, 1)))
def test_every_date_comes_back(dag: date) -> None:
    assert lees_datum(dag.isoformat()) == dag


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "20150423",
        "2015-4-23",
        "23-04-2015",
        "2015-04-23 ",
        "2015-04-23T00:00",
        "２０１５-０４-２３",
        "2015-W17-4",
        "vandaag",
        "2015-04-23\n",
        "+015-04-23",
    ],
)
def test_another_form_is_refused(tekst: str) -> None:
    with pytest.raises(Vraagfout, match="JJJJ-MM-DD") as gevangen:
        lees_datum(tekst, "peildatum")
    assert [(fout.veld, fout.code) for fout in gevangen.value.fouten] == [("peildatum", "datum-vorm")]


@pytest.mark.parametrize("tekst", ["2026-02-30", "2015-02-29", "2015-13-01", "2015-00-10", "2015-01-00", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused_by_name(tekst: str) -> None:
    with pytest.raises(Vraagfout, match=f"De datum {tekst} bestaat niet") as gevangen:
        lees_datum(tekst)
    assert gevangen.value.fouten[0].code == "datum-bestaat-niet"


@pytest.mark.parametrize(
    ("controleer", "eerste", "ervoor"),
    [
        (controleer_swv, date(2013, 1, 1), date(2012, 12, 31)),
        (controleer_gemeente, date(2011, 1, 1), date(2010, 12, 31)),
    ],
)
def test_the_first_day_is_answered_and_the_day_before_refused(controleer: object, eerste: date, ervoor: date) -> None:
    assert callable(controleer)
    assert controleer(eerste) == eerste
    with pytest.raises(Vraagfout, match=f"vanaf {eerste}") as gevangen:
        controleer(ervoor)
    assert gevangen.value.fouten[0].code == "datum-te-vroeg"
    assert controleer(date(2099, 12, 31)) == date(2099, 12, 31)
    with pytest.raises(Vraagfout, match="tot en met 2099-12-31"):
        controleer(date(2100, 1, 1))


@pytest.mark.parametrize("als", [str, date.fromisoformat])
def test_what_is_there_on_a_day(als: Callable[[str], Any]) -> None:
    eerste, laatste, erna = als("2014-08-01"), als("2022-12-31"), als("2023-01-01")
    assert geldt_op(eerste, erna, eerste) and geldt_op(eerste, erna, laatste) and geldt_op(eerste, None, erna)
    assert not geldt_op(eerste, erna, erna) and not geldt_op(laatste, None, eerste) and not geldt_op(None, None, erna)

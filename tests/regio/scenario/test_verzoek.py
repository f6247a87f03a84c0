"""What a request to move a border may say, and which step may follow which."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.fouten import NietToegestaan, Vraagfout
from regio.scenario.dienst import Vraag
from regio.scenario.indienen import gevolgen_bij
from regio.scenario.verzoek import (
    BESLUIT,
    ERBIJ,
    IN_BEHANDELING,
    INGEDIEND,
    INGETROKKEN,
    LANGSTE_REGEL,
    LANGSTE_TEKST,
    LANGSTE_TOELICHTING,
    MEESTE_STEUN,
    SOORTEN,
    STANDPUNTEN,
    UITKOMSTEN,
    VAN_INDIENER,
    Standpunt,
    dag_in_nederland,
    keur_besluitdag,
    keur_partijen,
    keur_stap,
    laatste_standpunten,
    lees_indiening,
    lees_stap,
    mogelijk,
    sleutels,
    status_na,
)
from regio.stand.stand import Stand

VANDAAG = "2026-11-22"
STEUNT = {"naam": "Gemeente Tynaarlo", "standpunt": "steunt", "toelichting": "Besluit\r\nvan de raad"}


def _codes(fout: Vraagfout) -> list[tuple[str, str]]:
    return [(een.veld, een.code) for een in fout.fouten]


def test_what_is_said_comes_back_with_equal_line_ends() -> None:
    een = lees_indiening("Gemeente Tynaarlo", "Regel 1\r\nRegel 2\rRegel 3", [STEUNT])
    assert een.reden == "Regel 1\nRegel 2\nRegel 3"
    assert (een.steun[0].naam, een.steun[0].toelichting) == ("Gemeente Tynaarlo", "Besluit\nvan de raad")


def test_every_fault_is_told_at_once() -> None:
    slecht: list[Any] = [
        {"naam": "", "standpunt": "misschien"},
        {"naam": "x", "standpunt": "steunt", "toelichting": "x" * 10_000},
        {"naam": "x", "standpunt": "steunt"},
    ]
    with pytest.raises(Vraagfout) as fout:
        lees_indiening("<b>ik</b>", "", slecht)
    assert _codes(fout.value) == [
        ("aanvrager", "regel-vorm"),
        ("reden", "ontbreekt"),
        ("steun[0].naam", "regel-vorm"),
        ("steun[0].standpunt", "standpunt-onbekend"),
        ("steun[1].toelichting", "te-lang"),
        ("steun[2].naam", "dubbel"),
    ]
    assert all(een.plek == "body" and "<b>" not in een.melding for een in fout.value.fouten)


@pytest.mark.parametrize(
    ("aanvrager", "reden", "code"),
    [
        ("x" * (LANGSTE_REGEL + 1), "r", "regel-vorm"),
        ("a\nb", "r", "regel-vorm"),
        (" x", "r", "regel-vorm"),
        ("x", " \n", "ontbreekt"),
        ("x", "x" * (LANGSTE_TEKST + 1), "te-lang"),
        ("x", "<script>", "tekst-vorm"),
        ("x", "a\0b", "tekst-vorm"),
        ("x", "a\u202eb", "tekst-vorm"),
    ],
)
def test_a_text_that_cannot_be(aanvrager: str, reden: str, code: str) -> None:
    with pytest.raises(Vraagfout) as fout:
        lees_indiening(aanvrager, reden)
    assert [een.code for een in fout.value.fouten] == [code]


def test_the_bounds_themselves_may_be() -> None:
    steun = [{"naam": f"Partij {nr}", "standpunt": "nog-niet-gevraagd"} for nr in range(MEESTE_STEUN)]
    steun[0]["toelichting"] = "x" * LANGSTE_TOELICHTING
    assert len(lees_indiening("x" * LANGSTE_REGEL, "x" * LANGSTE_TEKST, steun).steun) == MEESTE_STEUN
    with pytest.raises(Vraagfout) as fout:
        lees_indiening("x", "r", [*steun, {"naam": "Nog een", "standpunt": "steunt"}])
    assert _codes(fout.value) == [("steun", "te-veel")]


@pytest.mark.parametrize(
    ("vraag", "fouten"),
    [
        ({"soort": "vliegen"}, [("soort", "soort-onbekend")]),
        ({"soort": "aanvulling"}, [("tekst", "ontbreekt")]),
        ({"soort": "aanvulling", "tekst": "x", "uitkomst": "afgewezen"}, [("uitkomst", "niet-hier")]),
        ({"soort": "ingetrokken", "datum": VANDAAG}, [("datum", "niet-hier")]),
        ({"soort": "besluit"}, [("tekst", "ontbreekt"), ("uitkomst", "uitkomst-onbekend")]),
        ({"soort": "besluit", "tekst": "x", "uitkomst": "ja", "datum": "2026-11-23"},
         [("uitkomst", "uitkomst-onbekend"), ("datum", "datum-te-laat")]),
        ({"soort": "besluit", "tekst": "x", "uitkomst": "afgewezen", "datum": "2026-02-30"},
         [("datum", "datum-bestaat-niet")]),
        ({"soort": "besluit", "tekst": "x" * 10_001, "uitkomst": "afgewezen"}, [("tekst", "te-lang")]),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be(vraag: dict[str, str], fouten: list[tuple[str, str]]) -> None:
    with pytest.raises(Vraagfout) as fout:
        lees_stap(vandaag=VANDAAG, **vraag)
    assert _codes(fout.value) == fouten


def test_a_decision_is_of_the_day_of_the_request_or_later() -> None:
    # Half past eleven at night UTC is the next day in the Netherlands.
    moment = "2026-11-20T23:30:00.000000+00:00"
    assert dag_in_nederland(moment) == "2026-11-21"
    keur_besluitdag(lees_stap("besluit", VANDAAG, "x", "toegewezen", "2026-11-21"), moment)
    with pytest.raises(Vraagfout, match="2026-11-21"):
        keur_besluitdag(lees_stap("besluit", VANDAAG, "x", "toegewezen", "2026-11-20"), moment)


@given(stappen=st.lists(st.tuples(st.sampled_from(SOORTEN), st.sampled_from(UITKOMSTEN), st.booleans(), st.booleans())))
def test_the_states_of_any_row_of_steps(stappen: list[tuple[str, str, bool, bool]]) -> None:
    """Steps that are allowed lead to a known state; one that ended stays; nobody takes another's step."""
    gezet: list[str] = []
    for soort, uitkomst, indiener, beheerder in stappen:
        status = status_na(gezet)
        assert status in (INGEDIEND, IN_BEHANDELING, INGETROKKEN, *UITKOMSTEN)
        kan = mogelijk(status, indiener=indiener, beheerder=beheerder)
        if soort in kan:
            keur_stap(status, soort, indiener=indiener, beheerder=beheerder)
            assert status in (INGEDIEND, IN_BEHANDELING)
            gezet.append(uitkomst if soort == BESLUIT else soort)
            assert status_na(gezet) == (status if soort in ERBIJ else gezet[-1])
        else:
            mag = indiener if soort in VAN_INDIENER else beheerder
            with pytest.raises(Vraagfout if mag else NietToegestaan):
                keur_stap(status, soort, indiener=indiener, beheerder=beheerder)
    geen_einde = [soort for soort in gezet[:-1] if soort not in (*ERBIJ, "in-behandeling")]
    assert geen_einde == [], "nothing follows a withdrawal or a decision"
    assert gezet.count("in-behandeling") <= 1
    if set(gezet) & set(UITKOMSTEN):
        assert "in-behandeling" in gezet, "no decision on what nobody took up"


def test_whose_support_matters_follows_from_the_moves(stand: Stand) -> None:
    zet = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"}
    gevolgen = gevolgen_bij(stand, Vraag("2026-01-01", [zet]))
    codes = [(een["soort"], een["code"]) for een in gevolgen["betrokkenen"]]
    assert codes == [
        ("gemeente", "GM1730"), ("samenwerkingsverband", "PO2201"), ("samenwerkingsverband", "PO2203"),
    ]  # fmt: skip
    assert gevolgen["betrokkenen"][0]["naam"] == "Tynaarlo"
    assert gevolgen["effecten"]["samenwerkingsverbanden"] and isinstance(gevolgen["bevindingen"], list)


def test_of_a_merger_those_are_asked_that_exist(stand: Stand) -> None:
    zetten: list[dict[str, Any]] = [
        {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": [{"gemeente": "GM1696"}]},
        {
            "soort": "splits", "sector": "VO", "van": "VO2001", "nieuw": "VO2099", "naam": "Nieuw",
            "grond": {"postcodes": ["9471"]},
        },
    ]  # fmt: skip
    codes = {een["code"] for een in gevolgen_bij(stand, Vraag("2026-01-01", zetten))["betrokkenen"]}
    assert {"GM1696", "GM1730", "VO2001"} <= codes
    assert "VO2099" not in codes


@pytest.mark.parametrize("zetten", [[], [{"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM9999"},
                                          "naar": "PO2203"}]])  # fmt: skip
def test_moves_that_cannot_be_made_have_no_effects(zetten: list[dict[str, Any]], stand: Stand) -> None:
    with pytest.raises(Vraagfout):
        gevolgen_bij(stand, Vraag("2026-01-01", zetten))


def test_every_standpoint_can_be_said() -> None:
    steun = [{"naam": naam, "standpunt": naam} for naam in STANDPUNTEN]
    assert [een.standpunt for een in lees_indiening("x", "r", steun).steun] == list(STANDPUNTEN)


@pytest.mark.parametrize("naam", ["GM1730", "gm1730", "Tynaarlo", "tynaarlo", "Tynaarlo (gm1730)", "Gemeente (GM1730)"])
def test_a_party_is_the_same_under_its_name_and_under_its_code(naam: str) -> None:
    eerst = Standpunt("Tynaarlo (GM1730)", "nog-niet-gevraagd", "", "2026-11-01")
    (laatst,) = laatste_standpunten([eerst, Standpunt(naam, "steunt", "", VANDAAG)])
    assert laatst == Standpunt("Tynaarlo (GM1730)", "steunt", "", VANDAAG)


def test_a_party_has_one_standpoint_whatever_it_is_called() -> None:
    namen = ["Tynaarlo (GM1730)", "gm1730", "TYNAARLO", "Ouderraad", "ouderraad", "Assen (GM0106)", ""]
    steun = [{"naam": naam, "standpunt": "steunt"} for naam in namen]
    with pytest.raises(Vraagfout) as fout:
        lees_indiening("x", "r", steun)
    dubbel = [(een.veld, een.melding) for een in fout.value.fouten if een.code == "dubbel"]
    assert [veld for veld, _ in dubbel] == ["steun[1].naam", "steun[2].naam", "steun[4].naam"]
    assert dubbel[0][1] == (
        "Deze partij staat er al, als Tynaarlo (GM1730). Noem elke partij één keer, met één standpunt."
    )


def test_a_party_that_the_moves_touch_has_one_standpoint_too() -> None:
    een = lees_indiening("x", "r", [{"naam": naam, "standpunt": "steunt"} for naam in ("Tynaarlo", "GM1730")])
    keur_partijen(een, ["Assen (GM0106)"])
    with pytest.raises(Vraagfout) as fout:
        keur_partijen(een, ["Tynaarlo (GM1730)"])
    assert _codes(fout.value) == [("steun[1].naam", "dubbel")]


def test_a_name_gets_the_code_of_whoever_is_touched_but_not_one_of_two() -> None:
    assert sleutels(["Tynaarlo", "GM1730"], ["Tynaarlo (GM1730)"]) == ["GM1730", "GM1730"]
    assert sleutels(["Assen", "Ouderraad"], ["Assen (PO2201)", "Assen (VO2201)"]) == ["assen", "ouderraad"]
    assert sleutels(["PO2201 en VO2201"]) == ["po2201 en vo2201"]

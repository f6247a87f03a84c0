"""Reading a move from a form: every kind, what is left alone, and every fault at its field."""

from __future__ import annotations

import contextlib
import re
import tracemalloc
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.zetformulier import LANGSTE_VELD, VELDEN, op_velden, zet_uit
from kaarten.scenarios.keuzes import keuzes
from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import basis_van
from regio.scenario.lezen import lees_zetten
from regio.scenario.zetten import SOORTEN
from regio.stand.stand import Stand

VERPLAATS = {"soort": "verplaats", "sector": "PO", "gemeente": "GM1730", "naar": "PO2203"}


def _fouten(formulier: dict[str, str], stand: Stand | None = None) -> dict[str, str]:
    with pytest.raises(Vraagfout) as fout:
        zet_uit(formulier, stand)
    return {een.veld: een.melding for een in fout.value.fouten}


def test_what_a_kind_does_not_need_is_left_alone() -> None:
    vol = {**dict.fromkeys(VELDEN, "onzin"), **VERPLAATS, "grond": "gemeente", "aanname": "ja", "notitie": " x "}
    zet = zet_uit(vol)
    assert zet == {
        "soort": "verplaats",
        "sector": "PO",
        "grond": {"gemeente": "GM1730"},
        "naar": "PO2203",
        "notitie": "x",
        "aanname": True,
    }


@pytest.mark.parametrize(
    ("tekst", "lijst"),
    [
        ("9471", ["9471"]),
        ("9471, 9472;9473\n9474", ["9471", "9472", "9473", "9474"]),
        ("9471 t/m 9473 9480", ["9471", "9472", "9473", "9480"]),
        ("9471t/m9472", ["9471", "9472"]),
    ],
)
def test_postcodes_as_people_write_them(tekst: str, lijst: list[str]) -> None:
    assert zet_uit({**VERPLAATS, "grond": "postcodes", "postcodes": tekst})["grond"] == {
        "gemeente": "GM1730",
        "postcodes": lijst,
    }


@pytest.mark.parametrize("tekst", ["9473 t/m 9471", "1000 t/m 9999", "94711", "9471AB", "0123"])
def test_postcodes_that_are_none(tekst: str) -> None:
    assert set(_fouten({**VERPLAATS, "grond": "postcodes", "postcodes": tekst})) == {"postcodes"}


@pytest.mark.parametrize("veld", ["postcodes", "van"])
def test_ranges_are_not_written_out_beyond_what_a_move_may_have(veld: str) -> None:
    reeksen = "1000 t/m 1499 "
    postcodes = {**VERPLAATS, "grond": "postcodes", "postcodes": reeksen * 3_000}
    delen = {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "van": f"GM1696: {reeksen}\n" * 2_000}
    tracemalloc.start()
    try:
        fouten = _fouten(postcodes if veld == "postcodes" else delen)
        assert fouten == {veld: "Dit zijn te veel postcodes: ten hoogste 5.000."}
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_field_that_is_too_long_is_refused_with_how_long_it_may_be() -> None:
    for veld in VELDEN:
        fouten = _fouten({**VERPLAATS, veld: " " * (LANGSTE_VELD + 1)})
        assert fouten == {veld: "Dit is te lang: ten hoogste 50.000 tekens."}
    alle = ",\r\n".join(f"{1000 + nummer // 10}-{nummer % 10 + 1}" for nummer in range(5_000))
    zet = zet_uit({**VERPLAATS, "grond": "bouwstenen", "bouwstenen": alle})
    assert len(zet["grond"]["bouwstenen"]) == 5_000


def test_a_gemeente_by_its_name(stand: Stand) -> None:
    for tekst in ("Tynaarlo", "tynaarlo", "gm1730", "Tynaarlo (GM1730)"):
        assert zet_uit({**VERPLAATS, "gemeente": tekst}, stand)["grond"] == {"gemeente": "GM1730"}
    assert "GM0373, GM0893" in _fouten({**VERPLAATS, "gemeente": "Bergen"}, stand)["gemeente"]
    assert "Geen gemeente" in _fouten({**VERPLAATS, "gemeente": "Onzinstad"}, stand)["gemeente"]
    assert _fouten({**VERPLAATS, "gemeente": ""}, stand) == {"gemeente": "Vul een gemeente in."}
    deel = {"soort": "herindeel", "datum": "2027-01-01", "naar": "Hilversum", "van": "Onzinstad\nWijdemeren: 1241"}
    assert set(_fouten(deel, stand)) == {"van"}


VOEGSAMEN = {"soort": "voegsamen", "sector": "PO", "naar": "PO2203"}
HERINDEEL = {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM9001"}
HERNOEM = {"soort": "hernoem", "sector": "PO", "naam": "Anders"}


@pytest.mark.parametrize(
    ("formulier", "veld"),
    [
        ({**VOEGSAMEN, "van": "PO2201 PO220 Groningen"}, "van"),
        ({**VOEGSAMEN, "van": "PO2201, Groningen"}, "van"),
        ({**VOEGSAMEN, "van": "PO2201\nGroningen"}, "van"),
        ({**VOEGSAMEN, "van": "PO2201 – een naam PO2001"}, "van"),
        ({**VERPLAATS, "gemeente": "GM1730, GM0106"}, "gemeente"),
        ({**VERPLAATS, "gemeente": "GM1730, Assen"}, "gemeente"),
        ({**VERPLAATS, "gemeente": "Assen, Tynaarlo (GM1730)"}, "gemeente"),
        ({**VERPLAATS, "gemeente": "GM1730 – Tynaarlo, Assen"}, "gemeente"),
        ({**VERPLAATS, "naar": "PO2203 of PO2201"}, "naar"),
        ({**VERPLAATS, "naar": "PO2203 PO2201"}, "naar"),
        ({**VERPLAATS, "naar": "PO2203 Groningen"}, "naar"),
        ({**HERNOEM, "van": "PO2203\nPO2201"}, "van"),
        ({**HERINDEEL, "van": "GM0106\nGM1730 en GM0106"}, "van"),
        ({**HERINDEEL, "van": "GM1730, GM0106"}, "van"),
        ({**HERINDEEL, "van": "GM1730 en Assen: 9471"}, "van"),
    ],
)
def test_nothing_that_was_typed_is_left_out(stand: Stand, formulier: dict[str, str], veld: str) -> None:
    fouten = _fouten(formulier, stand)
    assert set(fouten) == {veld}
    assert re.match(r"Vul één (verband|gemeente) in|Zet (elk verband|elke gemeente) op een eigen regel", fouten[veld])


@pytest.mark.parametrize(
    ("tekst", "codes"),
    [
        ("PO2201", ["PO2201"]),
        ("po2201 PO2001\nPO2002, PO2003;", ["PO2201", "PO2001", "PO2002", "PO2003"]),
        ("PO2201 – Assen, Tynaarlo, Aa en Hunze …\nPO2001 - PO2001", ["PO2201", "PO2001"]),
        ("PO2201 – een, PO2001 – ander", ["PO2201", "PO2001"]),
        ("Een naam (PO2201), PO2001", ["PO2201", "PO2001"]),
    ],
)
def test_entries_of_the_lists_stay_what_they_are(tekst: str, codes: list[str]) -> None:
    assert zet_uit({**VOEGSAMEN, "van": tekst})["van"] == codes


def test_every_entry_of_the_lists_is_read(stand: Stand) -> None:
    lijsten = keuzes(stand, basis_van(stand, date(2026, 1, 1)).beeld)
    assert any("," in een for een in lijsten.verbanden)
    for een in lijsten.verbanden:
        assert zet_uit({**HERNOEM, "sector": een[:2], "van": een})["code"] == een[:6]
    assert "Nuenen, Gerwen en Nederwetten (GM0820)" in lijsten.gemeenten
    for een in lijsten.gemeenten:
        assert f"({zet_uit({**VERPLAATS, 'gemeente': een}, stand)['grond']['gemeente']})" in een


def test_faults_come_in_the_order_of_the_fields_each_with_what_to_do() -> None:
    fouten = _fouten({"soort": "splits"})
    assert list(fouten) == ["sector", "gemeente", "van", "nieuw"]
    assert all(zin[0].isupper() and zin.endswith(".") for zin in fouten.values())
    assert _fouten({}) == {"soort": "Kies wat u wilt doen."}


def test_faults_of_the_map_come_at_the_field_they_were_read_from() -> None:
    formulier = {**VERPLAATS, "grond": "postcodes", "postcodes": "9471"}
    fouten = [
        Fout("zetten[0].grond.postcodes", "a", "niet bekend.", "body", 0),
        Fout("zetten[0].grond", "b", "leeg.", "body", 0),
        Fout("zetten[0]", "c", "ligt al daar.", "body", 0),
        Fout("zetten[1].naar", "d", "van een ander.", "body", 1),
    ]
    uit = op_velden(fouten, formulier)
    assert [een.veld for een in uit] == ["postcodes", "postcodes", "naar", "zetten[1].naar"]
    assert uit[0].melding == "Niet bekend." and uit[3] == fouten[3]
    met_andere = op_velden([Fout("zetten[2].delen[1].gemeente", "a", "x.", "body", 2)], {"soort": "herindeel"}, 2)
    assert [een.veld for een in met_andere] == ["van"]


@given(st.dictionaries(st.sampled_from(VELDEN), st.text(max_size=40)), st.sampled_from([*SOORTEN, ""]))
def test_whatever_is_typed_becomes_a_move_or_faults_at_fields(formulier: dict[str, str], soort: str) -> None:
    with contextlib.suppress(Vraagfout):
        zet: dict[str, Any] = zet_uit({**formulier, "soort": soort})
        assert len(lees_zetten([zet])) == 1
        return
    with pytest.raises(Vraagfout) as fout:
        zet_uit({**formulier, "soort": soort})
    assert fout.value.fouten and all(een.veld in VELDEN for een in fout.value.fouten)

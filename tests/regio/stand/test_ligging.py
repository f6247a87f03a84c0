"""How the place of an answer was found, in words and as members."""

from __future__ import annotations

import json
from typing import Any

import pytest

from regio.stand.ligging import OP_ADRES, OP_POSTCODE, bijzonder, op_punt

Json = dict[str, Any]
OFFICIEEL: Json = {"bron": "officieel", "nauwkeurigheid": 100.0}
SCHETS: Json = {"bron": "schets", "nauwkeurigheid": 500.0}


def _kern(pc4: str, *codes: str, gemeenten: tuple[str, ...] = ("Dorp",)) -> Json:
    namen: list[Json] = [{"code": "GM0001", "naam": naam} for naam in gemeenten]
    return {
        "postcode": pc4,
        "samenwerkingsverbanden": [{"sector": code[:2], "code": code, "naam": None} for code in codes],
        "gemeente": namen[0] if len(namen) == 1 else None,
        "gemeenten": namen,
        "jeugdregio": None,
    }


EIGEN = _kern("1000", "PO0001", "VO0001")


def _velden(leden: bytes) -> Json:
    gelezen: Json = json.loads(b"{%b}" % leden)
    return gelezen


@pytest.mark.parametrize("leden", [OP_POSTCODE, OP_ADRES, op_punt(SCHETS, EIGEN, []), op_punt(OFFICIEEL, EIGEN, [])])
def test_every_answer_has_the_same_members(leden: bytes) -> None:
    assert list(_velden(leden)) == ["ligging", "liggingToelichting", "grensNabij"]
    assert _velden(leden)["grensNabij"] is None


def test_the_sketch_says_that_it_is_one() -> None:
    schets, officieel = _velden(op_punt(SCHETS, EIGEN, [])), _velden(op_punt(OFFICIEEL, EIGEN, []))
    assert (schets["ligging"], officieel["ligging"]) == ("punt-schets", "punt-officieel")
    assert "schets" in schets["liggingToelichting"] and "500 meter" in schets["liggingToelichting"]
    assert "water" in schets["liggingToelichting"] and "buitenland" in schets["liggingToelichting"]
    assert "kan het punt in de andere gemeente liggen" in officieel["liggingToelichting"]
    assert "schets" not in officieel["liggingToelichting"] and "100 meter" in officieel["liggingToelichting"]


def test_other_codes_are_named_and_equal_ones_are_called_so() -> None:
    over = [_kern("2000", "PO0002", "VO0001"), _kern("3000", "PO0001", "VO0001", gemeenten=('"Hoek"',)), _kern("4000")]
    velden = _velden(op_punt(SCHETS, EIGEN, over))
    zin = velden["liggingToelichting"]
    assert "aan de overkant liggen postcode 2000 in Dorp, met PO0002 en VO0001; " in zin
    assert 'postcode 3000 in "Hoek", met dezelfde samenwerkingsverbanden; ' in zin
    assert "postcode 4000 in Dorp, met geen samenwerkingsverband. " in zin
    assert [een["postcode"] for een in velden["grensNabij"]["overkant"]] == ["2000", "3000", "4000"]
    assert velden["grensNabij"]["binnenMeter"] == 500


def test_an_open_gemeente_is_none_and_all_are_named() -> None:
    velden = _velden(op_punt(OFFICIEEL, EIGEN, [_kern("2000", "PO0002", gemeenten=("Berg", "Dal"))]))
    assert velden["grensNabij"]["overkant"][0]["gemeente"] is None
    assert "overkant ligt postcode 2000 in Berg of Dal, met PO0002." in velden["liggingToelichting"]


def test_many_other_sides_are_counted_in_words_and_all_given() -> None:
    over = [_kern(str(nummer), "PO0002") for nummer in range(2000, 2005)]
    velden = _velden(op_punt(OFFICIEEL, EIGEN, over))
    assert "; en nog 2 andere." in velden["liggingToelichting"] and "2003" not in velden["liggingToelichting"]
    assert len(velden["grensNabij"]["overkant"]) == 5


def test_nowhere_known_is_not_named() -> None:
    velden = _velden(op_punt(OFFICIEEL, EIGEN, [_kern("2000", "PO0002", gemeenten=())]))
    assert "postcode 2000, met PO0002." in velden["liggingToelichting"]
    assert velden["grensNabij"]["overkant"][0]["gemeente"] is None


def _verslag() -> Json:
    """A report of the gate: two layers on which 1000 lies across a border, one with an enclave in GM0002."""

    op_2021 = {"jaar": 2021, "over_de_grens": ["1000", "2000"], "enclaves": []}
    op_2022 = {"jaar": 2022, "over_de_grens": ["1000"], "enclaves": ["GM0002"]}
    return {**OFFICIEEL, "verslag": {"gemeentelagen": [op_2021, op_2022]}}


def test_what_the_gate_found_is_known_by_year() -> None:
    assert bijzonder(_verslag()) == {"1000": ["2021", "2022"], "2000": ["2021"], "GM0002": ["2022"]}
    assert bijzonder(SCHETS) == {}


def test_a_postcode_across_a_border_of_gemeenten_says_so() -> None:
    bekend = bijzonder(_verslag())
    zinnen = [
        _velden(op_punt(OFFICIEEL, _kern(pc4), [], bekend))["liggingToelichting"] for pc4 in ("1000", "2000", "3000")
    ]
    assert zinnen[0].endswith("Op de gemeentekaarten van 2021 en 2022 ligt deze postcode over een gemeentegrens.")
    assert zinnen[1].endswith("Op de gemeentekaart van 2021 ligt deze postcode over een gemeentegrens.")
    assert "gemeentekaart" not in zinnen[2]


def test_the_gemeente_around_the_enclave_says_so() -> None:
    bekend, eigen = bijzonder(_verslag()), _kern("3000")
    assert "enclave" not in _velden(op_punt(OFFICIEEL, eigen, [], bekend))["liggingToelichting"]
    eigen["gemeenten"][0]["code"] = "GM0002"
    assert "Belgische enclave" in _velden(op_punt(OFFICIEEL, eigen, [], bekend))["liggingToelichting"]

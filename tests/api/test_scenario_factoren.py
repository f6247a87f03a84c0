"""``POST /v1/scenarios/{id}/_factoren``: its shape, its bound, its faults, and that nothing is kept."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlalchemy import text

from api import modellen_factoren as modellen
from tests.api.scenarioproef import Proef
from tests.regio.scenario.test_factoren import SCHOLEN, STROMEN, TYNAARLO


@pytest.fixture(scope="module")
def anna(proef: Proef) -> str:
    """Her token."""
    return proef.token("anna")


@pytest.fixture(scope="module")
def pad(proef: Proef, anna: str) -> str:
    """A scenario of hers that heals Tynaarlo."""
    een: str = proef.maak(anna, TYNAARLO).headers["location"]
    return f"{een}/_factoren"


def test_without_tables_all_are_named_as_not_computed(proef: Proef, anna: str, pad: str) -> None:
    antwoord = proef.vraag("POST", pad, anna, json={})
    assert antwoord.status_code == 200 and antwoord.headers["cache-control"] == "no-store"
    modellen.Factoren.model_validate(antwoord.json())
    assert {een["status"] for een in antwoord.json()["factoren"]} == {"niet-berekend"}


def test_with_tables_it_has_its_documented_shape(proef: Proef, anna: str, pad: str) -> None:
    regios = "gemeente;regio\nGroningen;g\nTynaarlo;g\n"
    lijf = {"leerlingstromen": STROMEN, "scholen": SCHOLEN, "arbeidsmarkt": regios, "onvolledig": True}
    antwoord = proef.vraag("POST", pad, anna, json={**lijf, "afstandKm": 12.5})
    assert antwoord.status_code == 200, antwoord.text
    modellen.Factoren.model_validate(antwoord.json())
    stromen, scholen, arbeid = (een["uitkomst"] for een in antwoord.json()["factoren"])
    assert stromen["sectoren"][1]["overEenGrens"] == {"voor": 120, "na": 30}
    assert scholen["afstandKm"] == 12.5
    assert [rij["uitkomst"] for rij in arbeid["gemeenten"]] == ["verlaat"]


def test_the_answer_says_on_what_it_rests(proef: Proef, anna: str, pad: str) -> None:
    inhoud = proef.vraag("POST", pad, anna, json={}).json()
    effecten = proef.vraag("GET", pad.replace("_factoren", "effecten"), anna).json()
    for veld in ("geldigOp", "scenario", "regeling", "herkomst"):
        assert inhoud[veld] == effecten[veld] and inhoud[veld]
    assert inhoud["geldigOp"] == inhoud["peildatum"]


def test_of_an_older_version_what_that_says(proef: Proef, anna: str, pad: str) -> None:
    leeg = proef.maak(anna).headers["location"]
    proef.vraag(
        "POST", f"{leeg}/_zet", anna, json={"zetten": [TYNAARLO]}, gezien=proef.vraag("GET", leeg, anna).headers["etag"]
    )

    def over(versie: str) -> Any:
        antwoord = proef.vraag("POST", f"{leeg}/_factoren{versie}", anna, json={"leerlingstromen": STROMEN})
        return antwoord.json()["factoren"][0]["uitkomst"]["sectoren"][1]["overEenGrens"]["na"]

    assert (over("?versie=1"), over("")) == (120, 30)


def test_every_fault_names_its_table_and_line(proef: Proef, anna: str, pad: str) -> None:
    lijf = {"leerlingstromen": "van,naar,leerlingen\nx,9471,1\n", "scholen": "naam,postcode\n", "arbeidsmarkt": ""}
    antwoord = proef.vraag("POST", pad, anna, json=lijf)
    assert antwoord.status_code == 400
    fouten = {fout["veld"]: fout["melding"] for fout in antwoord.json()["errors"]}
    assert fouten["leerlingstromen"].startswith("Regel 2: ") and "cluster" in fouten["scholen"]
    assert "leeg" in fouten["arbeidsmarkt"]


@pytest.mark.parametrize(
    ("lijf", "veld"),
    [
        ({"afstandKm": 0}, "afstandKm"),
        ({"afstandKm": 1e9}, "afstandKm"),
        ({"stromen": ""}, "stromen"),
        ({"scholen": 3}, "scholen"),
    ],
)
def test_a_question_that_cannot_be(proef: Proef, anna: str, pad: str, lijf: dict[str, Any], veld: str) -> None:
    antwoord = proef.vraag("POST", pad, anna, json=lijf)
    assert antwoord.status_code == 400 and [fout["veld"] for fout in antwoord.json()["errors"]] == [veld]


def test_tables_may_be_larger_than_other_questions_up_to_a_bound(proef: Proef, anna: str, pad: str) -> None:
    regels = [f"{van},{naar},1" for van in range(9401, 9700) for naar in range(9401, 9700)]
    groot = {"leerlingstromen": "van,naar,leerlingen\n" + "\n".join(regels)}
    antwoord = proef.vraag("POST", pad, anna, json=groot)
    assert antwoord.status_code == 400 and "postcode" in antwoord.json()["errors"][0]["melding"]  # read, not refused
    te_groot = proef.vraag("POST", pad, anna, json={"leerlingstromen": "x" * 6_000_001})
    assert te_groot.status_code == 413 and te_groot.json()["detail"] == "Stuur ten hoogste 6 MB."
    elders = proef.vraag("POST", pad.replace("_factoren", "_zet"), anna, json={"zetten": ["x" * 1_000_001]})
    assert elders.status_code == 413 and elders.json()["detail"] == "Stuur ten hoogste 1 MB."


def test_who_may_not_read_the_scenario_gets_nothing(proef: Proef, pad: str) -> None:
    assert proef.vraag("POST", pad, None, json={}).status_code == 401
    assert proef.vraag("POST", pad, proef.token("bob"), json={}).status_code == 404


def test_nothing_of_a_table_is_kept_or_logged(
    proef: Proef, anna: str, pad: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        proef.vraag("POST", pad, anna, json={"scholen": "naam,postcode,cluster\nGeheimeschool,9471,3\n"})
    assert "Geheimeschool" not in caplog.text
    with proef.engine.connect() as verbinding:
        tabellen = verbinding.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        for tabel in tabellen:
            rijen = verbinding.execute(text(f'SELECT * FROM "{tabel}"')).all()
            assert "Geheimeschool" not in str(rijen)

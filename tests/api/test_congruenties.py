"""``/v1/congruenties`` and what lies beside it: documented answers, tables, forms, faults and caching."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from api.modellen_congruentie import (
    Congruentie,
    Congruenties,
    CongruentieTijdreeks,
    RegioCongruentie,
    TerritorialeCongruenties,
)
from regio.congruentie.indelingen import NAMEN
from regio.congruentie.matrix import GEWOON

DAG = "2015-04-23"
CSV, JSON, GEOJSON = "text/csv", "application/json", "application/geo+json"
PAAR = "/v1/congruenties/po/jeugdregio-2015"
MATRIX = "/v1/congruenties?sector=PO&met=jeugdregio-2015,VO"
REEKS = "/v1/congruentie-tijdreeksen/po"
GEMEENTEN = "/v1/territoriale-congruenties"
# Path -> its model and the list of which a table has the rows.
TABELLEN: dict[str, tuple[type[BaseModel], str]] = {
    PAAR: (Congruentie, "regios"),
    MATRIX: (Congruenties, "congruenties"),
    GEMEENTEN: (TerritorialeCongruenties, "gemeenten"),
}
PADEN = (*TABELLEN, REEKS, f"{PAAR}/regios/PO2001")


def _json(client: TestClient, pad: str, **vraag: str) -> Any:
    antwoord = client.get(pad, params=vraag or None)
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.json()


def _csv(client: TestClient, pad: str) -> list[dict[str, str]]:
    antwoord = client.get(pad, headers={"accept": CSV})
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert antwoord.content.endswith(b"\r\n") and b"\n" not in antwoord.content.replace(b"\r\n", b"")
    return list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8"), newline=""), strict=True))


def _cel(waarde: object) -> str:
    """A value of the JSON as a cell has it."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return "" if waarde is None else str(waarde)


def _fouten(antwoord: Any, status: int = 400) -> list[tuple[str, str, str]]:
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.headers["content-type"] == "application/problem+json"
    fouten = antwoord.json().get("errors", [])
    assert all(fout["melding"] in antwoord.json()["detail"] for fout in fouten)
    return [(fout["in"], fout["veld"], fout["code"]) for fout in fouten]


def _met(pad: str, **vraag: str) -> str:
    return pad + ("&" if "?" in pad else "?") + "&".join(f"{naam}={waarde}" for naam, waarde in vraag.items())


# -- documented answers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pad", "model"),
    [
        *((pad, model) for pad, (model, _) in TABELLEN.items()),
        (REEKS, CongruentieTijdreeks),
        ("/v1/congruentie-tijdreeksen/gemeente", CongruentieTijdreeks),
        (f"{PAAR}/regios/PO2001", RegioCongruentie),
        ("/v1/congruenties", Congruenties),
        (f"/v1/congruenties?geldigOp=2013-01-01&indeling={','.join(NAMEN)}", Congruenties),
        (f"{GEMEENTEN}?indelingen={','.join(NAMEN)}", TerritorialeCongruenties),
    ],
)
def test_an_answer_is_as_documented(pad: str, model: type[BaseModel], client: TestClient) -> None:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200, antwoord.text
    gelezen = model.model_validate_json(antwoord.content, strict=True)
    assert gelezen.model_dump(mode="json") == antwoord.json()


def test_a_pair_names_its_day_weight_and_sources(client: TestClient) -> None:
    uit = _json(client, PAAR, geldigOp=DAG)
    assert (uit["geldigOp"], uit["indeling"]["naam"], uit["met"]["naam"]) == (DAG, "PO", "jeugdregio-2015")
    assert (uit["weging"]["naam"], uit["weging"]["jaar"]) == ("kinderen", 2021)
    assert uit["weging"]["verdeelregel"] and uit["conclusie"] and uit["herkomst"]
    assert uit["regeling"]["versie"] == DAG


def test_names_may_be_in_any_case(client: TestClient) -> None:
    klein = _json(client, "/v1/congruenties/po/vo", geldigOp=DAG)
    assert _json(client, "/v1/congruenties/PO/Vo", geldigOp=DAG) == klein
    matrix = _json(client, "/v1/congruenties", indeling="po", met="vo", geldigOp=DAG)
    assert matrix == _json(client, "/v1/congruenties", sector="PO", met="VO", geldigOp=DAG)


def test_the_other_way_about_h_and_c_change_places(client: TestClient) -> None:
    heen, terug = (
        _json(client, f"/v1/congruenties/{paar}", geldigOp=DAG)["maten"]
        for paar in ("po/jeugdregio-2015", "jeugdregio-2015/po")
    )
    assert heen["homogeniteit"] == pytest.approx(terug["volledigheid"], abs=1e-9)
    assert heen["volledigheid"] == pytest.approx(terug["homogeniteit"], abs=1e-9)
    assert heen["v"] == pytest.approx(terug["v"], abs=1e-9) and 0 < heen["v"] < 1


def test_the_matrix_has_every_pair_both_ways_and_tells_what_a_pair_tells(client: TestClient) -> None:
    matrix = _json(client, "/v1/congruenties", geldigOp=DAG, weging="inwoners")
    paren = {(rij["indeling"], rij["met"]): rij for rij in matrix["congruenties"]}
    assert set(paren) == {(a, b) for a in GEWOON for b in GEWOON if a != b}
    assert matrix["aantal"] == len(paren) == len(matrix["congruenties"])
    for naam in ("PO", "VO", "rmc"):
        kort = paren[naam, "jeugdregio-2016"]
        lang = client.get(kort["url"].partition("8000")[2] or kort["url"]).json()
        assert (lang["geldigOp"], lang["weging"]["naam"]) == (DAG, "inwoners")
        assert kort["oordelen"] == lang["oordelen"]
        assert {veld: kort[veld] for veld in ("v", "vMin", "vMax")} == {
            veld: lang["maten"][veld] for veld in ("v", "vMin", "vMax")
        }
        assert kort["grensaandeel"] == lang["grens"]["indeling"]["aandeel"]


def test_a_choice_from_the_matrix(client: TestClient) -> None:
    uit = _json(client, MATRIX)
    assert [(rij["indeling"], rij["met"]) for rij in uit["congruenties"]] == [("PO", "jeugdregio-2015"), ("PO", "VO")]
    assert {een["naam"] for een in uit["indelingen"]} == {"PO", "VO", "jeugdregio-2015"}
    dubbel = _json(client, "/v1/congruenties", indeling="PO,po,VO", met="VO")
    assert [(rij["indeling"], rij["met"]) for rij in dubbel["congruenties"]] == [("PO", "VO")]


def test_a_region_is_the_row_of_its_pair(client: TestClient) -> None:
    regios = _json(client, PAAR, geldigOp=DAG)["regios"]
    for regio in regios[::15]:
        een = _json(client, f"{PAAR}/regios/{regio['code']}", geldigOp=DAG)
        assert een["regio"] == regio
        assert een["conclusie"]


# -- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", TABELLEN)
def test_a_table_has_the_rows_of_the_answer(pad: str, client: TestClient) -> None:
    rijen, lijst = _csv(client, pad), _json(client, pad)[TABELLEN[pad][1]]
    assert len(rijen) == len(lijst) > 0
    assert {len(rij) for rij in rijen} == {len(rijen[0])}
    for rij, een in zip(rijen, lijst, strict=True):
        for naam in {*rij} & {*een} - {"hoofdpartner", "partners", "overal", "ergens"}:
            assert rij[naam] == _cel(een[naam]), (naam, rij)
        assert "Centraal Bureau voor de Statistiek" in rij["naamsvermelding"]
        assert "CC BY 4.0" in rij["naamsvermelding"]


def test_a_line_through_time_as_a_table(client: TestClient) -> None:
    rijen = _csv(client, REEKS)
    reeksen = _json(client, REEKS)["reeksen"]
    assert [(rij["met"], rij["vanaf"], rij["v"]) for rij in rijen] == [
        (reeks["met"], punt["vanaf"], str(punt["v"])) for reeks in reeksen for punt in reeks["punten"]
    ]


@pytest.mark.parametrize(
    ("accept", "soort"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("text/csv;q=0.4, application/json;q=0.5", JSON),
        ("text/*, application/json;q=0.5", "text/csv; charset=utf-8; header=present"),
    ],
)
@pytest.mark.parametrize("pad", [*TABELLEN, REEKS])
def test_the_form_is_the_one_that_is_asked_for(pad: str, accept: str, soort: str, client: TestClient) -> None:
    antwoord = client.get(pad, headers={"accept": accept})
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, soort)
    assert antwoord.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    ("pad", "accept"),
    [
        *((pad, "text/html") for pad in (*PADEN, f"{PAAR}/grenzen")),
        *((f"{PAAR}/regios/PO2001", accept) for accept in (CSV, "application/geo+json")),
        (f"{PAAR}/grenzen", CSV),
    ],
)
def test_a_form_that_is_not_there_is_406(pad: str, accept: str, client: TestClient) -> None:
    antwoord = client.get(pad, headers={"accept": accept})
    assert _fouten(antwoord, 406) == []
    assert antwoord.headers["vary"] == "Accept, Accept-Encoding"


# -- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pad", "plek", "veld"),
    [
        ("/v1/congruenties/bso/po", "path", "indeling"),
        ("/v1/congruenties/po/jeugdregio-2017", "path", "met"),
        ("/v1/congruenties/po/ggd/grenzen", "path", "met"),
        ("/v1/congruenties/po/ggd/regios/PO2001", "path", "met"),
        ("/v1/congruentie-tijdreeksen/ggd", "path", "indeling"),
        ("/v1/congruenties?met=ggd", "query", "met"),
        ("/v1/congruenties?indeling=PO,,VO", "query", "indeling"),
        ("/v1/territoriale-congruenties?indelingen=PO,ggd", "query", "indelingen"),
    ],
)
def test_an_unknown_indeling_is_told_what_there_is(pad: str, plek: str, veld: str, client: TestClient) -> None:
    antwoord = client.get(pad)
    assert _fouten(antwoord) == [(plek, veld, "indeling-onbekend")]
    assert all(naam in antwoord.json()["detail"] for naam in NAMEN)
    assert "ggd" not in antwoord.text and "bso" not in antwoord.text


def test_an_unknown_weight_is_told_what_there_is(client: TestClient) -> None:
    for pad in (PAAR, f"{PAAR}/regios/PO2001", "/v1/congruenties", REEKS):
        antwoord = client.get(pad, params={"weging": "scholen"})
        assert _fouten(antwoord) == [("query", "weging", "literal-error")]
        assert all(naam in antwoord.json()["detail"] for naam in ("kinderen", "inwoners", "leerlingen"))


@pytest.mark.parametrize("pad", [PAAR, MATRIX, REEKS, f"{PAAR}/regios/PO2001"])
def test_pupils_that_were_not_loaded(pad: str, client: TestClient) -> None:
    antwoord = client.get(_met(pad, weging="leerlingen"))
    assert _fouten(antwoord) == [("query", "weging", "geen-gegevens")]
    assert "regio data laad --leerlingen" in antwoord.json()["detail"]


@pytest.mark.parametrize(
    ("pad", "plek"),
    [
        ("/v1/congruenties/po/PO", "path"),
        ("/v1/congruenties/po/po/grenzen", "path"),
        ("/v1/congruenties/rmc/rmc/regios/RMC07", "path"),
        ("/v1/congruenties?sector=PO&met=po", "query"),
    ],
)
def test_an_indeling_beside_itself_says_nothing(pad: str, plek: str, client: TestClient) -> None:
    assert _fouten(client.get(pad)) == [(plek, "met", "zelfde-indeling")]


def test_too_few_or_too_many(client: TestClient) -> None:
    for namen in ("PO", "PO,po"):
        assert _fouten(client.get(GEMEENTEN, params={"indelingen": namen})) == [("query", "indelingen", "te-weinig")]
    assert _fouten(client.get(GEMEENTEN, params={"indelingen": "PO," * 200})) == [
        ("query", "indelingen", "string-too-long")
    ]
    beide = client.get("/v1/congruenties", params={"sector": "PO", "indeling": "VO"})
    assert _fouten(beide) == [("query", "sector", "niet-allebei")]


def test_all_faults_at_once(client: TestClient) -> None:
    alles = client.get("/v1/congruenties/bso/ggd", params={"geldigOp": "2010-12-31", "weging": "x", "onzin": "1"})
    assert sorted(_fouten(alles)) == [
        ("path", "indeling", "indeling-onbekend"),
        ("path", "met", "indeling-onbekend"),
        ("query", "geldigOp", "datum-te-vroeg"),
        ("query", "onzin", "extra-forbidden"),
        ("query", "weging", "literal-error"),
    ]
    zelfde = client.get("/v1/congruenties/vo/vo", params={"weging": "leerlingen"})
    assert sorted(_fouten(zelfde)) == [("path", "met", "zelfde-indeling"), ("query", "weging", "geen-gegevens")]


def test_the_first_day_is_that_of_the_regeling(client: TestClient) -> None:
    for pad in (*TABELLEN, f"{PAAR}/grenzen", f"{PAAR}/regios/PO2001"):
        antwoord = client.get(_met(pad, geldigOp="2012-12-31"))
        assert _fouten(antwoord) == [("query", "geldigOp", "datum-te-vroeg")]
        assert "2013-01-01" in antwoord.json()["detail"]


@pytest.mark.parametrize(
    "pad",
    [
        "/v1/congruenties/gemeente/rmc-2012",
        "/v1/congruenties/jeugdregio/provincie-2014/grenzen",
        "/v1/congruenties/rmc-2012/gemeente/regios/RMC07",
        "/v1/congruenties?indeling=jeugdregio-2015&met=rmc-2012,gemeente",
        "/v1/congruenties",
        "/v1/territoriale-congruenties?indelingen=jeugdregio,rmc-2012",
    ],
)
def test_without_samenwerkingsverbanden_the_first_day_is_that_of_the_gemeenten(pad: str, client: TestClient) -> None:
    antwoord = client.get(_met(pad, geldigOp="2012-01-01"))
    assert (antwoord.status_code, antwoord.json()["geldigOp"]) == (200, "2012-01-01")
    te_vroeg = client.get(_met(pad, geldigOp="2010-12-31"))
    assert _fouten(te_vroeg) == [("query", "geldigOp", "datum-te-vroeg")]
    assert "2011-01-01" in te_vroeg.json()["detail"]


@pytest.mark.parametrize("pad", ["/v1/congruenties/gemeente/rmc", "/v1/congruenties?indeling=rmc&met=gemeente"])
def test_a_day_too_early_for_one_division_has_its_own_reason(pad: str, client: TestClient) -> None:
    antwoord = client.get(_met(pad, geldigOp="2012-01-01"))
    assert _fouten(antwoord) == [("query", "geldigOp", "datum-te-vroeg")]
    assert "RMC-regio's zijn bekend vanaf" in antwoord.json()["detail"]
    assert "Samenwerkingsverbanden" not in antwoord.json()["detail"]


@pytest.mark.parametrize("code", ["PO9999", "VO2001", "JZ01", "GM1730", "RMC99"])
def test_a_region_that_is_not_of_the_indeling_is_404(code: str, client: TestClient) -> None:
    assert _fouten(client.get(f"{PAAR}/regios/{code}"), 404) == []


def test_a_code_of_another_form_is_400(client: TestClient) -> None:
    for code in ("po2001", "PO201", "PO2001%0A", "XX12"):
        assert _fouten(client.get(f"{PAAR}/regios/{code}")) == [("path", "code", "string-pattern-mismatch")]


# -- caching --------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", [*PADEN, f"{PAAR}/grenzen"])
def test_the_etag_is_strong_and_of_the_form(pad: str, client: TestClient) -> None:
    etags = set()
    for accept in (JSON, CSV) if pad in TABELLEN or pad == REEKS else ("*/*",):
        eerste = client.get(pad, headers={"accept": accept})
        etags.add(eerste.headers["etag"])
        assert client.get(pad, headers={"accept": accept}).content == eerste.content
        weer = client.get(pad, headers={"accept": accept, "if-none-match": eerste.headers["etag"]})
        assert (weer.status_code, weer.content) == (304, b"")
        assert weer.headers["vary"] == eerste.headers["vary"]
    assert len(etags) == (2 if pad in TABELLEN or pad == REEKS else 1)


def test_an_answer_for_today_is_kept_shorter(client: TestClient) -> None:
    for pad in (*TABELLEN, f"{PAAR}/grenzen", f"{PAAR}/regios/PO2001"):
        nu, toen = client.get(pad), client.get(_met(pad, geldigOp=DAG))
        assert (nu.headers["cache-control"], toen.headers["cache-control"]) == (
            "public, max-age=300",
            "public, max-age=86400",
        )

"""Scenarios in the API: what they answer, what they refuse, and two people on one of them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import text

from api import modellen_scenario as modellen
from api.problemen import TITELS
from api.tussenlaag import API_VERSIE
from regio.scenario.beeld import basis_van
from regio.scenario.invoer import lees_zetten_csv
from regio.scenario.voorbeelden import lees_voorbeelden
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import lees_datum
from tests.api.conftest import MaakClient
from tests.api.scenarioproef import ANDERE_ZET, PAD, PEILDATUM, ZET, Proef, maak_database

CSV = {"accept": "text/csv"}


@pytest.fixture(scope="module")
def anna(proef: Proef) -> str:
    """Her token."""
    return proef.token("anna")


def _fouten(antwoord: Any, status: int = 400) -> list[dict[str, str]]:
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert antwoord.headers["cache-control"] == "no-store"
    probleem = antwoord.json()
    assert probleem["type"] == f"/problemen/{TITELS[status][0]}"
    fouten: list[dict[str, str]] = probleem.get("errors", [])
    return fouten


@pytest.mark.parametrize(
    ("deel", "model"),
    [
        ("", modellen.ScenarioAntwoord),
        ("/versies", modellen.ScenarioVersies),
        ("/effecten", modellen.ScenarioGevolgen),
        ("/effecten?alles=true&versie=1", modellen.ScenarioGevolgen),
        ("/bevindingen", modellen.ScenarioBevindingen),
        ("/bevindingen?minstePo=1000000&meesteVo=1", modellen.ScenarioBevindingen),
        ("/regeling", modellen.Tabelrijen),
        ("/tabel", modellen.Tabelrijen),
        ("/_vergelijk?versie=1", modellen.ScenarioVergelijking),
    ],
)
def test_every_answer_has_its_documented_shape(deel: str, model: type[BaseModel], proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET, ANDERE_ZET)
    pad = een.headers["location"]
    vraag = {"params": {"met": een.json()["id"], "versie": 1}} if "vergelijk" in deel else {}
    antwoord = proef.vraag("GET", f"{pad}{deel}", anna, **vraag)
    assert antwoord.status_code == 200, antwoord.text
    model.model_validate(antwoord.json())
    assert antwoord.headers["cache-control"] == "no-store"
    assert antwoord.headers["etag"] == een.headers["etag"]


def test_what_is_made_comes_back_with_its_effects(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET)
    assert een.status_code == 201
    pad = een.headers["location"]
    assert proef.vraag("GET", pad, anna).json() == een.json()
    effecten = proef.vraag("GET", f"{pad}/effecten", anna).json()
    gewijzigd = {rij["code"]: rij for rij in effecten["samenwerkingsverbanden"]}
    assert {"PO2203", "PO2201"} & gewijzigd.keys()
    winst = gewijzigd["PO2203"]["na"]["kinderen"] - gewijzigd["PO2203"]["voor"]["kinderen"]
    verlies = sum(
        rij["voor"]["kinderen"] - rij["na"]["kinderen"] for code, rij in gewijzigd.items() if code != "PO2203"
    )
    assert winst == pytest.approx(verlies, abs=0.01) and winst > 0
    assert any(een["code"] == "te-weinig-kinderen" for een in proef.vraag(
        "GET", f"{pad}/bevindingen", anna, params={"minstePo": 1_000_000}).json()["bevindingen"])  # fmt: skip


def test_tables_come_as_csv_and_the_moves_come_back_the_same(proef: Proef, anna: str, stand: Stand) -> None:
    een = proef.maak(anna, {**ZET, "notitie": '=1+1\n"é"'}, ANDERE_ZET)
    pad = een.headers["location"]
    for deel in ("/regeling", "/tabel"):
        tekst, rijen = proef.vraag("GET", f"{pad}{deel}", anna, headers=CSV), proef.vraag("GET", f"{pad}{deel}", anna)
        assert tekst.headers["content-type"].startswith("text/csv; charset=utf-8")
        assert list(csv.DictReader(io.StringIO(tekst.text, newline=""))) == rijen.json()["rijen"]
        assert {rij["gewijzigd"] for rij in rijen.json()["rijen"]} == {"ja", "nee"}
    zetten = lees_zetten_csv(
        proef.vraag("GET", pad, anna, headers=CSV).content, basis_van(stand, lees_datum(PEILDATUM)).beeld
    )
    assert zetten_json(zetten) == een.json()["zetten"]
    assert proef.vraag("GET", pad, anna, headers={"accept": "image/png"}).status_code == 406


def test_every_example_can_be_kept(proef: Proef, anna: str, repo: Path) -> None:
    lijst = proef.client.get("/v1/scenario-voorbeelden").json()
    modellen.ScenarioVoorbeelden.model_validate(lijst)
    assert [een["naam"] for een in lijst["voorbeelden"]] == [een.naam for een in lees_voorbeelden(repo / "data")]
    for een in lijst["voorbeelden"]:
        lijf = {"naam": een["titel"], "peildatum": een["peildatum"], "zetten": een["zetten"]}
        antwoord = proef.vraag("POST", PAD, anna, json=lijf)
        assert antwoord.status_code == 201, antwoord.text
        assert antwoord.json()["zetten"] == een["zetten"]


def test_two_people_on_one_scenario(proef: Proef, anna: str) -> None:
    begin = proef.maak(anna)
    pad, gezien = begin.headers["location"], begin.headers["etag"]
    zonder = proef.vraag("POST", f"{pad}/_zet", anna, json={"zetten": [ZET]})
    assert _fouten(zonder, 428) == []
    eerste = proef.vraag("POST", f"{pad}/_zet", anna, gezien=gezien, json={"zetten": [ZET]})
    assert eerste.status_code == 200 and eerste.headers["etag"] != gezien
    pogingen: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/_zet", {"json": {"zetten": [ANDERE_ZET]}}),
        ("POST", "/_ongedaan", {}),
        ("POST", "/_opnieuw", {}),
        ("POST", "/_herbaseer", {}),
        ("PATCH", "", {"json": {"naam": "Ander"}}),
        ("DELETE", "", {}),
    ]
    for methode, deel, opties in pogingen:
        tweede = proef.vraag(methode, f"{pad}{deel}", anna, gezien=gezien, **opties)
        _fouten(tweede, 412)
        assert tweede.json()["bekend"] == {"versie": 2, "etag": eerste.headers["etag"]}
        assert tweede.headers["etag"] == eerste.headers["etag"]
    assert proef.vraag("GET", pad, anna).json() == eerste.json()
    weer = proef.vraag("POST", f"{pad}/_zet", anna, gezien=eerste.headers["etag"], json={"zetten": [ANDERE_ZET]})
    assert [zet["soort"] for zet in weer.json()["zetten"]] == ["verplaats", "hernoem"]


def test_moves_with_faults_are_all_told_with_their_place_and_none_is_made(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ANDERE_ZET)
    pad = een.headers["location"]
    slecht: list[Any] = [
        ZET,
        {**ZET, "naar": "PO9999"},
        {**ZET, "grond": {"gemeente": "GM9999"}},
        {"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": "<script>alert(1)</script>"},
        {"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": "x" * 10_000},
        {**ZET, "notitie": "x" * 10_000},
        {"soort": "vliegen"},
        3,
    ]
    vorm = _fouten(proef.vraag("POST", f"{pad}/_zet", anna, gezien=een.headers["etag"], json={"zetten": slecht}))
    assert {fout["veld"].partition("]")[0] for fout in vorm} == {f"zetten[{nr}" for nr in range(1, 8)}
    kaart = _fouten(proef.vraag("POST", f"{pad}/_zet", anna, gezien=een.headers["etag"], json={"zetten": slecht[:3]}))
    assert [(fout["in"], fout["veld"]) for fout in kaart] == [
        ("body", "zetten[1].naar"), ("body", "zetten[2].grond.gemeente"),
    ]  # fmt: skip
    for fout in (*vorm, *kaart):
        assert "script" not in fout["melding"] and "xxxx" not in fout["melding"]
    assert proef.vraag("GET", pad, anna).json() == een.json()
    aantal = len(proef.vraag("GET", PAD, anna).json()["scenarios"])
    _fouten(proef.maak(anna, *slecht[:3]))
    assert len(proef.vraag("GET", PAD, anna).json()["scenarios"]) == aantal


@pytest.mark.parametrize(
    "naam", ["", " ", " x", "x ", "<b>x</b>", "x" * 201, "x" * 10_000, "a\nb", "a\0b", "\u202ex", 3, None, ["x"]]
)
def test_a_name_that_cannot_be(naam: Any, proef: Proef, anna: str) -> None:
    een = proef.maak(anna)
    for antwoord in (
        proef.maak(anna, naam=naam),
        proef.vraag("PATCH", een.headers["location"], anna, gezien=een.headers["etag"], json={"naam": naam}),
        proef.vraag("POST", f"{een.headers['location']}/_vertak", anna, json={"naam": naam}),
    ):
        (fout,) = _fouten(antwoord)
        assert (fout["in"], fout["veld"]) == ("body", "naam")
        assert len(str(naam)) < 5 or str(naam) not in antwoord.text
    assert proef.vraag("GET", een.headers["location"], anna).json() == een.json()


def test_too_many_moves(proef: Proef, anna: str) -> None:
    (fout,) = _fouten(proef.maak(anna, *[ZET] * 501))
    assert fout["veld"] == "zetten" and "500" in fout["melding"]


def test_a_branch_begins_where_it_was_cut(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET)
    pad = een.headers["location"]
    proef.vraag("POST", f"{pad}/_zet", anna, gezien=een.headers["etag"], json={"zetten": [ANDERE_ZET]})
    tak = proef.vraag("POST", f"{pad}/_vertak", anna, json={"naam": "Tak", "versie": 1})
    assert tak.status_code == 201
    assert (tak.json()["zetten"], tak.json()["versie"]) == (een.json()["zetten"], 1)
    assert tak.headers["location"] != pad
    for versie in (1_000_001, 10**30):
        (fout,) = _fouten(proef.vraag("POST", f"{pad}/_vertak", anna, json={"naam": "Tak", "versie": versie}))
        assert fout["veld"] == "versie"
    anders = proef.vraag("GET", f"{pad}/_vergelijk", anna, params={"met": tak.json()["id"]}).json()
    assert [rij["code"] for rij in anders["verschil"]["hernoemd"]] == ["VO2001"]


def test_moves_can_be_put_in_the_place_of_all(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET, ANDERE_ZET)
    lijf = {"zetten": [ANDERE_ZET], "vervang": True}
    weer = proef.vraag("POST", f"{een.headers['location']}/_zet", anna, gezien=een.headers["etag"], json=lijf)
    assert [zet["soort"] for zet in weer.json()["zetten"]] == ["hernoem"]
    terug = proef.vraag("POST", f"{een.headers['location']}/_ongedaan", anna, gezien=weer.headers["etag"])
    assert terug.json()["zetten"] == een.json()["zetten"]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(stappen=st.lists(st.sampled_from(["PO2201", "PO2203", "PO2001", "ongedaan", "opnieuw"]), max_size=8))
def test_undo_is_the_identity_on_the_moves(stappen: list[str], proef: Proef, anna: str) -> None:
    een = proef.maak(anna)
    pad, toestanden, plek = een.headers["location"], [een.json()["zetten"]], 0
    for stap in stappen:
        kan = {"ongedaan": plek > 0, "opnieuw": plek + 1 < len(toestanden)}.get(stap)
        lijf = {"json": {"zetten": [{**ZET, "naar": stap}]}} if kan is None else {}
        deel = "_zet" if kan is None else f"_{stap}"
        weer = proef.vraag("POST", f"{pad}/{deel}", anna, gezien=een.headers["etag"], **lijf)
        if weer.status_code == 400:
            # Nothing to undo or redo, or ground that lies there already.
            assert not kan
            continue
        een = weer
        if kan is None:
            toestanden, plek = [*toestanden[: plek + 1], een.json()["zetten"]], plek + 1
        else:
            plek += 1 if stap == "opnieuw" else -1
        assert een.json()["zetten"] == toestanden[plek]
    assert proef.vraag("GET", pad, anna).json() == een.json()


def test_a_scenario_on_an_edition_that_was_replaced_keeps_its_moves(proef: Proef, anna: str, stand: Stand) -> None:
    een = proef.maak(anna, ZET)
    pad = een.headers["location"]
    # What another edition would leave: versions are written once, so this is one more.
    from regio.opslag import gebruikers, scenarios

    wie = gebruikers.wie_heeft(proef.engine, anna)
    assert isinstance(wie, gebruikers.Wie)
    oud = scenarios.lees(proef.engine, wie, een.json()["id"])
    scenarios.zet(proef.engine, wie, oud, [*oud.zetten, {**oud.zetten[0], "naar": "PO2001"}], "vorige-editie")
    nu = proef.vraag("GET", pad, anna)
    assert nu.status_code == 200 and nu.json()["basis"]["actueel"] is False and len(nu.json()["zetten"]) == 2
    assert (nu.json()["regeling"], nu.json()["herkomst"]) == (None, []), "those of that edition are not known here"
    for deel in ("effecten", "bevindingen", "regeling", "tabel"):
        _fouten(proef.vraag("GET", f"{pad}/{deel}", anna), 409)
    _fouten(proef.vraag("POST", f"{pad}/_zet", anna, gezien=nu.headers["etag"], json={"zetten": [ANDERE_ZET]}), 409)
    over = proef.vraag("POST", f"{pad}/_herbaseer", anna, gezien=nu.headers["etag"])
    assert (over.status_code, over.json()["zetten"]) == (200, nu.json()["zetten"])
    assert over.json()["basis"] == {"editie": stand.editie, "peildatum": PEILDATUM, "actueel": True}
    assert proef.vraag("GET", f"{pad}/effecten", anna).status_code == 200


def test_a_database_that_is_not_there_is_503_with_retry_after(maak_client: MaakClient, tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path / 'geen.db'}", "postgresql+psycopg://niemand@127.0.0.1:1/regio"):
        proef = Proef(maak_client(database_url=url), maak_database(f"sqlite:///{tmp_path / str(len(url))}"))
        antwoord = proef.vraag("GET", PAD, "regio_" + "a" * 43)
        _fouten(antwoord, 503)
        assert int(antwoord.headers["retry-after"]) > 0
        assert "127.0.0.1" not in antwoord.text and str(tmp_path) not in antwoord.text
        assert proef.client.get("/v1/postcodes/9471").status_code == 200, "what is public goes on"
    assert not (tmp_path / "geen.db").exists()


def test_a_database_that_breaks_in_mid_edit_is_503_and_nothing_is_half_done(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET)
    pad = een.headers["location"]
    regels = "SELECT count(*) FROM auditregel"
    with proef.engine.begin() as verbinding:
        aantal = verbinding.execute(text(regels)).scalar()
        # The last statement of a change fails, after the scenario and its version were written.
        verbinding.execute(text("ALTER TABLE auditregel RENAME TO weg"))
    try:
        stuk = proef.vraag("POST", f"{pad}/_zet", anna, gezien=een.headers["etag"], json={"zetten": [ANDERE_ZET]})
    finally:
        with proef.engine.begin() as verbinding:
            verbinding.execute(text("ALTER TABLE weg RENAME TO auditregel"))
    _fouten(stuk, 503)
    assert stuk.headers["retry-after"]
    assert proef.vraag("GET", pad, anna).json() == een.json()
    assert len(proef.vraag("GET", f"{pad}/versies", anna).json()["versies"]) == 1
    with proef.engine.connect() as verbinding:
        assert verbinding.execute(text(regels)).scalar() == aantal


@pytest.mark.parametrize("dag", ["2013-10-01", PEILDATUM])
def test_every_answer_says_what_it_rests_on(proef: Proef, anna: str, dag: str) -> None:
    """The day, the version of the scenario, the regeling and the sources, as any other answer of that day has them."""
    een = proef.vraag("POST", PAD, anna, json={"naam": "Proef", "peildatum": dag, "zetten": [ANDERE_ZET]})
    pad, nummer = een.headers["location"], een.json()["id"]
    weer = proef.vraag("POST", f"{pad}/_zet", anna, gezien=een.headers["etag"], json={"zetten": [ZET]})
    vast = proef.client.get("/v1/overlegtafels", params={"geldigOp": dag}).json()
    staart = {naam: vast[naam] for naam in ("geldigOp", "regeling", "herkomst")}
    assert staart["herkomst"] and staart["regeling"]["versie"]
    assert (staart["regeling"]["laatstBekendeVersie"] is None) == (dag == "2013-10-01")

    def rust_op(antwoord: Any, versie: int) -> None:
        verwacht = {**staart, "scenario": {"id": nummer, "versie": versie}}
        assert {naam: antwoord[naam] for naam in verwacht} == verwacht

    rust_op(een.json(), 1)
    for deel in ("", "/effecten", "/bevindingen", "/regeling", "/tabel", "/_vergelijk"):
        vraag = {"met": nummer, "metVersie": "2"} if deel == "/_vergelijk" else {}
        for versie in (1, 2):
            antwoord = proef.vraag("GET", f"{pad}{deel}", anna, params={**vraag, "versie": str(versie)})
            assert antwoord.status_code == 200, antwoord.text
            rust_op(antwoord.json(), versie)
            if vraag:
                rust_op(antwoord.json()["met"], 2)
    lijf = {"zetten": [{**ANDERE_ZET, "naam": "Andere naam"}]}
    rust_op(proef.vraag("POST", f"{pad}/_probeer", anna, json=lijf).json(), 2)
    aanvraag = {"aanvrager": "Gemeente Tynaarlo", "reden": "Proef"}
    verzoek = proef.vraag("POST", f"{pad}/_indienen", anna, gezien=weer.headers["etag"], json=aanvraag).json()
    assert {een["wat"] for een in verzoek["herkomst"]} >= {"samenwerkingsverbanden"}
    assert (verzoek["geldigOp"], verzoek["regeling"]) == (dag, staart["regeling"])


# The design rules, over every operation with a token; the open ones are in test_regels.


def _doe(proef: Proef, beveiligd: Any, token: str, **anders: Any) -> Any:
    pad = beveiligd.sjabloon.format(id="f" * 32)
    opties = {} if "content" in anders or "json" in anders else beveiligd.opties
    return proef.vraag(beveiligd.methode, anders.pop("pad", pad), token, **{**opties, **anders})


def test_an_unknown_parameter_is_told(beveiligd: Any, proef: Proef, anna: str) -> None:
    vraag = {"onzin": "1", **({"met": "f" * 32} if "met" in beveiligd.velden("query") else {})}
    antwoord = _doe(proef, beveiligd, anna, params=vraag)
    assert [(fout["in"], fout["veld"]) for fout in _fouten(antwoord)] == [("query", "onzin")]
    assert antwoord.headers["api-version"] == API_VERSIE


@pytest.mark.parametrize(
    ("anders", "status"),
    [
        ({"content": b"{"}, 400),
        ({"content": b"\xff"}, 400),
        ({"content": b"[" * 50_000}, 400),
        ({"json": []}, 400),
        ({"json": {"naam": "x", "zetten": [], "onzin": 1}}, 400),
        ({"content": b'{"naam": "\\ud800", "zetten": [{"soort": "\\ud800"}]}'}, 400),
        ({"content": b'{"naam": "' + b"x" * 1_000_000 + b'"}'}, 413),
        ({"content": b"naam=x", "headers": {"content-type": "text/plain"}}, 415),
    ],
)
def test_bad_bodies(beveiligd: Any, anders: dict[str, Any], status: int, proef: Proef, anna: str) -> None:
    if beveiligd.lijf is None:
        return
    koppen = {"headers": {"content-type": "application/json"}} if "content" in anders else {}
    if status == 413 and beveiligd.sjabloon.endswith("/_factoren"):
        # Tables of the user may be six times as large.
        anders = {"content": anders["content"] * 6}
    _fouten(_doe(proef, beveiligd, anna, **{**koppen, **anders}), status)


def test_a_path_that_cannot_be(beveiligd: Any, proef: Proef, anna: str) -> None:
    for nummer in ("x", "F" * 32, "a" * 5_000, "%00"):
        if "{id}" in beveiligd.sjabloon:
            vraag = {"met": "f" * 32} if "met" in beveiligd.velden("query") else {}
            antwoord = _doe(proef, beveiligd, anna, pad=beveiligd.sjabloon.format(id=nummer), params=vraag)
            assert [(fout["in"], fout["veld"]) for fout in _fouten(antwoord)] == [("path", "id")]


def test_another_method_is_405_with_every_method_of_the_path(beveiligd: Any, proef: Proef, openapi: Any) -> None:
    paden = openapi["paths"][beveiligd.sjabloon]
    antwoord = proef.client.put(beveiligd.sjabloon.format(id="f" * 32))
    _fouten(antwoord, 405)
    bekend = {methode.upper() for methode in paden} | ({"HEAD"} if "get" in paden else set())
    assert set(antwoord.headers["allow"].split(", ")) == bekend


def test_the_document_follows_the_rules(beveiligd: Any) -> None:
    assert beveiligd.spec["summary"] and beveiligd.spec["description"] and beveiligd.spec["tags"]
    assert not {"422", "304"} & set(beveiligd.spec["responses"])
    assert all(veld["description"] for veld in beveiligd.spec.get("parameters", ()))
    basis, bron, *rest = beveiligd.sjabloon.removeprefix("/").split("/")
    assert basis == "v1" and bron in ("scenarios", "grenswijzigingsverzoeken")
    assert all(re.fullmatch(r"\{id\}|_?[a-z]+", deel) for deel in rest)
    verandert = beveiligd.methode in ("PATCH", "DELETE") or beveiligd.sjabloon.endswith(
        ("_zet", "_ongedaan", "_opnieuw", "_herbaseer", "_indienen", "_importeer")
    )
    assert ("428" in beveiligd.spec["responses"]) == verandert == ("If-Match" in beveiligd.velden("header"))

"""Bad input: status 400 with a clear Dutch sentence, all faults at once, and nothing internal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

ZOEK, PUNT = "/v1/adressen/_zoek", "/v1/locaties/_zoek"
INTERN = re.compile(
    r"Traceback|Exception|Error\b|\.py\b|/work|/home|/usr|site-packages|pydantic|starlette|fastapi|sqlite|ctx|None\b|"
    r"regio\.[a-z]|Input should|Field required|valid |object has no",
)
HTML = "<script>alert(1)</script>"
SQL = "'; DROP TABLE gemeente; --"
EMOJI = "😀🎒"
DATUMS = [
    ("2026-02-30", "datum-bestaat-niet", "bestaat niet"),
    ("30-02-2026", "datum-vorm", "JJJJ-MM-DD"),
    ("2015-4-23", "datum-vorm", "JJJJ-MM-DD"),
    ("vandaag", "datum-vorm", "JJJJ-MM-DD"),
    ("", "datum-vorm", "JJJJ-MM-DD"),
    ("2015-04-23T00:00:00Z", "datum-vorm", "JJJJ-MM-DD"),
    ("2015-04-23\n", "datum-vorm", "JJJJ-MM-DD"),
    (HTML, "datum-vorm", "JJJJ-MM-DD"),
    ("0000-00-00", "datum-bestaat-niet", "bestaat niet"),
    ("9999-12-31", "datum-te-laat", "2099"),
]


def fouten(antwoord: Any, status: int = 400) -> list[dict[str, str]]:
    """The faults of a problem that tells nothing of the inside."""
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert not INTERN.search(antwoord.text), antwoord.text
    lijst: list[dict[str, str]] = antwoord.json().get("errors", [])
    for fout in lijst:
        assert fout["melding"] in antwoord.json()["detail"], "the detail says all of it"
    return lijst


@pytest.mark.parametrize(
    "tekst", ["12345", "0000 AA", "0123", "9471 SS", "94711", "9471 R", "abcd", EMOJI, "%20", "9471%0ARM%0A1"]
)
def test_a_postcode_that_cannot_be(tekst: str, client: TestClient) -> None:
    (fout,) = fouten(client.get(f"/v1/postcodes/{tekst}"))
    assert (fout["in"], fout["veld"]) == ("path", "postcode")
    assert "bijvoorbeeld 9471 RM" in fout["melding"]


@pytest.mark.parametrize("tekst", ["1008", "1000 AA", "1004"])
def test_an_unknown_postcode_is_404_with_what_is_known(tekst: str, client: TestClient) -> None:
    antwoord = client.get(f"/v1/postcodes/{tekst}")
    assert fouten(antwoord, 404) == []
    bekend = antwoord.json()["bekend"]
    assert bekend["postcode"] == tekst[:4]
    assert len(bekend["dichtbij"]) == 3
    assert client.get(f"/v1/postcodes/{bekend['dichtbij'][0]}").status_code == 200
    assert client.post(ZOEK, json={"vraag": tekst}).json()["bekend"] == bekend


def test_a_samenwerkingsverband_is_404_with_its_code(client: TestClient) -> None:
    antwoord = client.post(ZOEK, json={"vraag": "PO2203"})
    assert fouten(antwoord, 404) == []
    assert antwoord.json()["bekend"] == {"samenwerkingsverband": "PO2203"}
    assert client.get("/v1/samenwerkingsverbanden/PO2203").status_code == 200


@pytest.mark.parametrize(
    ("vraag", "code"),
    [
        ("", "leeg"),
        (" \t\n", "leeg"),
        ("x" * 10_000, "te-lang"),
        ("9471 " * 2_000, "te-lang"),
        (EMOJI, "geen-letters"),
        ("?!*", "geen-letters"),
        ("\x00\x07", "geen-letters"),
        ("12345", "postcode-vorm"),
        ("0000 AA", "postcode-nul"),
        ("53.0929, 6.6863", "verwisseld"),
        ("0.0, 0.0", "buiten-nederland"),
    ],
)
def test_a_question_that_cannot_be_answered(vraag: str, code: str, client: TestClient) -> None:
    (fout,) = fouten(client.post(ZOEK, json={"vraag": vraag}))
    assert (fout["in"], fout["veld"], fout["code"]) == ("body", "vraag", code)


@pytest.mark.parametrize(
    "vraag", [HTML, SQL, "Robert'); --", "${7*7}", "../../etc/passwd", "Ty\u0000naarloo", "\u202eolraanyT"]
)
def test_a_name_that_is_an_attack_is_not_found_and_not_repeated(vraag: str, client: TestClient) -> None:
    antwoord = client.post(ZOEK, json={"vraag": vraag})
    if antwoord.status_code == 200:  # a digit in it: then it may be an address that was not looked up
        assert antwoord.json()["antwoorden"] == []
    else:
        fouten(antwoord, 404)
    assert vraag not in antwoord.text
    assert vraag not in client.get("/v1/gemeenten", params={"naam": vraag}).text
    assert client.get("/v1/gemeenten", params={"naam": vraag}).json()["aantal"] == 0
    assert client.get("/v1/suggesties", params={"q": vraag}).json() == {"suggesties": []}


def test_a_question_is_never_repeated_in_an_error(client: TestClient) -> None:
    for vraag in ("Geheimlaan zonder nummer", "Geheimlaan 12", "Geheimlaan 12 " * 20):
        for datum in ("2015-04-23", "2026-02-30"):
            assert "Geheim" not in client.post(ZOEK, json={"vraag": vraag, "geldigOp": datum}).text


@pytest.mark.parametrize(("datum", "code", "woord"), DATUMS)
@pytest.mark.parametrize(
    "pad",
    [
        "/v1/postcodes/9471",
        "/v1/locaties?x=241570&y=568010",
        "/v1/gemeenten/GM1730",
        "/v1/gemeenten",
        "/v1/jeugdregios",
        "/v1/samenwerkingsverbanden",
        "/v1/samenwerkingsverbanden/VO2001",
        "/v1/suggesties?q=a",
    ],
)
def test_a_date_that_cannot_be(pad: str, datum: str, code: str, woord: str, client: TestClient) -> None:
    los, _, vraag = pad.partition("?")
    velden = dict(deel.split("=") for deel in vraag.split("&") if deel)
    (fout,) = fouten(client.get(los, params={**velden, "geldigOp": datum}))
    assert (fout["in"], fout["veld"], fout["code"]) == ("query", "geldigOp", code)
    assert woord in fout["melding"]


@pytest.mark.parametrize(("datum", "code", "woord"), DATUMS)
def test_a_date_in_a_body_that_cannot_be(datum: str, code: str, woord: str, client: TestClient) -> None:
    for pad, lijf, veld in (
        (ZOEK, {"vraag": "9471", "geldigOp": datum}, "geldigOp"),
        (PUNT, {"x": 241_570, "y": 568_010, "geldigOp": datum}, "geldigOp"),
        ("/v1/postcodes/_batch", {"context": {"geldigOp": datum}, "requests": ["9471"]}, "context.geldigOp"),
        ("/v1/locaties/_batch", {"context": {"geldigOp": datum}, "requests": [None]}, "context.geldigOp"),
    ):
        (fout,) = fouten(client.post(pad, json=lijf))
        assert (fout["in"], fout["veld"], fout["code"]) == ("body", veld, code)
        assert woord in fout["melding"]


@pytest.mark.parametrize(
    ("pad", "te_vroeg", "eerste"),
    [
        ("/v1/postcodes/9471", "2012-12-31", "2013-01-01"),
        ("/v1/samenwerkingsverbanden", "2012-12-31", "2013-01-01"),
        ("/v1/gemeenten/GM1730", "2010-12-31", "2011-01-01"),
        ("/v1/gemeenten", "2010-12-31", "2011-01-01"),
        ("/v1/jeugdregios", "2010-12-31", "2011-01-01"),
    ],
)
def test_too_early_says_from_when_it_can_answer(pad: str, te_vroeg: str, eerste: str, client: TestClient) -> None:
    (fout,) = fouten(client.get(pad, params={"geldigOp": te_vroeg}))
    assert fout["code"] == "datum-te-vroeg"
    assert eerste in fout["melding"]
    assert client.get(pad, params={"geldigOp": eerste}).status_code == 200


@pytest.mark.parametrize("vraag", ["Tynaarlo", "GM1730"])
def test_a_gemeente_is_found_from_2011(vraag: str, client: TestClient) -> None:
    antwoord = client.post(ZOEK, json={"vraag": vraag, "geldigOp": "2011-01-01"})
    (een,) = antwoord.json()["antwoorden"]
    assert (een["code"], een["samenwerkingsverbanden"], een["geldigOp"]) == ("GM1730", [], "2011-01-01")


PUNTEN = [
    ({"lon": "53.1", "lat": "6.7"}, {"verwisseld"}, "verwisseld"),
    ({"x": "568010", "y": "241570"}, {"verwisseld"}, "verwisseld"),
    ({"lon": "2.35", "lat": "48.86"}, {"buiten-nederland"}, "buiten Nederland"),
    ({"x": "-1", "y": "400000"}, {"buiten-nederland"}, "buiten Nederland"),
    ({"lon": "nan", "lat": "52"}, {"geen-getal"}, "lon moet een gewoon getal zijn."),
    ({"lon": "inf", "lat": "-inf"}, {"geen-getal"}, "lat"),
    ({"lon": "5,1", "lat": "52"}, {"geen-getal"}, "met een punt voor de decimalen"),
    ({"lon": "６.1", "lat": "52"}, {"geen-getal"}, "met een punt voor de decimalen"),
    ({"lon": "6_0", "lat": "52"}, {"geen-getal"}, "met een punt voor de decimalen"),
    ({"lon": " 5.1", "lat": "52"}, {"geen-getal"}, "met een punt voor de decimalen"),
    ({"lon": "5.1", "lat": "-Infinity"}, {"geen-getal"}, "lat moet een gewoon getal zijn."),
    ({"lon": "", "lat": "52"}, {"geen-getal"}, "lon"),
    ({"lon": HTML, "lat": EMOJI}, {"geen-getal"}, "lat"),
    ({"lon": "1e400", "lat": "52"}, {"geen-getal"}, "lon moet een gewoon getal zijn."),
    ({"lon": "1e22", "lat": "52"}, {"buiten-nederland"}, "buiten Nederland"),
    ({"lon": "5"}, {"punt-onvolledig"}, "beide paren"),
    ({}, {"punt-onvolledig"}, "lon en lat"),
    ({"lon": "5", "y": "400000"}, {"punt-onvolledig"}, "volledig"),
    ({"lon": "5", "lat": "52", "x": "1", "y": "2"}, {"punt-onvolledig"}, "een van beide"),
]


@pytest.mark.parametrize(("punt", "codes", "woord"), PUNTEN)
def test_a_point_that_cannot_be(punt: dict[str, str], codes: set[str], woord: str, client: TestClient) -> None:
    lijst = fouten(client.get("/v1/locaties", params=punt))
    assert {fout["code"] for fout in lijst} == codes
    assert {fout["in"] for fout in lijst} == {"query"}
    assert woord in lijst[-1]["melding"]


@pytest.mark.parametrize(
    "lijf",
    [
        '{"lon": NaN, "lat": 52}',
        '{"lon": 1e999, "lat": 52}',
        '{"lon": Infinity, "lat": 1}',
        '{"x": 1%s, "y": 2}' % ("0" * 400),
    ],
)
def test_numbers_in_a_body_that_are_none(lijf: str, client: TestClient) -> None:
    lijst = fouten(client.post(PUNT, content=lijf, headers={"content-type": "application/json"}))
    assert {fout["in"] for fout in lijst} == {"body"}


def test_points_in_sea_are_404(client: TestClient) -> None:
    assert fouten(client.get("/v1/locaties?lon=3.5&lat=53.6"), 404) == []
    assert fouten(client.post(PUNT, json={"lon": 3.5, "lat": 53.6}), 404) == []


@pytest.mark.parametrize(
    ("pad", "velden"),
    [
        ("/v1/postcodes/12345?geldigOp=2026-02-30&taal=en", {"postcode", "geldigOp", "taal"}),
        ("/v1/locaties?lon=a&lat=nan&geldigOp=1999-01-01&zoom=3", {"lon", "lat", "geldigOp", "zoom"}),
        ("/v1/locaties?lon=5&geldigOp=1999-01-01&geldigOp=2000-01-01", {"lon", "geldigOp"}),
        ("/v1/gemeenten/Tynaarlo?geldigOp=x&taal=en", {"code", "geldigOp", "taal"}),
        ("/v1/gemeenten?geldigOp=2026-02-30&naam=" + "x" * 101 + "&code=GM1730", {"geldigOp", "naam", "code"}),
        (
            "/v1/samenwerkingsverbanden?sector=BO&gemeente=1730&geldigOp=2012-01-01&q=1",
            {"sector", "gemeente", "geldigOp", "q"},
        ),
        ("/v1/herindelingen?jaar=abc&bevestigd=ja&datum=2015", {"jaar", "bevestigd", "datum"}),
        ("/v1/suggesties?geldigOp=2010-01-01&naam=a", {"q", "geldigOp", "naam"}),
    ],
)
def test_all_faults_come_at_once(pad: str, velden: set[str], client: TestClient) -> None:
    assert {fout["veld"] for fout in fouten(client.get(pad))} == velden


@pytest.mark.parametrize(
    ("pad", "lijf", "velden"),
    [
        (ZOEK, {"vraag": "", "geldigOp": "2026-02-30"}, {"vraag", "geldigOp"}),
        (ZOEK, {"vraag": "12345", "geldigOp": "2012-12-31"}, {"vraag", "geldigOp"}),
        (ZOEK, {"vraag": "52.1, 5.1", "geldigOp": "2012-12-31"}, {"vraag", "geldigOp"}),
        (ZOEK, {"vraag": "9471", "geldigOp": "2012-12-31"}, {"geldigOp"}),
        (ZOEK, {"vraag": "Tynaarlo", "geldigOp": "2010-12-31"}, {"geldigOp"}),
        (ZOEK + "?taal=nl", {"adres": "x", "geldigOp": 3}, {"taal", "vraag", "adres", "geldigOp"}),
        (PUNT, {"lon": "x", "lat": [], "z": 1, "geldigOp": "nu"}, {"lon", "lat", "z", "geldigOp"}),
        (
            "/v1/postcodes/_batch?a=1",
            {"requests": [], "context": {"geldigOp": "nu", "x": 1}},
            {"a", "requests", "context.geldigOp", "context.x"},
        ),
    ],
)
def test_all_faults_of_a_body_come_at_once(pad: str, lijf: Any, velden: set[str], client: TestClient) -> None:
    assert {fout["veld"] for fout in fouten(client.post(pad, json=lijf))} == velden


def test_choices_and_bounds_are_named_in_dutch(client: TestClient) -> None:
    (sector,) = fouten(client.get("/v1/samenwerkingsverbanden?sector=BO"))
    assert sector["melding"] == "sector moet 'PO' of 'VO' zijn."
    (jaar,) = fouten(client.get("/v1/herindelingen?jaar=1900"))
    assert jaar["melding"] == "jaar moet minstens 2011 zijn."
    (gemeente,) = fouten(client.get("/v1/samenwerkingsverbanden?gemeente=GM9999"))
    assert "GM1730" in gemeente["melding"]


@pytest.mark.parametrize("pad", ["/v1/gemeenten/GM9999", "/v1/samenwerkingsverbanden/PO9999"])
def test_an_unknown_code_is_404_by_name(pad: str, client: TestClient) -> None:
    antwoord = client.get(pad)
    assert fouten(antwoord, 404) == []
    assert pad.rpartition("/")[2] in antwoord.json()["detail"]


def test_sloppy_writing_is_no_fault(client: TestClient) -> None:
    precies = client.get("/v1/postcodes/9471?geldigOp=2015-04-23").content
    for tekst in ("9471RM", "9471%20rm", "%209471%20", "nl-9471%20RM", "9471.rm", "\uff19\uff14\uff17\uff11"):
        assert client.get(f"/v1/postcodes/{tekst}?geldigOp=2015-04-23").content == precies


@pytest.mark.parametrize(
    ("pad", "vorm"),
    [
        ("/v1/gemeenten/x", "GM"),
        ("/v1/samenwerkingsverbanden?gemeente=x", "GM"),
        ("/v1/samenwerkingsverbanden/x", "PO of VO"),
        ("/v1/jeugdregios/x", "JZ"),
        ("/v1/rmc-regios/x", "RMC"),
        ("/v1/ogc/collections/po/items/x", "PO2001"),
    ],
)
def test_a_wrong_code_is_told_the_form_of_its_own_kind_only(pad: str, vorm: str, client: TestClient) -> None:
    (fout,) = fouten(client.get(pad))
    assert fout["code"] == "string-pattern-mismatch"
    assert vorm in fout["melding"]
    assert len({soort for soort in ("GM", "PO", "JZ", "RMC") if soort in fout["melding"]}) == 1

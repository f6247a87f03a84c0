"""The pages about the OOGO without a browser: the numbers of the API, files, faults, and former gemeenten."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from openpyxl import load_workbook

from kaarten.teksten import getal, procent, reeks

DAG = "2026-11-22"
PAD, VERBAND = "/gemeenten/GM1730", "/samenwerkingsverbanden/VO2001"


def _kaal(tekst: str) -> str:
    """A text without tags and double spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", tekst))).strip()


def _tabel(tekst: str, code: str) -> dict[str, list[str]]:
    """The cells per gemeente of the table of an SWV."""
    (romp,) = re.findall(rf'<table data-tafel="{code}".*?<tbody>(.*?)</tbody>', tekst, re.DOTALL)
    return {
        gemeente: [_kaal(cel) for cel in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rij, re.DOTALL)]
        for gemeente, rij in re.findall(r'<tr data-code="([^"]+)"[^>]*>(.*?)</tr>', romp, re.DOTALL)
    }


def _klopt(cellen: list[str], gemeente: dict[str, Any]) -> None:
    assert gemeente["naam"] in cellen[0] and gemeente["code"] in cellen[0]
    assert cellen[1] == {True: "helemaal", False: "voor een deel", None: "niet zeker"}[gemeente["geheel"]]
    assert cellen[2] == getal(gemeente["kinderen"])
    assert cellen[3] == ("niet bekend" if gemeente["aandeel"] is None else procent(gemeente["aandeel"]))
    assert cellen[4].startswith(reeks(gemeente["postcodes"]))


@pytest.mark.parametrize("code", ["GM1730", "GM0014", "GM0867", "GM1723"])
@pytest.mark.parametrize("datum", ["2015-04-23", "2020-01-01", DAG])
def test_a_gemeente_shows_the_numbers_of_the_api(client: TestClient, code: str, datum: str) -> None:
    api = client.get(f"/v1/gemeenten/{code}/overlegpartners?geldigOp={datum}").json()
    antwoord = client.get(f"/gemeenten/{code}?peildatum={datum}")
    assert antwoord.status_code == 200 and "max-age=86400" in antwoord.headers["cache-control"]
    for tafel in api["tafels"]:
        rijen = _tabel(antwoord.text, tafel["code"])
        assert set(rijen) == {een["code"] for een in tafel["gemeenten"]}
        for een in tafel["gemeenten"]:
            _klopt(rijen[een["code"]], een)
    tekst = _kaal(antwoord.text)
    for regio in [*api["jeugdregios"], *api["rmcRegios"]]:
        assert f"{regio['naam']} ({regio['code']})" in tekst
    for termijn in api["termijnen"]:
        assert termijn["uitleg"] in tekst
    assert api["geenOvereenstemming"]["tekst"] in tekst


def test_how_far_tables_and_regions_coincide(client: TestClient) -> None:
    api = client.get(f"/v1{PAD}/overlegpartners?geldigOp={DAG}").json()
    (romp,) = re.findall(r'<table id="samenloop".*?<tbody>(.*?)</tbody>', client.get(PAD).text, re.DOTALL)
    rijen = [_kaal(rij) for rij in re.findall(r"<tr>(.*?)</tr>", romp, re.DOTALL)]
    assert len(rijen) == len(api["samenloop"]) == 6
    for rij, verwacht in zip(rijen, api["samenloop"], strict=True):
        assert rij.startswith(verwacht["tafel"]) and verwacht["regio"] in rij
        assert procent(verwacht["congruentie"]) in rij
        for een in (*verwacht["inBeide"], *verwacht["alleenTafel"], *verwacht["alleenRegio"]):
            assert een["naam"] in rij


def test_an_swv_shows_the_numbers_of_the_api(client: TestClient) -> None:
    for code in ("VO2001", "PO2201", "PO2707", "VO2810"):
        api = client.get(f"/v1/samenwerkingsverbanden/{code}/overlegpartners?geldigOp={DAG}").json()
        tekst = client.get(f"/samenwerkingsverbanden/{code}?peildatum={DAG}").text
        rijen = _tabel(tekst, code)
        assert len(rijen) == api["aantalGemeenten"]
        for een in api["gemeenten"]:
            _klopt(rijen[een["code"]], een)
        for regio in [*api["jeugdregios"], *api["rmcRegios"]]:
            assert f"{regio['naam']} ({regio['code']})" in _kaal(tekst)
        assert (api["naam"] or f"Samenwerkingsverband {code}").casefold() in _kaal(tekst).casefold()


def test_every_link_on_the_pages_leads_somewhere(client: TestClient) -> None:
    gezien: set[str] = set()
    for pad in (f"{PAD}?peildatum={DAG}", VERBAND, "/overleg", "/gemeenten/GM0788"):
        gezien.update(html.unescape(een) for een in re.findall(r'(?:href|src)="(/[^"#]*)', client.get(pad).text))
    los = sorted(een for een in gezien if not een.startswith(("/samenwerkingsverbanden/P", "/gemeenten/GM0")))
    assert len(los) > 100 and len(gezien) > 400
    for adres in los[::4] + [een for een in los if "overleg" in een or "statisch" in een]:
        assert client.get(adres).status_code == 200, adres


# -- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", [PAD, VERBAND])
def test_the_files_say_the_same(client: TestClient, pad: str) -> None:
    api = client.get(f"/v1{pad}/overlegpartners?geldigOp={DAG}").json()
    tafels = api.get("tafels", [api])
    verwacht = [(tafel["code"], een["code"], een["kinderen"]) for tafel in tafels for een in tafel["gemeenten"]]
    antwoord = client.get(f"{pad}/overleg.csv?peildatum={DAG}")
    assert antwoord.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="overleg-{pad[-6:]}-{DAG}.csv"' in antwoord.headers["content-disposition"]
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig"))))
    assert [(rij["samenwerkingsverband"], rij["gemeente"], int(rij["kinderen"])) for rij in rijen] == verwacht
    blad = load_workbook(io.BytesIO(client.get(f"{pad}/overleg.xlsx?peildatum={DAG}").content))["Overleg"]
    kop, *cellen = blad.iter_rows(values_only=True)
    plek = [kop.index(naam) for naam in ("samenwerkingsverband", "gemeente", "kinderen")]
    assert [tuple(rij[een] for een in plek) for rij in cellen] == verwacht


def test_the_national_table_can_be_kept(client: TestClient) -> None:
    api = client.get(f"/v1/overlegtafels?geldigOp={DAG}").json()
    tekst = html.unescape(client.get(f"/overleg?peildatum={DAG}").text)
    links = re.findall(r'<a href="([^"]+)" download>', tekst)
    assert links == [f"/overleg/tafels.{soort}?peildatum={DAG}" for soort in ("xlsx", "csv")]
    assert f'href="/v1/overlegtafels?geldigOp={DAG}"' in tekst
    werkmap, als_csv = (client.get(adres) for adres in links)
    assert f'filename="overlegtafels-{DAG}.csv"' in als_csv.headers["content-disposition"]
    rijen = list(csv.DictReader(io.StringIO(als_csv.content.decode("utf-8-sig"))))
    assert [(rij["gemeente"], int(rij["tafels"])) for rij in rijen] == [
        (rij["code"], rij["aantalTafels"]) for rij in api["gemeenten"]
    ]
    assert load_workbook(io.BytesIO(werkmap.content))["Tafels"].max_row == api["aantal"] + 1
    assert client.get("/overleg/tafels.ics").status_code == 404
    mis = client.get("/overleg/tafels.csv?peildatum=2012-12-31")
    assert mis.status_code == 400 and 'id="peildatum-fout"' in mis.text


def test_the_terms_as_a_calendar(client: TestClient) -> None:
    antwoord = client.get(f"{PAD}/overleg.ics?peildatum={DAG}")
    assert antwoord.headers["content-type"].startswith("text/calendar")
    dagen = [een.decoded("dtstart").isoformat() for een in Calendar.from_ical(antwoord.content).walk("VEVENT")]
    assert dagen == ["2030-01-31", "2030-05-01"]
    assert all("Tynaarlo" in str(een["summary"]) for een in Calendar.from_ical(antwoord.content).walk("VEVENT"))


@pytest.mark.parametrize("bestand", ["overleg.pdf", "overleg.", "overleg.csv.exe"])
def test_a_file_that_is_not_there_is_404(client: TestClient, bestand: str) -> None:
    assert client.get(f"{PAD}/{bestand}").status_code == 404


# -- what is not there ----------------------------------------------------------------------------


def test_a_gemeente_that_is_no_more_leads_to_its_successors_and_its_last_day(client: TestClient) -> None:
    antwoord = client.get("/gemeenten/GM0788?peildatum=2024-01-01")
    assert antwoord.status_code == 404 and antwoord.headers["cache-control"] == "no-store"
    tekst = html.unescape(antwoord.text)
    for code in ("GM0757", "GM0824", "GM0855", "GM0865"):
        assert f'href="/gemeenten/{code}?peildatum=2024-01-01"' in tekst
    assert "bestaat sinds 1 januari 2021 niet meer" in tekst
    (dag,) = re.findall(r'href="(/gemeenten/GM0788\?peildatum=[^"]+)"', tekst)
    assert dag.endswith("2020-12-31") and client.get(dag).status_code == 200
    assert client.get("/gemeenten/GM0788/overleg.csv?peildatum=2024-01-01").status_code == 404


def test_a_gemeente_that_was_not_yet_there_leads_to_its_first_day(client: TestClient) -> None:
    antwoord = client.get("/gemeenten/GM1948?peildatum=2014-01-01")
    assert antwoord.status_code == 404 and "bestond nog niet op 1 januari 2014" in antwoord.text
    assert 'href="/gemeenten/GM1948?peildatum=2017-01-01"' in antwoord.text
    assert 'href="/gemeenten/GM0844?peildatum=2014-01-01"' in antwoord.text


@pytest.mark.parametrize(
    "pad",
    [
        "/gemeenten/GM9999",
        "/gemeenten/VO2001",
        "/gemeenten/x",
        "/samenwerkingsverbanden/VO9999",
        "/samenwerkingsverbanden/GM1730",
        "/gemeenten/%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/gemeenten/" + "9" * 3000,
    ],
)
def test_an_unknown_code_is_404_with_a_way_on(client: TestClient, pad: str) -> None:
    antwoord = client.get(pad)
    assert antwoord.status_code == 404 and "<h1>Niet gevonden</h1>" in antwoord.text
    assert 'href="/overleg"' in antwoord.text and "<img" not in antwoord.text and len(antwoord.text) < 6_000


@pytest.mark.parametrize("pad", [PAD, VERBAND, f"{PAD}/overleg.csv", "/overleg"])
@pytest.mark.parametrize(
    ("datum", "zin"),
    [
        ("2012-12-31", "vanaf 1 januari 2013"),
        ("2020-02-30", "bestaat niet"),
        ("gisteren", "JJJJ-MM-DD"),
        ("2100-01-01", "31 december 2099"),
    ],
)
def test_a_wrong_day_is_400_at_its_field(client: TestClient, pad: str, datum: str, zin: str) -> None:
    antwoord = client.get(pad, params={"peildatum": datum})
    assert antwoord.status_code == 400 and antwoord.headers["cache-control"] == "no-store"
    (fout,) = re.findall(r'<p class="fout" id="peildatum-fout">(.*?)</p>', antwoord.text)
    assert zin in fout and 'aria-invalid="true"' in antwoord.text


def test_a_name_that_means_nothing_here_is_400(client: TestClient) -> None:
    for pad in (PAD, VERBAND, "/overleg"):
        antwoord = client.get(f"{pad}?raar=1")
        assert antwoord.status_code == 400 and "begrijpt raar in dit adres niet" in antwoord.text


# -- looking up -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wie", "naar"),
    [("Tynaarlo", PAD), ("gm1730", PAD), (" vo2001", VERBAND), ("'s-Hertogenbosch", "/gemeenten/GM0796")],
)
def test_a_name_or_code_leads_to_its_page(client: TestClient, wie: str, naar: str) -> None:
    antwoord = client.get("/overleg", params={"wie": wie, "peildatum": "2020-01-01"})
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, f"{naar}?peildatum=2020-01-01")


def test_namesakes_are_a_choice_and_nothing_is_guessed(client: TestClient) -> None:
    tekst = client.get("/overleg?wie=Bergen").text
    assert "Welke bedoelt u?" in tekst
    assert 'href="/gemeenten/GM0373"' in tekst and 'href="/gemeenten/GM0893"' in tekst
    mis = client.get("/overleg?wie=Tynaa")
    assert mis.status_code == 400 and 'id="wie-fout"' in mis.text
    keuze = re.search(r"Welke bedoelt u\?.*?</ul>", mis.text, re.DOTALL)
    assert keuze and 'href="/gemeenten/GM1730"' in keuze[0]


def test_the_start_page_counts_as_the_api_does(client: TestClient) -> None:
    api = client.get(f"/v1/overlegtafels?geldigOp={DAG}").json()
    tekst = client.get(f"/overleg?peildatum={DAG}&volgorde=-samen").text
    rijen = re.findall(r'<tr data-code="([^"]+)">(.*?)</tr>', tekst, re.DOTALL)
    assert len(rijen) == api["aantal"] == len(api["gemeenten"])
    per = {rij["code"]: rij for rij in api["gemeenten"]}
    for code, rij in rijen:
        getallen = [int(een) for een in re.findall(r'<td class="getal">(\d+)</td>', rij)]
        assert getallen[2] == per[code]["aantalTafels"] == getallen[0] + getallen[1]
        assert re.findall(r">((?:PO|VO)\d{4})<", rij) == [*per[code]["tafels"], *per[code]["tafelsMisschien"]]
    for rij in api["verdeling"]:
        assert f"aan {rij['tafels']} tafels" in tekst
    for kop in re.findall(r'<th scope="col"[^>]*><a href="([^"]+)"', tekst):
        assert client.get(html.unescape(kop).partition("#")[0]).status_code == 200


def test_a_letter_leads_to_its_first_gemeente(client: TestClient) -> None:
    """Without scripts, and only where the rows are in the order of names."""
    tekst = client.get(f"/overleg?peildatum={DAG}").text
    letters = re.findall(r'<a href="#letter-(\w)">', tekst)
    assert letters == sorted(letters) and len(letters) == 21
    assert re.findall(r'<tr data-code="\w+" id="letter-(\w)">', tekst) == letters
    eerste = dict(re.findall(r'id="letter-(\w)"><th scope="row"><a href="[^"]+">([^<]+)<', tekst))
    assert (eerste["T"], eerste["Z"]) == ("Terneuzen", "Zaanstad")
    assert all(html.unescape(naam).removeprefix("'s-").startswith(letter) for letter, naam in eerste.items())
    omgekeerd = client.get(f"/overleg?peildatum={DAG}&volgorde=-naam").text
    assert re.findall(r'<a href="#letter-(\w)">', omgekeerd) == letters[::-1]
    assert "letter-" not in client.get(f"/overleg?peildatum={DAG}&volgorde=-samen").text


def test_the_csv_is_not_offered_for_excel(client: TestClient) -> None:
    """It has commas and decimal points, which a Dutch Excel takes for something else."""
    for pad in ("/overleg", PAD, VERBAND):
        tekst = _kaal(client.get(pad).text)
        assert "Tabel voor Excel (.xlsx) Tabel als CSV, voor andere programma’s" in tekst


def test_names_that_no_source_gives_are_not_shown(client: TestClient) -> None:
    tekst = _kaal(client.get(PAD).text)
    assert tekst.count("De naam van dit verband is in geen bron gevonden.") == 3
    assert "None" not in tekst


@pytest.mark.parametrize(
    ("vraag", "peildatum", "naar"),
    [
        ("9471", "", "/gemeenten/GM1730"),
        ("Tynaarlo", "2020-01-01", "/gemeenten/GM1730?peildatum=2020-01-01"),
        ("Tynaarlo", "2012-01-01", None),
    ],
)
def test_an_answer_of_the_search_page_leads_here(
    client: TestClient, vraag: str, peildatum: str, naar: str | None
) -> None:
    antwoord = client.post("/", data={"vraag": vraag, "peildatum": peildatum}).text
    links = re.findall(r'<a href="([^"]+)">Met wie overlegt deze gemeente\?</a>', antwoord)
    assert links == ([naar] if naar else [])
    assert all(client.get(een).status_code == 200 for een in links)

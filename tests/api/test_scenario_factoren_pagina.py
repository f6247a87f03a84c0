"""The page of a scenario with what weighed in 2011: by a link and signed in, with files, pasted text and faults."""

from __future__ import annotations

import html
import inspect
import re
from typing import Any

import pytest

from api.routes import scenario_factoren_pagina
from api.sessie import COOKIE
from regio.fouten import Opslagfout
from regio.opslag import scenarios
from regio.opslag.gebruikers import Wie, wie_heeft
from tests.api.scenarioproef import PEILDATUM, Proef
from tests.api.sessieproef import log_in
from tests.regio.scenario.test_factoren import SCHOLEN, STROMEN, TYNAARLO

REGIOS = "gemeente;regio;naam\nGroningen;g;Groningen\nTynaarlo;g;\n"


@pytest.fixture(scope="module")
def paden(proef: Proef) -> tuple[str, str]:
    """The page by its number, and by a link that was shared."""
    anna = proef.token("anna")
    een = proef.maak(anna, TYNAARLO)
    api, kenmerk = een.headers["location"], een.headers["etag"]
    token = proef.vraag("POST", f"{api}/_deel", anna, gezien=kenmerk).json()["token"]
    return f"/scenarios/{een.json()['id']}/factoren", f"/scenarios/gedeeld/{token}/factoren"


def leesbaar(tekst: str) -> str:
    """A text without tags and double spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", tekst))).strip()


def stuur(proef: Proef, pad: str, velden: dict[str, str], bestanden: dict[str, str], **koppen: str) -> Any:
    """The form as a browser sends it."""
    delen: dict[str, Any] = {naam: (None, waarde) for naam, waarde in velden.items()}
    delen |= {naam: (f"{naam}.csv", inhoud, "text/csv") for naam, inhoud in bestanden.items()}
    return proef.client.post(pad, files=delen, headers=koppen)


def test_without_files_it_says_what_is_not_computed_and_what_to_bring(proef: Proef, paden: tuple[str, str]) -> None:
    antwoord = proef.client.get(paden[1])
    assert antwoord.status_code == 200 and antwoord.headers["cache-control"] == "no-store"
    assert leesbaar(antwoord.text).count("Niet berekend") == 3
    assert antwoord.text.count('type="file"') == antwoord.text.count("<textarea") == 3
    leeg = stuur(proef, paden[1], {"afstandKm": "15"}, {"scholen": ""})
    assert leesbaar(leeg.text).count("Niet berekend") == 3


def test_files_and_pasted_text_give_the_figures(proef: Proef, paden: tuple[str, str]) -> None:
    velden = {"arbeidsmarktTekst": REGIOS, "onvolledig": "ja", "afstandKm": "15"}
    antwoord = stuur(proef, paden[1], velden, {"leerlingstromen": STROMEN, "scholen": SCHOLEN})
    assert antwoord.status_code == 200 and antwoord.headers["cache-control"] == "no-store"
    tekst = leesbaar(antwoord.text)
    assert "Niet berekend" not in tekst
    assert "VO: 120 → 30 leerlingen gaan over een grens" in tekst
    assert "Cluster 3 744 18 669" in tekst
    assert "Tynaarlo (GM1730) VO Groningen VO2001 31 procent → 0 procent verlaat het verband van de regio" in tekst
    assert html.escape(REGIOS) in antwoord.text  # what was pasted stays to be changed


def test_every_fault_stands_at_its_field(proef: Proef, paden: tuple[str, str]) -> None:
    bestanden = {"leerlingstromen": "van,naar,leerlingen\nx,9471,1\n9471,9471,y\n", "arbeidsmarkt": REGIOS}
    antwoord = stuur(proef, paden[1], {"afstandKm": "ver"}, bestanden)
    assert antwoord.status_code == 400
    for veld, deel in (
        ("leerlingstromen", "Regel 3: in kolom leerlingen"),
        ("arbeidsmarkt", "kruis hieronder aan dat er gemeenten ontbreken"),
        ("afstandKm", "tot en met 200 kilometer"),
    ):
        (blok,) = re.findall(rf'id="{veld}-fout">(.*?)</(?:div|p)>', antwoord.text, re.DOTALL)
        assert deel in html.unescape(blok)
    assert antwoord.text.count('aria-invalid="true"') == 3 and "Er is niets berekend" in antwoord.text


@pytest.mark.parametrize("status", [200, 400])
def test_a_text_that_is_too_long_does_not_come_back(proef: Proef, paden: tuple[str, str], status: int) -> None:
    stromen = STROMEN + "\n" * 100_000
    afstand = "15" if status == 200 else "9" * 100_001
    antwoord = stuur(proef, paden[1], {"leerlingstromenTekst": stromen, "afstandKm": afstand}, {})
    assert antwoord.status_code == status and len(antwoord.text) < 50_000
    (vak,) = re.findall(r'<textarea id="leerlingstromen-tekst"([^>]*)>(.*?)</textarea>', antwoord.text, re.DOTALL)
    assert 'aria-describedby="leerlingstromen-te-lang"' in vak[0] and vak[1].strip() == ""
    assert leesbaar(antwoord.text).count("te lang om weer te tonen") == 1


def test_the_page_is_made_in_a_thread() -> None:
    assert not inspect.iscoroutinefunction(scenario_factoren_pagina.bereken)


def test_text_of_a_file_is_never_taken_for_html(proef: Proef, paden: tuple[str, str]) -> None:
    antwoord = stuur(proef, paden[1], {"scholenTekst": "<script>alert(1)</script>\n", "afstandKm": "<b>"}, {})
    assert antwoord.status_code == 400 and "<script" not in antwoord.text and "<b>" not in antwoord.text


def test_by_its_number_it_is_for_who_signed_in(proef: Proef, paden: tuple[str, str]) -> None:
    antwoord = proef.client.get(paden[0])
    assert antwoord.status_code == 303 and antwoord.headers["location"].startswith("/inloggen")
    assert proef.client.get("/scenarios/gedeeld/deel_onzin/factoren").status_code == 404


def test_a_form_of_another_site_or_of_another_kind_is_refused(proef: Proef, paden: tuple[str, str]) -> None:
    elders = stuur(proef, paden[1], {"afstandKm": "15"}, {}, origin="https://elders.example")
    assert elders.status_code == 403
    assert proef.client.post(paden[1], data={"afstandKm": "15"}).status_code == 415
    assert stuur(proef, paden[1], {}, {"scholen": "x" * 6_100_000}).status_code == 413


def _opnieuw(pagina: str) -> tuple[str, dict[str, str]]:
    """The form of a page that keeps what was pasted: its address, and its hidden fields."""
    (vorm,) = re.findall(
        r'<form method="post" action="([^"]+)" enctype="multipart/form-data">(.*?)</form>', pagina, re.S
    )
    velden = re.findall(r'name="([^"]+)" value="([^"]*)"', vorm[1])
    return html.unescape(vorm[0]), {naam: html.unescape(waarde) for naam, waarde in velden}


def test_what_was_pasted_outlives_a_session(proef: Proef, paden: tuple[str, str]) -> None:
    pad, velden = f"{paden[0]}?versie=1", {"arbeidsmarktTekst": REGIOS, "onvolledig": "ja", "afstandKm": "20"}
    uit = stuur(proef, pad, velden, {})
    assert uit.status_code == 403 and "niet meer ingelogd" in uit.text and "Tynaarlo;g;" in uit.text
    assert _opnieuw(uit.text) == (pad, velden)
    koek = f"{COOKIE}={log_in(proef, proef.token('anna')).geheim}"
    weer = stuur(proef, *_opnieuw(uit.text), {}, cookie=koek)
    assert weer.status_code == 200 and leesbaar(weer.text).count("Niet berekend") == 2


def test_what_was_pasted_outlives_a_database_that_is_away(
    proef: Proef, paden: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def weg(*_: object) -> None:
        raise Opslagfout("weg")

    velden = {"arbeidsmarktTekst": REGIOS, "onvolledig": "ja"}
    with monkeypatch.context() as even:
        even.setattr("regio.opslag.scenarios.lees", weg)
        antwoord = stuur(proef, paden[1], velden, {})
    assert antwoord.status_code == 503 and antwoord.headers["retry-after"] == "5"
    assert "Er is niets berekend" in antwoord.text and "wijziging" not in antwoord.text
    assert stuur(proef, *_opnieuw(antwoord.text), {}).status_code == 200


def test_what_was_pasted_outlives_a_new_edition(proef: Proef) -> None:
    anna = proef.token("anna")
    wie = wie_heeft(proef.engine, anna)
    assert isinstance(wie, Wie)
    oud = scenarios.maak(proef.engine, wie, "Oud", ("een-oude-editie", PEILDATUM), [TYNAARLO])
    koek = f"{COOKIE}={log_in(proef, anna).geheim}"
    antwoord = stuur(proef, f"/scenarios/{oud.id}/factoren", {"arbeidsmarktTekst": REGIOS}, {}, cookie=koek)
    assert antwoord.status_code == 409 and html.escape(REGIOS) in antwoord.text
    assert "moet eerst worden overgezet" in antwoord.text and "Verbeter wat hieronder" not in antwoord.text


def test_long_tables_are_for_who_has_a_link_or_signed_in(proef: Proef, paden: tuple[str, str]) -> None:
    lang = {"scholen": "x" * 1_100_000}
    assert stuur(proef, paden[1], {"afstandKm": "15"}, lang).status_code == 400
    inlog = log_in(proef, proef.token("anna"))
    koek = f"{COOKIE}={inlog.geheim}"
    assert stuur(proef, paden[0], {"afstandKm": "15"}, lang, cookie=koek).status_code == 400
    for pad, koppen in (
        (paden[0], {}),
        (paden[0], {"cookie": f"{COOKIE}=onzin"}),
        (f"/v1{paden[0].replace('factoren', '_factoren')}", {}),
        ("/scenarios/gedeeld/onzin/factoren", {"cookie": koek}),
        ("/factoren", {"cookie": koek}),
        (f"/scenarios/{'0' * 32}/x/factoren", {"cookie": koek}),
    ):
        assert stuur(proef, pad, {}, lang, **koppen).status_code == 413, pad


def test_long_tables_at_an_example_are_for_who_signed_in(proef: Proef) -> None:
    pad, lang = "/scenarios/voorbeelden/tynaarlo-heel/factoren", {"scholen": "x" * 1_100_000}
    koek = f"{COOKIE}={log_in(proef, proef.token('anna')).geheim}"
    assert "Samen hoogstens 1 MB" in proef.client.get(pad).text
    assert "Hoogstens 5 MB" in proef.client.get(pad, headers={"cookie": koek}).text
    mag = stuur(proef, pad, {"afstandKm": "15"}, lang, cookie=koek)
    assert mag.status_code == 400 and "scholen-fout" in mag.text
    for koppen in ({}, {"cookie": f"{COOKIE}={'x' * 43}"}, {"authorization": "Bearer onzin"}):
        antwoord = stuur(proef, pad, {}, lang, accept="text/html", **koppen)
        assert antwoord.status_code == 413, koppen
        tekst = leesbaar(antwoord.text)
        assert "Uw tabellen zijn samen groter dan 1 MB" in tekst and "Of log eerst in" in tekst
    te_lang = stuur(proef, pad, {}, {"scholen": "x" * 6_100_000}, accept="text/html", cookie=koek)
    assert te_lang.status_code == 413 and "Of log eerst in" not in te_lang.text
    assert "samen groter dan 6 MB" in leesbaar(te_lang.text) and "maak hem korter" not in te_lang.text

"""Signing in on the pages with a token: what the cookie is worth, when it ends, and what a form must bring along."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine, text

from api.sessie import COOKIE
from regio.opslag import gebruikers, sessies
from tests.api.conftest import MaakApp, MaakClient
from tests.api.scenarioproef import PAD, PEILDATUM, Proef, maak_database
from tests.api.sessieproef import Inlog, log_in

OUD = "2020-01-01T00:00:00+00:00"


@pytest.fixture
def anna(proef: Proef) -> Inlog:
    """Anna, who signed in with a token of hers."""
    return log_in(proef, proef.token("anna"))


def _regels(engine: Engine, wat: str) -> list[dict[str, Any]]:
    return [regel for regel in gebruikers.logboek(engine) if regel["wat"] == wat]


def _rijen(engine: Engine) -> list[Any]:
    with engine.connect() as verbinding:
        return list(verbinding.execute(text("SELECT * FROM sessie ORDER BY id")).mappings())


# Where a token that holds leads first: to see whether the browser kept the cookie.
VERDER = "/inloggen?klopt=&naar=/overleg%3Fpeildatum%3D2020-01-01"


def test_signing_in_gives_a_cookie_for_this_host_only(proef: Proef) -> None:
    antwoord = proef.client.post(
        "/inloggen", data={"token": proef.token("anna"), "naar": "/overleg?peildatum=2020-01-01"}
    )
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, VERDER)
    assert antwoord.headers["cache-control"] == "no-store"
    naam, *delen = antwoord.headers["set-cookie"].split("; ")
    assert naam.startswith("__Host-regio=") and len(naam) == len("__Host-regio=") + 43
    assert sorted(deel.lower() for deel in delen) == ["httponly", "path=/", "samesite=lax", "secure"]
    assert antwoord.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in antwoord.headers


def test_who_kept_the_cookie_goes_on(anna: Inlog) -> None:
    antwoord = anna.kaal("GET", VERDER)
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/overleg?peildatum=2020-01-01")
    assert anna.kaal("GET", "/inloggen?klopt=&naar=//elders.example").headers["location"] == "/scenarios"


def test_a_browser_that_keeps_no_cookie_is_told_so(proef: Proef) -> None:
    """Safari keeps none on http, also not on one's own machine."""
    antwoord = proef.client.get(VERDER)
    assert antwoord.status_code == 200 and antwoord.headers["cache-control"] == "no-store"
    assert "uw browser bewaart de cookie niet" in antwoord.text and "https://" in antwoord.text
    assert 'name="token"' in antwoord.text and 'value="/overleg?peildatum=2020-01-01"' in antwoord.text
    assert "bewaart de cookie niet" not in proef.client.get("/inloggen?naar=/overleg").text


def test_the_database_holds_no_cookie(proef: Proef, anna: Inlog) -> None:
    rij = _rijen(proef.engine)[-1]
    assert rij["sha256"] == gebruikers.afdruk(anna.geheim)
    assert anna.geheim not in str(dict(rij)) and rij["csrf"] == anna.csrf != anna.geheim
    assert rij["verloopt_op"][:10] >= rij["aangemaakt_op"][:10]


def test_the_session_is_the_user_in_the_api_too(proef: Proef, anna: Inlog) -> None:
    antwoord = anna.vraag("POST", PAD, json={"naam": "Met sessie", "peildatum": PEILDATUM, "zetten": []})
    assert antwoord.status_code == 201, antwoord.text
    assert antwoord.json()["eigenaar"] == "anna"
    namen = [een["naam"] for een in anna.vraag("GET", PAD).json()["scenarios"]]
    assert "Met sessie" in namen


def test_a_token_goes_before_the_cookie(proef: Proef, anna: Inlog) -> None:
    for token, status in ((proef.token("bob"), 200), ("regio_" + "a" * 43, 401)):
        antwoord = anna.vraag("GET", PAD, headers={"authorization": f"Bearer {token}"})
        assert antwoord.status_code == status
    assert "Met sessie" not in anna.vraag("GET", PAD, headers={"authorization": f"Bearer {proef.token('bob')}"}).text


VREEMD = [
    {"origin": "https://elders.example"},
    {"origin": "null"},
    {"origin": "https://testserver.elders.example"},
    {"origin": "https://testserver:8443"},
    {"origin": "ftp://testserver"},
    {"origin": "testserver"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "same-origin", "origin": "https://elders.example"},
    {"sec-fetch-site": "cross-site", "origin": "https://testserver"},
]
EIGEN = [{}, {"origin": "https://testserver", "sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}]


@pytest.mark.parametrize("koppen", VREEMD, ids=str)
def test_a_question_from_another_site_changes_nothing(anna: Inlog, proef: Proef, koppen: dict[str, str]) -> None:
    lijf = {"naam": "Van elders", "peildatum": PEILDATUM, "zetten": []}
    assert anna.vraag("POST", PAD, json=lijf, headers=koppen).status_code == 403
    assert anna.formulier("/uitloggen", headers=koppen).status_code == 403
    assert anna.vraag("GET", PAD).status_code == 200
    # Nor can another site sign a visitor in as somebody else.
    velden = {"token": proef.token("bob"), "naar": "/"}
    antwoord = proef.client.post("/inloggen", data=velden, headers=koppen)
    assert antwoord.status_code == 403 and "set-cookie" not in antwoord.headers


@pytest.mark.parametrize("koppen", EIGEN, ids=str)
def test_a_question_from_our_own_pages_may(anna: Inlog, koppen: dict[str, str]) -> None:
    lijf = {"naam": "Van hier", "peildatum": PEILDATUM, "zetten": []}
    assert anna.vraag("POST", PAD, json=lijf, headers=koppen).status_code == 201
    assert anna.formulier("/uitloggen", headers=koppen).status_code == 303


def test_the_address_of_the_settings_is_ours_behind_a_proxy(maak_client: MaakClient, proef: Proef) -> None:
    url = proef.engine.url.render_as_string(hide_password=False)
    achter = Proef(maak_client(database_url=url, basis_url="https://regio.example/"), proef.engine)
    anna = log_in(achter, proef.token("anna"))
    lijf = {"naam": "Achter", "peildatum": PEILDATUM, "zetten": []}
    for herkomst, status in (("https://regio.example", 201), ("http://regio.example", 403)):
        assert anna.vraag("POST", PAD, json=lijf, headers={"origin": herkomst}).status_code == status


def test_without_tls_it_is_another_site_where_there_should_be_tls(maak_client: MaakClient, proef: Proef) -> None:
    url = proef.engine.url.render_as_string(hide_password=False)
    for basis, status in (("https://testserver", 403), ("http://testserver", 201)):
        anna = log_in(Proef(maak_client(database_url=url, basis_url=basis), proef.engine), proef.token("anna"))
        lijf = {"naam": "Zonder TLS", "peildatum": PEILDATUM, "zetten": []}
        assert anna.vraag("POST", PAD, json=lijf, headers={"origin": "http://testserver"}).status_code == status


def test_a_script_of_another_site_may_not_even_try(proef: Proef) -> None:
    koppen = {"origin": "https://elders.example", "access-control-request-method": "POST"}
    vooraf = proef.client.options(PAD, headers={**koppen, "access-control-request-headers": "x-csrf-token"})
    assert "csrf" not in vooraf.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in vooraf.headers


@pytest.mark.parametrize("csrf", ["", "onzin", "a" * 43, "é" * 43])
def test_a_change_without_the_value_of_the_session_is_refused(anna: Inlog, csrf: str) -> None:
    lijf = {"naam": "Zonder", "peildatum": PEILDATUM, "zetten": []}
    kop = {"x-csrf-token": csrf.encode("latin-1")}
    antwoord = anna.kaal("POST", PAD, json=lijf, headers=kop)
    assert antwoord.status_code == 403
    assert set(antwoord.json()) == {"type", "title", "status", "detail"}
    assert anna.kaal("POST", PAD, json=lijf).status_code == 403
    assert anna.kaal("POST", "/uitloggen", data={"csrf": csrf}).status_code == 403
    assert anna.vraag("GET", PAD).status_code == 200


def test_the_value_of_another_session_is_no_good(proef: Proef, anna: Inlog) -> None:
    ander = log_in(proef, proef.token("anna"))
    assert ander.csrf != anna.csrf
    antwoord = anna.kaal("POST", "/uitloggen", data={"csrf": ander.csrf})
    assert antwoord.status_code == 403


def test_signing_out_ends_the_session_at_once(proef: Proef, anna: Inlog) -> None:
    antwoord = anna.formulier("/uitloggen")
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/inloggen?uit=")
    assert (
        antwoord.headers["set-cookie"].startswith('__Host-regio=""; ') and "Max-Age=0" in antwoord.headers["set-cookie"]
    )
    assert anna.vraag("GET", PAD).status_code == 401
    assert gebruikers.afdruk(anna.geheim) not in [rij["sha256"] for rij in _rijen(proef.engine)]
    assert _regels(proef.engine, "afgemeld")[-1]["wie"] == "anna"
    assert anna.formulier("/uitloggen").status_code == 303  # a second time does no harm
    assert "U bent uitgelogd" in proef.client.get("/inloggen?uit=").text


def test_the_session_ends_with_the_token_it_came_from(proef: Proef) -> None:
    for eind in (_trek_in, _laat_verlopen):
        geheim = proef.token("lies")
        lies = log_in(proef, geheim)
        blijft = log_in(proef, proef.token("lies"))
        assert lies.vraag("GET", PAD).status_code == 200
        eind(proef, geheim)
        assert lies.vraag("GET", PAD).status_code == 401
        assert lies.kaal("GET", "/inloggen").text.count("Ingelogd als") == 0
        assert blijft.vraag("GET", PAD).status_code == 200


def _trek_in(proef: Proef, geheim: str) -> None:
    with proef.engine.connect() as verbinding:
        vraag = text("SELECT id FROM token WHERE sha256 = :afdruk")
        nummer = verbinding.execute(vraag, {"afdruk": gebruikers.afdruk(geheim)}).scalar_one()
    gebruikers.trek_in(proef.engine, "lies", nummer)


def _laat_verlopen(proef: Proef, geheim: str) -> None:
    with proef.engine.begin() as verbinding:
        vraag = text("UPDATE token SET verloopt_op = :oud WHERE sha256 = :afdruk")
        verbinding.execute(vraag, {"oud": OUD, "afdruk": gebruikers.afdruk(geheim)})


def test_revoking_all_of_a_user_ends_every_session(proef: Proef) -> None:
    een, ander = (log_in(proef, proef.token("lies")) for _ in range(2))
    gebruikers.trek_in(proef.engine, "lies")
    assert [wie.vraag("GET", PAD).status_code for wie in (een, ander)] == [401, 401]


def test_a_session_lasts_twelve_hours_and_is_then_removed(proef: Proef, anna: Inlog) -> None:
    assert sessies.DUUR.total_seconds() == 12 * 3600
    with proef.engine.begin() as verbinding:
        vraag = text("UPDATE sessie SET verloopt_op = :oud WHERE sha256 = :afdruk")
        verbinding.execute(vraag, {"oud": OUD, "afdruk": gebruikers.afdruk(anna.geheim)})
    assert anna.vraag("GET", PAD).status_code == 401
    log_in(proef, proef.token("bob"))
    assert not [rij for rij in _rijen(proef.engine) if rij["verloopt_op"] == OUD]


def test_a_user_has_a_bounded_number_of_sessions(proef: Proef) -> None:
    geheim = proef.token("bob")
    alle = [log_in(proef, geheim) for _ in range(sessies.MEESTE + 1)]
    assert alle[0].vraag("GET", PAD).status_code == 401
    assert [wie.vraag("GET", PAD).status_code for wie in (alle[1], alle[-1])] == [200, 200]


def test_signing_in_again_ends_the_session_that_was_there(proef: Proef, anna: Inlog) -> None:
    antwoord = anna.kaal("POST", "/inloggen", data={"token": proef.token("anna")})
    assert antwoord.status_code == 303
    assert anna.vraag("GET", PAD).status_code == 401


def test_a_session_has_the_role_of_its_token(proef: Proef) -> None:
    lijf = {"naam": "Rol", "peildatum": PEILDATUM, "zetten": []}
    for rol, status in (("lezer", 403), ("bewerker", 201)):
        wie = log_in(proef, proef.token("anna", rol))
        assert wie.vraag("POST", PAD, json=lijf).status_code == status
        assert f"({rol})" in wie.kaal("GET", "/inloggen").text


def test_a_lower_role_of_the_user_counts_at_once(proef: Proef) -> None:
    geheim = proef.token("bob", "bewerker")
    bob = log_in(proef, geheim)
    lijf = {"naam": "Rol", "peildatum": PEILDATUM, "zetten": []}
    try:
        _zet_rol(proef, "lezer")
        assert bob.vraag("POST", PAD, json=lijf).status_code == 403
        assert proef.vraag("POST", PAD, geheim, json=lijf).status_code == 403
    finally:
        _zet_rol(proef, "bewerker")
    assert bob.vraag("POST", PAD, json=lijf).status_code == 201


def _zet_rol(proef: Proef, rol: str) -> None:
    with proef.engine.begin() as verbinding:
        verbinding.execute(text("UPDATE gebruiker SET rol = :rol WHERE naam = 'bob'"), {"rol": rol})


def test_what_is_wrong_with_a_token_is_not_told(proef: Proef, anna: Inlog) -> None:
    link = proef.vraag("POST", f"{proef.maak(proef.token('anna')).headers['location']}/_deel", proef.token("anna"))
    verkeerd = ("", "onzin", "regio_" + "a" * 43, "é<b>", "a" * 10_000, link.json()["token"])
    tokens = (*verkeerd, proef.verlopen("anna"), proef.ingetrokken("bob"))
    antwoorden = [proef.client.post("/inloggen", data={"token": token, "naar": "/"}) for token in tokens]
    assert {antwoord.status_code for antwoord in antwoorden} == {401}
    assert len({antwoord.content for antwoord in antwoorden}) == 1
    for antwoord in antwoorden:
        assert "set-cookie" not in antwoord.headers
        assert "Fout: Inloggen" in antwoord.text and 'aria-invalid="true"' in antwoord.text


def test_the_audit_log_tells_who_came_and_went(proef: Proef) -> None:
    lies = log_in(proef, proef.token("lies", "lezer"))
    regel = _regels(proef.engine, "aangemeld")[-1]
    assert (regel["wie"], regel["waarvan"], regel["bijzonderheden"]["rol"]) == ("lies", "lies", "lezer")
    assert isinstance(regel["bijzonderheden"]["token"], int)
    lies.formulier("/uitloggen")
    assert _regels(proef.engine, "afgemeld")[-1]["wie"] == "lies"
    assert lies.geheim not in str(gebruikers.logboek(proef.engine))


def test_the_page_says_who_is_signed_in(anna: Inlog, proef: Proef) -> None:
    pagina = anna.kaal("GET", "/inloggen?naar=/overleg").text
    assert "Ingelogd als <strong>anna</strong> (bewerker)" in pagina and f'value="{anna.csrf}"' in pagina
    assert '<a href="/overleg">Ga verder</a>' in pagina and 'name="token"' not in pagina
    leeg = proef.client.get("/inloggen").text
    assert "Ingelogd als" not in leeg and 'name="token"' in leeg


@pytest.mark.parametrize("cookie", ["", "onzin", "a" * 43, "a" * 5_000, '"' + "a" * 41 + '"'])
def test_a_cookie_of_nobody_is_nothing(proef: Proef, cookie: str) -> None:
    koppen = {"cookie": f"{COOKIE}={cookie}"}
    assert proef.client.get(PAD, headers=koppen).status_code == 401
    assert proef.client.get("/inloggen", headers=koppen).status_code == 200
    assert proef.client.post("/uitloggen", headers=koppen, data={"csrf": "x"}).status_code == 303


def test_a_form_is_a_form(proef: Proef) -> None:
    post = proef.client.post
    assert post("/inloggen", json={"token": "x"}).status_code == 415
    soort = {"content-type": "application/x-www-form-urlencoded"}
    for lijf in (b"token=%ff", b"token=\xff", b"&".join(b"a%d=1" % nummer for nummer in range(2_000))):
        assert post("/inloggen", content=lijf, headers=soort).status_code == 400
    assert post("/inloggen", content=b"naar=/", headers=soort).status_code == 401
    assert post("/uitloggen", content=b"", headers=soort).status_code == 303


def test_guessing_is_bounded(maak_client: MaakClient, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'regio.db'}"
    maak_database(url).dispose()
    client = maak_client(database_url=url, limiet=3)
    gezien = [client.post("/inloggen", data={"token": "x"}) for _ in range(4)]
    assert [antwoord.status_code for antwoord in gezien] == [401, 401, 401, 429]
    assert int(gezien[-1].headers["retry-after"]) > 0
    assert client.get("/inloggen").status_code == 200


def test_without_a_database_nobody_signs_in_and_the_page_still_opens(maak_client: MaakClient, tmp_path: Path) -> None:
    client = maak_client(database_url=f"sqlite:///{tmp_path / 'weg.db'}")
    assert client.get("/inloggen").status_code == 200
    vragen = [
        client.post("/inloggen", data={"token": "regio_" + "a" * 43}),
        client.get("/inloggen", headers={"cookie": f"{COOKIE}={'a' * 43}", "accept": "text/html"}),
    ]
    for antwoord in vragen:
        assert antwoord.status_code == 503 and antwoord.headers["retry-after"] == "5"
        assert "set-cookie" not in antwoord.headers
    assert "<h1>" in vragen[1].text
    assert not (tmp_path / "weg.db").exists()


def test_who_signed_in_on_one_process_is_known_on_another(maak: MaakApp, proef: Proef, anna: Inlog) -> None:
    url = proef.engine.url.render_as_string(hide_password=False)
    app = maak(database_url=url)
    vervoer = httpx2.ASGITransport(app=app)

    async def vraag() -> int:
        async with httpx2.AsyncClient(transport=vervoer, base_url="https://testserver") as client:
            antwoord = await client.get(PAD, headers={"cookie": f"{COOKIE}={anna.geheim}"})
            return antwoord.status_code

    assert asyncio.run(vraag()) == 200
    app.state.toegang.sluit()

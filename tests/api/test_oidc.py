"""Signing in by OpenID Connect: at a certified provider, and at one that does what a good one never does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from api.routes.inloggen_extern import NIET_GELUKT, WACHTCOOKIE
from api.sessie import COOKIE
from regio.aanmelden.identiteit import LANGSTE_SUB
from regio.opslag import gebruikers
from tests.api.conftest import MaakClient
from tests.api.oidcproef import (
    CLIENT,
    GEHEIM,
    TERUG,
    Antwoord,
    Bezoeker,
    MaakDienst,
    StrengeAanbieder,
    diensten,
    echte_aanbieder,
    geknoeid,
    gelogd,
    halve_hash,
    ingelogd,
    met,
    met_hmac,
    nieuwe_sleutel,
    op_tijd,
    rol_van,
    zet,
    zonder_handtekening,
)
from tests.api.scenarioproef import PAD, PEILDATUM, Proef

GEBRUIKERS: dict[str, Any] = {
    "sub-mo": {"name": "Mo de Vries", "preferred_username": "mo", "groepen": ["anders", "ocw"]},
    "sub-bea": {"name": "Bea", "groepen": ["ocw", "ocw-beheer"]},
    "sub-lia": {"email": "lia@gemeente.example"},
    # The same name as a user that was made by command.
    "sub-anna": {"preferred_username": "anna", "groepen": ["ocw"]},
    "sub-x": {"preferred_username": "<b>\u202ex\n\ty</b>", "groepen": "ocw"},
}


@pytest.fixture(scope="module")
def maak_dienst(maak_client: MaakClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MaakDienst]:
    """Makes a service that knows a provider."""
    with diensten(maak_client, tmp_path_factory) as maak:
        yield maak


# At a certified provider.


@pytest.fixture(scope="module", params=[False, True], ids=["userinfo", "id-token"])
def echt(request: pytest.FixtureRequest, maak_dienst: MaakDienst) -> Iterator[Proef]:
    """A service with a certified provider, which tells about people in either of the two ways."""
    with echte_aanbieder(GEBRUIKERS, in_id_token=request.param) as uitgever:
        yield maak_dienst(uitgever)


@pytest.mark.node
def test_somebody_signs_in_and_may_what_their_groups_say(echt: Proef) -> None:
    bezoeker = Bezoeker(echt.client)
    antwoord = bezoeker.log_in("sub-mo", "/overleg?peildatum=2020-01-01")
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/overleg?peildatum=2020-01-01")
    assert antwoord.headers["cache-control"] == "no-store"
    koeken = antwoord.headers.get_list("set-cookie")
    assert len(koeken) == 2 and all("HttpOnly" in koek and "Secure" in koek and "Path=/" in koek for koek in koeken)
    mo = ingelogd(echt, antwoord)
    lijf = {"naam": "Van Mo", "peildatum": PEILDATUM, "zetten": []}
    assert mo.vraag("POST", PAD, json=lijf).json()["eigenaar"] == "mo"
    assert gelogd(echt)[-3:-1] == [("aanbieder", "gebruiker-gemaakt", "mo"), ("mo", "aangemeld", "mo")]


@pytest.mark.node
@pytest.mark.parametrize(
    ("sub", "naam", "rol"),
    [
        ("sub-mo", "mo", "bewerker"),
        ("sub-bea", "Bea", "beheerder"),
        ("sub-lia", "lia@gemeente.example", "lezer"),
        ("sub-anna", "anna (2)", "bewerker"),
        ("sub-x", "b x y /b", "bewerker"),
    ],
)
def test_name_and_role_come_from_the_claims(echt: Proef, sub: str, naam: str, rol: str) -> None:
    for _ in range(2):  # the second time it is the same user
        inlog = ingelogd(echt, Bezoeker(echt.client).log_in(sub))
        assert rol_van(inlog) == rol
    with echt.engine.connect() as verbinding:
        rijen = verbinding.execute(text("SELECT naam, rol, extern FROM gebruiker WHERE extern IS NOT NULL")).all()
    assert [(rij.naam, rij.rol) for rij in rijen if rij.extern.endswith(f" {sub}")] == [(naam, rol)]


@pytest.mark.node
def test_the_provider_takes_a_code_once(echt: Proef) -> None:
    """Also when it comes back in a way that is good for us: with a cookie and state that were not used yet."""
    eerste = Bezoeker(echt.client)
    adres = eerste.bij_aanbieder(eerste.ga(), "sub-mo")
    assert eerste.kom_terug(adres).status_code == 303
    tweede = Bezoeker(echt.client)
    state = httpx2.URL(tweede.ga()).params["state"]
    nogmaals = str(httpx2.URL(adres).copy_set_param("state", state))
    assert tweede.kom_terug(nogmaals).status_code == 400


@pytest.mark.node
def test_signing_out_leads_to_the_provider_too(echt: Proef) -> None:
    mo = ingelogd(echt, Bezoeker(echt.client).log_in("sub-mo"))
    antwoord = mo.formulier("/uitloggen")
    assert antwoord.headers["location"] == "/inloggen?uit=extern"
    assert mo.vraag("GET", PAD).status_code == 401
    pagina = echt.client.get("/inloggen?uit=extern").text
    adres = pagina.partition('<a href="http')[2].partition('"')[0].replace("&amp;", "&")
    assert httpx2.get(f"http{adres}", timeout=60).status_code == 200
    assert gelogd(echt)[-1] == ("mo", "afgemeld", "mo")


# At a provider in this process that checks all we send.


@pytest.fixture(scope="module")
def aanbieder() -> Iterator[StrengeAanbieder]:
    """The strict provider."""
    with StrengeAanbieder().draait() as een:
        yield een


@pytest.fixture(scope="module")
def dienst(aanbieder: StrengeAanbieder, maak_dienst: MaakDienst) -> Proef:
    """A service that knows it."""
    return maak_dienst(aanbieder.uitgever)


@pytest.fixture
def streng(aanbieder: StrengeAanbieder) -> Iterator[StrengeAanbieder]:
    """The strict provider, as it was at first after each test."""
    yield aanbieder
    aanbieder.gebruiker = {"sub": "sub-1", "preferred_username": "streng", "groepen": ["ocw"]}
    aanbieder.wijk_af, aanbieder.bij_auth, aanbieder.codes_blijven = lambda _: None, {}, False


def _log_in(proef: Proef) -> httpx2.Response:
    return Bezoeker(proef.client).log_in("")


def _met_openbare_sleutel(antwoord: Antwoord) -> None:
    antwoord.teken = met_hmac(antwoord.sleutel.as_pem(private=False))


GOED = {
    "zoals het hoort": zet(),
    "net verlopen": op_tijd(exp=-5, iat=-300),
    "klok voor": op_tijd(iat=20),
    "lijst van een": zet(aud=[CLIENT]),
    "met azp": zet(aud=[CLIENT, "ander"], azp=CLIENT),
    "met at_hash": zet(at_hash=halve_hash("toegang")),
    "zonder kid": met(kop={"alg": "RS256"}),
}
FOUT = {
    "andere nonce": zet(nonce="a" * 43),
    "zonder nonce": zet(nonce=None),
    "nonce nul": zet(nonce=0),
    "andere aud": zet(aud="ander"),
    "zonder aud": zet(aud=None),
    "lege aud": zet(aud=[]),
    "meer aud zonder azp": zet(aud=[CLIENT, "ander"]),
    "andere azp": zet(aud=[CLIENT, "ander"], azp="ander"),
    "verlopen": op_tijd(exp=-3_600, iat=-7_200),
    "zonder exp": zet(exp=None),
    "exp als tekst": zet(exp="morgen"),
    "uit de toekomst": op_tijd(iat=3_600),
    "nog niet geldig": op_tijd(nbf=3_600),
    "andere uitgever": zet(iss="https://elders.example"),
    "zonder uitgever": zet(iss=None),
    "andere at_hash": zet(at_hash=halve_hash("anders")),
    "zonder sub": zet(sub=None),
    "lege sub": zet(sub=""),
    "sub geen tekst": zet(sub=1),
    "sub te lang": zet(sub="a" * (LANGSTE_SUB + 1)),
    "sub met regeleinde": zet(sub="a\nb"),
    "alg none": met(teken=zonder_handtekening),
    "geknoeid": met(teken=geknoeid),
    "andere sleutel": met(sleutel=nieuwe_sleutel("een")),
    "onbekende sleutel": met(sleutel=nieuwe_sleutel("twee"), kop={"alg": "RS256", "kid": "twee"}),
    "HS256 met ons geheim": met(teken=met_hmac(GEHEIM.encode())),
    "HS256 met de openbare sleutel": _met_openbare_sleutel,
    "geen JWT": met(teken=lambda _: "onzin"),
    "lege JWT": met(teken=lambda _: ".."),
    "geen id_token": lambda antwoord: antwoord.lijf.update(id_token=None),
    "id_token een lijst": lambda antwoord: antwoord.lijf.update(id_token=["a.b.c"]),
    "fout van de aanbieder": lambda antwoord: (
        met(status=400)(antwoord),
        antwoord.lijf.update(error="invalid_grant"),
    )[0],
}


@pytest.mark.parametrize("geval", GOED)
def test_a_good_token_is_taken(streng: StrengeAanbieder, dienst: Proef, geval: str) -> None:
    streng.wijk_af = GOED[geval]
    assert rol_van(ingelogd(dienst, _log_in(dienst))) == "bewerker"


@pytest.mark.parametrize("geval", FOUT)
def test_a_bad_token_is_refused_and_nobody_learns_why(streng: StrengeAanbieder, dienst: Proef, geval: str) -> None:
    streng.wijk_af = FOUT[geval]
    voor = gelogd(dienst)
    _geweigerd(dienst, _log_in(dienst))
    assert gelogd(dienst) == voor


def _geweigerd(proef: Proef, antwoord: httpx2.Response, *, wacht: bool = False) -> None:
    """The one page for every refusal: no session, and what was waiting is over; ``wacht``: or waits still."""
    assert antwoord.status_code == 400
    assert NIET_GELUKT in antwoord.text and antwoord.headers["cache-control"] == "no-store"
    koeken = antwoord.headers.get_list("set-cookie")
    assert not koeken if wacht else koeken[0].startswith(f'{WACHTCOOKIE}=""; ')
    assert COOKIE + "=" not in str(koeken)
    assert antwoord.content == proef.client.get("/inloggen/terug").content


@pytest.mark.parametrize(
    "terug",
    [
        {"error": "access_denied", "error_description": "<script>alert(1)</script>"},
        {"iss": "https://elders.example"},
        {"iss": ""},
        {"state": "a" * 43},
        {"state": ""},
        {"state": "é"},
        {"code": ""},
        {"code": "onzin"},
        {"code": "a" * 5_000},
        {"code": "a\r\nb"},
    ],
    ids=str,
)
def test_a_bad_return_is_refused(streng: StrengeAanbieder, dienst: Proef, terug: dict[str, str]) -> None:
    streng.bij_auth = terug
    _geweigerd(dienst, _log_in(dienst), wacht="state" in terug)


def test_an_answer_to_something_else_does_not_end_who_waits(streng: StrengeAanbieder, dienst: Proef) -> None:
    """Any site can send a browser to this address."""
    bezoeker = Bezoeker(dienst.client)
    adres = bezoeker.bij_aanbieder(bezoeker.ga(), "")
    for vreemd in ("", "?state=a&code=b", "?error=access_denied"):
        _geweigerd(dienst, bezoeker.kom_terug(f"{TERUG}{vreemd}"), wacht=True)
    assert bezoeker.kom_terug(adres).status_code == 303


def test_without_the_cookie_of_this_browser_nobody_comes_in(streng: StrengeAanbieder, dienst: Proef) -> None:
    """Somebody else's address to come back to is of no use: that would be signing in as them."""
    for waarde in ("", "onzin", "a.b.c.d.e", "....", "a" * 5_000):
        bezoeker = Bezoeker(dienst.client)
        adres = bezoeker.bij_aanbieder(bezoeker.ga(), "")
        eigen, bezoeker.wacht = bezoeker.wacht, waarde
        _geweigerd(dienst, bezoeker.kom_terug(adres), wacht=True)
        bezoeker.wacht = eigen[:-4] + ("AAAA" if eigen[-4:] != "AAAA" else "BBBB")
        _geweigerd(dienst, bezoeker.kom_terug(adres), wacht=True)
        bezoeker.wacht = eigen
        assert bezoeker.kom_terug(adres).status_code == 303


def test_the_cookie_of_another_browser_is_no_good(streng: StrengeAanbieder, dienst: Proef) -> None:
    een, ander = Bezoeker(dienst.client), Bezoeker(dienst.client)
    adres = een.bij_aanbieder(een.ga(), "")
    ander.ga()
    _geweigerd(dienst, ander.kom_terug(adres), wacht=True)


def test_coming_back_twice_is_refused_also_where_the_provider_would_allow_it(
    streng: StrengeAanbieder, dienst: Proef
) -> None:
    streng.codes_blijven = True
    bezoeker = Bezoeker(dienst.client)
    adres = bezoeker.bij_aanbieder(bezoeker.ga(), "")
    assert bezoeker.kom_terug(adres).status_code == 303
    _geweigerd(dienst, bezoeker.kom_terug(adres))


def test_the_cookie_that_waits_is_for_this_host_short_and_unreadable(streng: StrengeAanbieder, dienst: Proef) -> None:
    antwoord = dienst.client.get("/inloggen/extern")
    naam, *delen = antwoord.headers["set-cookie"].split("; ")
    assert naam.startswith("__Host-regio-wacht=")
    assert sorted(deel.lower() for deel in delen) == ["httponly", "max-age=600", "path=/", "samesite=lax", "secure"]
    vraag = httpx2.URL(antwoord.headers["location"]).params
    for geheim in (vraag["state"], vraag["nonce"], GEHEIM):
        assert geheim not in naam
    assert GEHEIM not in antwoord.headers["location"]
    dienst.client.cookies.clear()


def test_who_waits_too_long_begins_again(
    streng: StrengeAanbieder, dienst: Proef, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regio.aanmelden.aanbieder.WACHT_S", -1)
    _geweigerd(dienst, _log_in(dienst), wacht=True)


@pytest.mark.parametrize(
    ("naar", "waar"),
    [
        ("/scenarios?versie=2", "/scenarios?versie=2"),
        ("//elders.example", "/scenarios"),
        ("https://elders.example", "/scenarios"),
        ("/\\elders.example", "/scenarios"),
    ],
)
def test_somebody_goes_on_to_a_page_of_ours_only(streng: StrengeAanbieder, dienst: Proef, naar: str, waar: str) -> None:
    assert Bezoeker(dienst.client).log_in("", naar).headers["location"] == waar


def test_keys_may_change(streng: StrengeAanbieder, dienst: Proef) -> None:
    """By another name and by the same one; without asking for them at each sign-in."""
    ingelogd(dienst, _log_in(dienst))
    gevraagd = streng.gevraagd.count("/jwks")
    for kid in ("nieuw", "nieuw", None):
        streng.sleutel = nieuwe_sleutel(kid)
        for _ in range(2):
            ingelogd(dienst, _log_in(dienst))
    assert streng.gevraagd.count("/jwks") == gevraagd + 3


def test_the_role_follows_the_claim_at_every_sign_in(streng: StrengeAanbieder, dienst: Proef) -> None:
    streng.gebruiker = {"sub": "sub-rol", "name": "Rolf", "groepen": ["ocw-beheer"]}
    eerst = ingelogd(dienst, _log_in(dienst))
    assert rol_van(eerst) == "beheerder"
    streng.gebruiker["groepen"] = []
    later = ingelogd(dienst, _log_in(dienst))
    assert [rol_van(inlog) for inlog in (eerst, later)] == ["lezer", "lezer"]
    regel = next(regel for regel in gebruikers.logboek(dienst.engine) if regel["wat"] == "rol-gewijzigd")
    assert (regel["wie"], regel["waarvan"]) == ("aanbieder", "Rolf")
    assert regel["bijzonderheden"] == {"van": "beheerder", "naar": "lezer"}


@pytest.mark.parametrize("naam", ["opdracht regio gebruiker", "aanbieder"])
def test_nobody_has_a_name_that_the_log_uses_for_others(streng: StrengeAanbieder, dienst: Proef, naam: str) -> None:
    streng.gebruiker = {"sub": f"sub {naam}", "name": naam, "groepen": ["ocw"]}
    inlog = ingelogd(dienst, _log_in(dienst))
    assert f"<strong>{naam} (2)</strong>" in inlog.kaal("GET", "/inloggen").text


def test_revoking_ends_the_sessions_of_the_provider_too(streng: StrengeAanbieder, dienst: Proef) -> None:
    streng.gebruiker = {"sub": "sub-weg", "name": "Wegga", "groepen": ["ocw"]}
    inlog = ingelogd(dienst, _log_in(dienst))
    assert gebruikers.trek_in(dienst.engine, "Wegga") == (0, 1)
    assert inlog.vraag("GET", PAD).status_code == 401

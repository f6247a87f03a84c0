"""A provider of OpenID Connect that is away or gives what cannot be used, and what of all this reaches a log."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import httpx2
import pytest

from api.routes.inloggen_extern import WACHTCOOKIE
from api.sessie import COOKIE
from regio.aanmelden import ontdekking as gevonden
from regio.aanmelden import verbinding
from regio.aanmelden.fouten import AanbiederWeg
from regio.aanmelden.ontdekking import haal
from tests.api.conftest import MaakClient
from tests.api.oidcproef import (
    BASIS,
    GEHEIM,
    Bezoeker,
    MaakDienst,
    StrengeAanbieder,
    diensten,
    gelogd,
    ingelogd,
    instellingen,
    met,
    rol_van,
    zet,
)
from tests.api.scenarioproef import PAD, Proef

Eigen = tuple[StrengeAanbieder, Proef]


@pytest.fixture(scope="module")
def maak_dienst(maak_client: MaakClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MaakDienst]:
    """Makes a service that knows a provider."""
    with diensten(maak_client, tmp_path_factory) as maak:
        yield maak


@pytest.fixture
def eigen(maak_dienst: MaakDienst) -> Iterator[Eigen]:
    """A provider and a service of their own: what is published is kept for an hour."""
    with StrengeAanbieder().draait() as een:
        yield een, maak_dienst(een.uitgever)


def _weg(antwoord: httpx2.Response) -> None:
    assert antwoord.status_code == 503, antwoord.text
    assert int(antwoord.headers["retry-after"]) > 0 and antwoord.headers["cache-control"] == "no-store"
    assert "De inlogdienst van uw organisatie geeft geen antwoord" in antwoord.text
    assert COOKIE + "=" not in str(antwoord.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    "ontdekking",
    [
        {"issuer": "https://elders.example"},
        {"token_endpoint": "http://elders.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
        {"userinfo_endpoint": 1},
        {"end_session_endpoint": "http://elders.example/"},
        {"code_challenge_methods_supported": ["plain"]},
    ],
    ids=str,
)
def test_what_is_published_must_be_safe(eigen: Eigen, ontdekking: dict[str, Any]) -> None:
    aanbieder, proef = eigen
    aanbieder.ontdekking = ontdekking
    antwoord = proef.client.get("/inloggen/extern")
    _weg(antwoord)
    assert "set-cookie" not in antwoord.headers


@pytest.mark.parametrize("pad", ["/.well-known/openid-configuration", "/token", "/jwks", "/userinfo"])
def test_a_provider_that_is_broken_gives_503_and_nothing_half(eigen: Eigen, pad: str) -> None:
    aanbieder, proef = eigen
    aanbieder.userinfo = {"sub": "sub-1"}
    aanbieder.gebruiker.pop("groepen")
    aanbieder.stuk = {pad}
    voor = gelogd(proef)
    if "well-known" in pad:
        antwoord = proef.client.get("/inloggen/extern")
    else:
        antwoord = Bezoeker(proef.client).log_in("")
        assert antwoord.headers.get_list("set-cookie")[0].startswith(f'{WACHTCOOKIE}=""; ')
    _weg(antwoord)
    assert gelogd(proef) == voor


@pytest.mark.parametrize(
    "rauw", [b"", b"[]", b"<html>", b"\xff", b"x" * 2_000_000], ids=["leeg", "lijst", "html", "byte", "groot"]
)
def test_an_answer_that_cannot_be_read_is_no_answer(eigen: Eigen, rauw: bytes) -> None:
    aanbieder, proef = eigen
    aanbieder.wijk_af = met(rauw=rauw)
    _weg(Bezoeker(proef.client).log_in(""))


def test_user_info_of_somebody_else_is_refused(eigen: Eigen) -> None:
    aanbieder, proef = eigen
    aanbieder.gebruiker = {"sub": "sub-1"}
    aanbieder.userinfo = {"sub": "sub-2", "name": "Ander", "groepen": ["ocw-beheer"]}
    assert Bezoeker(proef.client).log_in("").status_code == 400
    aanbieder.userinfo["sub"] = "sub-1"
    assert rol_van(ingelogd(proef, Bezoeker(proef.client).log_in(""))) == "beheerder"


def test_a_provider_that_must_name_itself_does(eigen: Eigen) -> None:
    aanbieder, proef = eigen
    aanbieder.ontdekking = {"authorization_response_iss_parameter_supported": True}
    assert Bezoeker(proef.client).log_in("").status_code == 400
    aanbieder.bij_auth = {"iss": aanbieder.uitgever}
    assert Bezoeker(proef.client).log_in("").status_code == 303


def test_nobody_there_at_all(maak_dienst: MaakDienst) -> None:
    proef = maak_dienst("http://127.0.0.1:9")
    begin = time.monotonic()
    for _ in range(20):
        _weg(proef.client.get("/inloggen/extern"))
    assert time.monotonic() - begin < 60
    pagina = proef.client.get("/inloggen?uit=extern")
    assert pagina.status_code == 200 and "Log daar ook uit" not in pagina.text
    # A token still works.
    antwoord = proef.client.post("/inloggen", data={"token": proef.token("anna")})
    assert antwoord.status_code == 303


def test_a_provider_that_hangs_holds_up_one_and_the_others_only_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    begonnen, verder, gevraagd = Event(), Event(), list[str]()

    def hangt(adres: str) -> dict[str, Any]:
        gevraagd.append(adres)
        begonnen.set()
        assert verder.wait(60)
        raise AanbiederWeg("ReadTimeout")

    monkeypatch.setattr(gevonden, "haal", hangt)
    monkeypatch.setattr(gevonden, "GEDULD_S", 0.05)
    een = gevonden.Ontdekking("https://aanbieder.example")
    with ThreadPoolExecutor(2) as rij:
        eerste = rij.submit(een.gegevens)
        try:
            assert begonnen.wait(120)
            for _ in range(3):
                with pytest.raises(AanbiederWeg, match="wordt al gevraagd"):
                    rij.submit(een.gegevens).result(10)
        finally:
            verder.set()
        with pytest.raises(AanbiederWeg, match="ReadTimeout"):
            eerste.result(120)
    with pytest.raises(AanbiederWeg, match="even niet gevraagd"):
        een.gegevens()
    assert len(gevraagd) == 1


def test_who_waits_for_what_somebody_else_asks_gets_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    begonnen, verder, gevraagd = Event(), Event(), list[str]()
    uitgever = "https://aanbieder.example"
    gegevens = {"issuer": uitgever, **dict.fromkeys(("authorization_endpoint", "token_endpoint", "jwks_uri"), uitgever)}

    def traag(adres: str) -> dict[str, Any]:
        gevraagd.append(adres)
        begonnen.set()
        assert verder.wait(60)
        return gegevens

    monkeypatch.setattr(gevonden, "haal", traag)
    monkeypatch.setattr(gevonden, "GEDULD_S", 120.0)
    een = gevonden.Ontdekking(uitgever)
    with ThreadPoolExecutor(3) as rij:
        vragen = [rij.submit(een.gegevens) for _ in range(3)]
        assert begonnen.wait(120)
        time.sleep(0.1)
        verder.set()
        assert [vraag.result(120) for vraag in vragen] == [gegevens] * 3
    assert len(gevraagd) == 1


def test_a_provider_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbinding, "TIJD_TOTAAL", 0.0)
    with StrengeAanbieder().draait() as een, pytest.raises(AanbiederWeg, match="ReadTimeout"):
        haal(f"{een.uitgever}/jwks")


def test_without_a_provider_there_is_no_such_page(maak_client: MaakClient) -> None:
    client = maak_client()
    for pad in ("/inloggen/extern", "/inloggen/terug"):
        assert client.get(pad).status_code == 404
    assert "Log in bij uw organisatie" not in client.get("/inloggen").text


def test_with_a_provider_the_page_leads_there(eigen: Eigen) -> None:
    pagina = eigen[1].client.get("/inloggen?naar=/overleg?peildatum=2020-01-01%26volgorde=po").text
    assert 'href="/inloggen/extern?naar=/overleg%3Fpeildatum%3D2020-01-01%26volgorde%3Dpo"' in pagina


def test_no_secret_reaches_a_log(eigen: Eigen, caplog: pytest.LogCaptureFixture) -> None:
    aanbieder, proef = eigen
    with caplog.at_level("DEBUG"):
        bezoeker = Bezoeker(proef.client)
        adres = bezoeker.bij_aanbieder(bezoeker.ga(), "")
        # What this test asks of the provider itself is logged too.
        caplog.clear()
        antwoord = bezoeker.kom_terug(adres)
        goed = caplog.text
        aanbieder.wijk_af = zet(nonce="a" * 43)
        mis = Bezoeker(proef.client).log_in("")
    assert (antwoord.status_code, mis.status_code) == (303, 400)
    assert "aanmelding geweigerd: id_token: InvalidClaimError nonce" in caplog.text
    vraag = httpx2.URL(adres).params
    for geheim in (vraag["code"], vraag["state"], bezoeker.wacht, GEHEIM, "sub-1", "streng", BASIS):
        assert geheim not in goed
    eigen_regels = "".join(regel.getMessage() for regel in caplog.records if regel.name.startswith("regio"))
    assert not any(geheim in eigen_regels for geheim in ("sub-1", "streng", "code=", "state=", BASIS))


def test_a_database_that_is_away_leaves_nobody_half_signed_in(eigen: Eigen, tmp_path: Path) -> None:
    _, proef = eigen
    bestand = proef.engine.url.database or ""
    bezoeker = Bezoeker(proef.client)
    adres = bezoeker.bij_aanbieder(bezoeker.ga(), "")
    weg = Path(bestand).rename(tmp_path / "weg.db")
    antwoord = bezoeker.kom_terug(adres)
    assert antwoord.status_code == 503 and antwoord.headers["retry-after"]
    assert COOKIE + "=" not in str(antwoord.headers.get_list("set-cookie"))
    weg.rename(bestand)
    assert ingelogd(proef, Bezoeker(proef.client).log_in("")).vraag("GET", PAD).status_code == 200


PROGRAMMA = """
import json, sys
from pathlib import Path
from starlette.testclient import TestClient
from api.app import maak_app
from regio.instellingen import Instellingen

def geladen():
    return sorted({"authlib", "joserfc", "cryptography", "httpx2", "sqlalchemy"} & set(sys.modules) - vooraf)

vooraf = set(sys.modules)
with TestClient(maak_app(Instellingen(var=Path(sys.argv[1]), **json.loads(sys.argv[2])))) as client:
    uit = {"start": geladen()}
    uit["pagina"] = [client.get("/inloggen").status_code, geladen()]
    uit["extern"] = [client.get("/inloggen/extern").status_code, geladen()]
print(json.dumps(uit))
"""


def test_nothing_of_it_is_imported_before_somebody_signs_in(var: Path, repo: Path) -> None:
    opdracht = [sys.executable, "-c", PROGRAMMA, str(var), json.dumps(instellingen("http://127.0.0.1:9"))]
    gezien = json.loads(subprocess.run(opdracht, cwd=repo, capture_output=True, check=True, timeout=300).stdout)
    assert (gezien["start"], gezien["pagina"]) == ([], [200, []])
    assert gezien["extern"][0] == 503 and "authlib" in gezien["extern"][1] and "sqlalchemy" not in gezien["extern"][1]

"""Providers of OpenID Connect on loopback, and somebody with a browser that goes there and comes back.

``EchteAanbieder`` is a certified provider (npm oidc-provider). ``StrengeAanbieder`` checks everything that we
send, and does what a good provider never does when a test tells it to.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlsplit

import httpx2
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from api.routes.inloggen_extern import WACHTCOOKIE
from regio.aanmelden import verbinding
from regio.opslag.gebruikers import logboek
from regio.rollen import ROLLEN
from tests.api.conftest import MaakClient
from tests.api.scenarioproef import Proef, maak_database
from tests.api.sessieproef import Inlog, inlog_met

REPO = Path(__file__).resolve().parents[2]
BASIS = "https://regio.example"
TERUG = f"{BASIS}/inloggen/terug"
CLIENT, GEHEIM = "regio-dienst", "een lang geheim: met % en + erin"
ROLCLAIM = "groepen:ocw-beheer=beheerder,ocw=bewerker"
Json = dict[str, Any]


def instellingen(uitgever: str) -> dict[str, str]:
    """The settings of a service that knows this provider."""
    oidc = {"oidc_url": uitgever, "oidc_client": CLIENT, "oidc_geheim": GEHEIM, "oidc_rollen": ROLCLAIM}
    return {**oidc, "basis_url": BASIS}


@dataclass
class Bezoeker:
    """A browser: it keeps what the service gives it to wait with, and what the provider gives it."""

    client: TestClient
    wacht: str = ""

    def ga(self, naar: str = "/scenarios") -> str:
        """To the provider; gives the address there."""
        antwoord = self.client.get("/inloggen/extern", params={"naar": naar})
        assert antwoord.status_code == 303, antwoord.text
        gevonden = re.search(rf"{WACHTCOOKIE}=([^;]+);", antwoord.headers["set-cookie"])
        assert gevonden is not None
        self.wacht = gevonden[1]
        self.client.cookies.clear()
        return antwoord.headers["location"]

    def kom_terug(self, adres: str, **koppen: str) -> httpx2.Response:
        """Back at the service, with the cookie."""
        delen = urlsplit(adres)
        assert f"{delen.scheme}://{delen.netloc}" == BASIS, adres
        koek = {"cookie": f"{WACHTCOOKIE}={self.wacht}"} if self.wacht else {}
        antwoord = self.client.get(f"{delen.path}?{delen.query}", headers={**koek, **koppen})
        self.client.cookies.clear()
        return antwoord

    def bij_aanbieder(self, adres: str, wie: str) -> str:
        """Sign in and agree in the pages of the provider; gives the address it sends us back to."""
        with httpx2.Client(follow_redirects=False, timeout=120) as elders:
            return self._bij_aanbieder(elders, adres, wie)

    def _bij_aanbieder(self, elders: httpx2.Client, adres: str, wie: str) -> str:
        antwoord = elders.get(adres)
        for _ in range(12):
            if antwoord.is_redirect:
                adres = str(antwoord.request.url.join(antwoord.headers["location"]))
                if adres.startswith(BASIS):
                    return adres
                antwoord = elders.get(adres)
                continue
            assert antwoord.status_code == 200, antwoord.text
            naar = re.search(r'<form[^>]*action="([^"]+)"[^>]*method="post"', antwoord.text)
            assert naar is not None, antwoord.text
            velden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', antwoord.text))
            if 'name="login"' in antwoord.text:
                velden |= {"login": wie, "password": "maakt niet uit"}
            antwoord = elders.post(antwoord.request.url.join(naar[1]), data=velden)
        raise AssertionError("the provider keeps asking")

    def log_in(self, wie: str, naar: str = "/scenarios") -> httpx2.Response:
        """All of it."""
        return self.kom_terug(self.bij_aanbieder(self.ga(naar), wie))


MaakDienst = Callable[[str], Proef]


@contextmanager
def diensten(maak_client: MaakClient, mappen: pytest.TempPathFactory) -> Iterator[MaakDienst]:
    """Makes services, each with a database of its own, that know a provider."""
    engines = []

    def maak(uitgever: str) -> Proef:
        url = f"sqlite:///{mappen.mktemp('oidc') / 'regio.db'}"
        engines.append(maak_database(url))
        return Proef(maak_client(database_url=url, **instellingen(uitgever)), engines[-1])

    with pytest.MonkeyPatch.context() as ruim:
        # A provider on a busy machine is slow, not away.
        ruim.setattr(verbinding, "TIJD", httpx2.Timeout(60.0))
        ruim.setattr(verbinding, "TIJD_TOTAAL", 60.0)
        yield maak
    for engine in engines:
        engine.dispose()


def ingelogd(proef: Proef, antwoord: httpx2.Response) -> Inlog:
    """The session of who came back well."""
    assert antwoord.status_code == 303, antwoord.text
    return inlog_met(proef, antwoord)


def rol_van(inlog: Inlog) -> str:
    """The role that the page says somebody has."""
    pagina = inlog.kaal("GET", "/inloggen").text
    return next(rol for rol in ROLLEN if f"({rol})" in pagina)


def gelogd(proef: Proef) -> list[tuple[str, str, str]]:
    """The audit log: who, what, of whom."""
    return [(regel["wie"], regel["wat"], regel["waarvan"]) for regel in logboek(proef.engine)]


def zet(**claims: object) -> Afwijking:
    """Other claims in the ID token; one that is None is left out."""

    def wijk_af(antwoord: Antwoord) -> None:
        samen = {**antwoord.claims, **claims}
        antwoord.claims = {naam: waarde for naam, waarde in samen.items() if waarde is not None}

    return wijk_af


def op_tijd(**seconden: int) -> Afwijking:
    """Moments so many seconds from when the token is made."""

    def wijk_af(antwoord: Antwoord) -> None:
        nu = int(time.time())
        antwoord.claims |= {naam: nu + na for naam, na in seconden.items()}

    return wijk_af


def met(**anders: Any) -> Afwijking:
    """Another answer."""

    def wijk_af(antwoord: Antwoord) -> None:
        for naam, waarde in anders.items():
            setattr(antwoord, naam, waarde)

    return wijk_af


@contextmanager
def echte_aanbieder(
    gebruikers: Json, *, in_id_token: bool = False, terug: str = TERUG, naam: str = "127.0.0.1"
) -> Iterator[str]:
    """The issuer of a certified provider that knows these users, by subject; ``naam`` is that of this machine."""
    wie = {"naam": naam, "client": CLIENT, "geheim": GEHEIM, "terug": terug}
    opties = {**wie, "gebruikers": gebruikers, "inIdToken": in_id_token}
    opdracht = ["node", str(REPO / "tests/oidc/aanbieder.mjs"), json.dumps(opties)]
    pijp = subprocess.PIPE
    with subprocess.Popen(opdracht, stdin=pijp, stdout=pijp, stderr=pijp, text=True, cwd=REPO) as proces:
        assert proces.stdin and proces.stdout and proces.stderr
        uitgever = proces.stdout.readline().strip()
        assert uitgever, proces.stderr.read()
        try:
            yield uitgever
        finally:
            proces.stdin.close()
            proces.wait(120)


Afwijking = Callable[["Antwoord"], None]


@dataclass
class Antwoord:
    """What the strict provider is about to give for a code; a test changes parts of it."""

    claims: Json
    kop: Json
    sleutel: Any
    lijf: Json
    status: int = 200
    rauw: bytes | None = None
    teken: Callable[[Antwoord], str] | None = None


class StrengeAanbieder:
    """A provider that refuses whatever the standard does not ask for, in this process."""

    def __init__(self) -> None:
        self.sleutel = nieuwe_sleutel("een")
        self.gebruiker: Json = {"sub": "sub-1", "preferred_username": "streng", "groepen": ["ocw"]}
        self.wijk_af: Afwijking = lambda _: None
        self.ontdekking: Json = {}
        self.bij_auth: dict[str, str] = {}
        self.userinfo: Json | None = None
        self.stuk: set[str] = set()
        self.gevraagd: list[str] = []
        self.codes_blijven = False
        self._codes: dict[str, dict[str, str]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.uitgever = f"http://127.0.0.1:{self._server.server_address[1]}"

    @contextmanager
    def draait(self) -> Iterator[StrengeAanbieder]:
        """Serve in a thread of its own."""
        draad = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        draad.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            draad.join(10)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        aanbieder = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                aanbieder._doe(self, b"")

            def do_POST(self) -> None:
                aanbieder._doe(self, self.rfile.read(int(self.headers["content-length"])))

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def _doe(self, vraag: BaseHTTPRequestHandler, lijf: bytes) -> None:
        delen = urlsplit(vraag.path)
        self.gevraagd.append(delen.path)
        if delen.path in self.stuk:
            self._geef(vraag, 500, b"<h1>stuk</h1>", "text/html")
        elif delen.path == "/.well-known/openid-configuration":
            self._geef_json(vraag, self._gegevens())
        elif delen.path == "/jwks":
            self._geef_json(vraag, {"keys": [self.sleutel.as_dict(private=False)]})
        elif delen.path == "/auth":
            self._auth(vraag, dict(parse_qsl(delen.query, strict_parsing=True)))
        elif delen.path == "/token":
            self._token(vraag, {naam: waarden[0] for naam, waarden in parse_qs(lijf.decode()).items()})
        elif delen.path == "/userinfo" and vraag.headers["authorization"] == "Bearer toegang":
            self._geef_json(vraag, self.userinfo or {})
        else:
            self._geef(vraag, 404, b"", "text/plain")

    def _gegevens(self) -> Json:
        adressen = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "jwks"}
        if self.userinfo is not None:
            adressen["userinfo_endpoint"] = "userinfo"
        basis = {naam: f"{self.uitgever}/{pad}" for naam, pad in adressen.items()}
        return {"issuer": self.uitgever, **basis, "code_challenge_methods_supported": ["S256"], **self.ontdekking}

    def _auth(self, vraag: BaseHTTPRequestHandler, velden: dict[str, str]) -> None:
        nodig = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
        goed = (
            set(velden) == nodig | {"code_challenge", "code_challenge_method"}
            and (velden["response_type"], velden["client_id"], velden["redirect_uri"]) == ("code", CLIENT, TERUG)
            and velden["scope"].split() == ["openid", "profile", "email"]
            and velden["code_challenge_method"] == "S256"
            and all(len(velden[naam]) == 43 for naam in ("state", "nonce", "code_challenge"))
            and len({velden[naam] for naam in ("state", "nonce", "code_challenge")}) == 3
        )
        if not goed:
            self._geef(vraag, 400, b"", "text/plain")
            return
        code = secrets.token_urlsafe(16)
        self._codes[code] = velden
        terug = {"code": code, "state": velden["state"], **self.bij_auth}
        vraag.send_response(302)
        vraag.send_header("Location", str(httpx2.URL(TERUG, params=terug)))
        vraag.end_headers()

    def _token(self, vraag: BaseHTTPRequestHandler, velden: dict[str, str]) -> None:
        soort, _, bewijs = vraag.headers.get("authorization", "").partition(" ")
        wie, _, geheim = base64.b64decode(bewijs).decode().partition(":")
        bij = self._codes.get(velden.get("code", ""))
        goed = (
            soort == "Basic"
            and (unquote_plus(wie), unquote_plus(geheim)) == (CLIENT, GEHEIM)
            and bij is not None
            and velden["grant_type"] == "authorization_code"
            and velden["redirect_uri"] == TERUG
            and bij["code_challenge"] == create_s256_code_challenge(velden["code_verifier"])
        )
        if not goed or bij is None:
            self._geef_json(vraag, {"error": "invalid_grant"}, 400)
            return
        if not self.codes_blijven:
            del self._codes[velden["code"]]
        self._geef_token(vraag, bij["nonce"])

    def _geef_token(self, vraag: BaseHTTPRequestHandler, nonce: str) -> None:
        nu = int(time.time())
        claims = {"iss": self.uitgever, "aud": CLIENT, "iat": nu, "exp": nu + 300, "nonce": nonce, **self.gebruiker}
        lijf = {"access_token": "toegang", "token_type": "Bearer", "expires_in": 300}
        kop = {"alg": "RS256", **({"kid": self.sleutel.kid} if self.sleutel.kid else {})}
        antwoord = Antwoord(claims, kop, self.sleutel, lijf)
        self.wijk_af(antwoord)
        if "id_token" not in antwoord.lijf:
            teken = antwoord.teken or ondertekend
            antwoord.lijf["id_token"] = teken(antwoord)
        if antwoord.rauw is not None:
            self._geef(vraag, antwoord.status, antwoord.rauw, "application/json")
        else:
            self._geef_json(vraag, antwoord.lijf, antwoord.status)

    def _geef_json(self, vraag: BaseHTTPRequestHandler, inhoud: Json, status: int = 200) -> None:
        self._geef(vraag, status, json.dumps(inhoud).encode(), "application/json")

    def _geef(self, vraag: BaseHTTPRequestHandler, status: int, lijf: bytes, soort: str) -> None:
        vraag.send_response(status)
        vraag.send_header("Content-Type", soort)
        vraag.send_header("Content-Length", str(len(lijf)))
        vraag.end_headers()
        vraag.wfile.write(lijf)


def nieuwe_sleutel(kid: str | None) -> RSAKey:
    """A key to sign with."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"} if kid else {"use": "sig"})


def ondertekend(antwoord: Antwoord) -> str:
    """The ID token."""
    return jwt.encode(antwoord.kop, antwoord.claims, antwoord.sleutel, algorithms=["RS256"])


def zonder_handtekening(antwoord: Antwoord) -> str:
    """An ID token that says it needs no signature."""
    delen = ({"alg": "none"}, antwoord.claims)
    return ".".join(_b64(json.dumps(deel).encode()) for deel in delen) + "."


def geknoeid(antwoord: Antwoord) -> str:
    """An ID token of which the claims were changed after it was signed."""
    kop, _, handtekening = ondertekend(antwoord).split(".")
    return f"{kop}.{_b64(json.dumps({**antwoord.claims, 'groepen': ['ocw-beheer']}).encode())}.{handtekening}"


def met_hmac(sleutel: bytes) -> Callable[[Antwoord], str]:
    """An ID token with a signature that whoever knows these bytes can make."""

    def teken(antwoord: Antwoord) -> str:
        delen = ({"alg": "HS256", "kid": "een"}, antwoord.claims)
        tekst = ".".join(_b64(json.dumps(deel).encode()) for deel in delen)
        return f"{tekst}.{_b64(hmac.digest(sleutel, tekst.encode(), 'sha256'))}"

    return teken


def halve_hash(tekst: str) -> str:
    """The at_hash that belongs to an access token."""
    return _b64(hashlib.sha256(tekst.encode()).digest()[:16])


def _b64(ruw: bytes) -> str:
    return base64.urlsafe_b64encode(ruw).rstrip(b"=").decode()

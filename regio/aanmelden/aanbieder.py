"""Signing in at the provider: the authorization code flow with PKCE, state and nonce.

What must be known when the visitor comes back goes sealed with their browser, so that any process can go on.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from regio.aanmelden.bewijs import controleer
from regio.aanmelden.fouten import AanbiederWeg, Geweigerd, NietDeze
from regio.aanmelden.identiteit import Identiteit, identiteit, volledig
from regio.aanmelden.instelling import Oidc
from regio.aanmelden.ontdekking import Ontdekking, haal
from regio.aanmelden.zegel import open_zegel, sleutel_uit, verzegel

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client
else:
    OAuth2Client = Any

Json = dict[str, Any]
WACHT_S = 600  # seconds that somebody may take at the provider
# Ways to show the provider that it is us, the best first.
_BEWIJZEN = ("client_secret_basic", "client_secret_post")
_LANGSTE = 4_096  # characters of a parameter that comes back
_MEESTE_GEBRUIKT = 10_000


@dataclass(frozen=True, slots=True)
class Begin:
    """Where to send a visitor, and what their browser must bring back."""

    adres: str
    zegel: str


class Aanbieder:
    """One provider; ``terug`` is the address of this service to which it sends visitors back."""

    def __init__(self, oidc: Oidc, terug: str) -> None:
        self._oidc, self._terug = oidc, terug
        self._sleutel = sleutel_uit(oidc.geheim)
        self._ontdekking = Ontdekking(oidc.uitgever)
        self._gebruikt = Gebruikt()

    def begin(self, naar: str) -> Begin:
        """Begin signing in, for somebody who goes on to the local path ``naar``. Raises AanbiederWeg."""
        gegevens = self._ontdekking.gegevens()
        wacht = {naam: secrets.token_urlsafe(32) for naam in ("state", "nonce", "verifier")}
        with self._client(gegevens) as client:
            adres, _ = client.create_authorization_url(
                gegevens["authorization_endpoint"],
                state=wacht["state"],
                code_verifier=wacht["verifier"],
                nonce=wacht["nonce"],
                scope=self._scope(gegevens),
            )
        return Begin(str(adres), verzegel(self._sleutel, {**wacht, "naar": naar}, WACHT_S))

    def rond_af(self, zegel: str, vraag: Mapping[str, str]) -> tuple[Identiteit, str]:
        """Who came back with these parameters, and where they go on.

        Raises NietDeze when it is not the one who waits with this seal, Geweigerd and AanbiederWeg.
        """
        wacht = open_zegel(self._sleutel, zegel)
        if wacht is None:
            raise NietDeze("zegel")
        if not secrets.compare_digest(vraag.get("state", "").encode(errors="replace"), wacht["state"].encode()):
            raise NietDeze("state")
        if not self._gebruikt.neem(wacht["state"]):
            raise Geweigerd("al gebruikt")
        gegevens = self._ontdekking.gegevens()
        token = self._wissel_in(gegevens, self._code(gegevens, vraag), wacht["verifier"])
        claims = controleer(self._oidc, self._ontdekking, token, wacht["nonce"])
        return identiteit(self._oidc, self._aangevuld(gegevens, claims, token)), wacht["naar"]

    def elders_uitloggen(self) -> str:
        """The address where somebody ends their session at the provider; empty when it has none or is away."""
        from authlib.common.urls import add_params_to_uri

        try:
            adres = self._ontdekking.gegevens().get("end_session_endpoint", "")
        except AanbiederWeg:
            return ""
        return str(add_params_to_uri(adres, [("client_id", self._oidc.client)])) if adres else ""

    def _client(self, gegevens: Json) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client

        from regio.aanmelden.verbinding import opties

        kan = gegevens.get("token_endpoint_auth_methods_supported", _BEWIJZEN)
        return OAuth2Client(
            client_id=self._oidc.client,
            client_secret=self._oidc.geheim,
            redirect_uri=self._terug,
            code_challenge_method="S256",
            token_endpoint_auth_method=next((een for een in _BEWIJZEN if een in kan), _BEWIJZEN[0]),
            **opties(),
        )

    def _scope(self, gegevens: Json) -> str:
        """What we ask to know: who it is, and the claim with the role where that has a scope of its own."""
        eigen = [self._oidc.claim] if self._oidc.claim in gegevens.get("scopes_supported", ()) else []
        return " ".join(dict.fromkeys(["openid", "profile", "email", *eigen]))

    def _code(self, gegevens: Json, vraag: Mapping[str, str]) -> str:
        """The code that came back from this provider and no other."""
        if "error" in vraag:
            raise Geweigerd("de aanbieder gaf een fout")
        verplicht = gegevens.get("authorization_response_iss_parameter_supported") is True
        if vraag.get("iss", None if verplicht else self._oidc.uitgever) != self._oidc.uitgever:
            raise Geweigerd("iss")
        code = vraag.get("code", "")
        if not 0 < len(code) <= _LANGSTE or not code.isprintable():
            raise Geweigerd("code")
        return code

    def _wissel_in(self, gegevens: Json, code: str, verifier: str) -> Json:
        """What the provider gives for a code."""
        import httpx2
        from authlib.integrations.base_client import OAuthError

        try:
            with self._client(gegevens) as client:
                bij = {"auth": self._basic()} if client.token_endpoint_auth_method == _BEWIJZEN[0] else {}
                token = client.fetch_token(gegevens["token_endpoint"], code=code, code_verifier=verifier, **bij)
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as fout:
            raise AanbiederWeg(type(fout).__name__) from None
        except OAuthError:
            raise Geweigerd("code niet ingewisseld") from None
        return dict(token)

    def _basic(self) -> tuple[str, str]:
        """Who we are, each part encoded as in a form (RFC 6749, 2.3.1), which authlib leaves out."""
        return quote_plus(self._oidc.client), quote_plus(self._oidc.geheim)

    def _aangevuld(self, gegevens: Json, claims: Json, token: Json) -> Json:
        """The claims, with those of the user info endpoint where the ID token says too little."""
        adres, toegang = gegevens.get("userinfo_endpoint"), token.get("access_token")
        if volledig(self._oidc, claims) or adres is None or not isinstance(toegang, str):
            return claims
        meer = haal(adres, {"Authorization": f"Bearer {toegang}"})
        if meer.get("sub") != claims["sub"]:
            raise Geweigerd("userinfo: sub")
        return {**meer, **claims}


class Gebruikt:
    """What may be used once, remembered as long as it could come again; ``klok`` only goes up.

    Remembered by this process alone: with more processes a state that is sent again may reach another one.
    There the code is what stops it, which a provider takes once (RFC 6749, 4.1.2).
    """

    def __init__(self, klok: Callable[[], float] = time.monotonic) -> None:
        self._klok, self._slot = klok, Lock()
        self._tot: dict[str, float] = {}

    def neem(self, wat: str) -> bool:
        """Whether this is the first time."""
        with self._slot:
            nu = self._klok()
            # In order of coming, so the oldest stand first.
            while self._tot and (next(iter(self._tot.values())) <= nu or len(self._tot) >= _MEESTE_GEBRUIKT):
                del self._tot[next(iter(self._tot))]
            if wat in self._tot:
                return False
            self._tot[wat] = nu + WACHT_S
            return True

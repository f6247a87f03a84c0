"""Plain ASGI middleware: headers on every answer, HEAD, a bound on bodies and on questions, the log.

One class does what every request needs, because each layer of middleware costs every request; the
hot lookups of ``api.voorrang`` do without it. The log carries method, route template, status and
milliseconds: no path, query, body or address.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logboek import toegang
from api.problemen import passend, probleem
from api.sessie import geheim_van
from api.storingen import meld_onverwacht

API_VERSIE = "1.0.0"
GROOTSTE_LIJF = 1_000_000
# Tables that a user brings to a scenario are longer than any other question: only by a link that was shared, or
# from whoever has a token or a session with them.
GROOTSTE_TABELLEN = 6_000_000
_TABELLEN = re.compile(
    r"/v1/scenarios/[0-9a-f]{32}/_factoren|/scenarios/(?:[0-9a-f]{32}|voorbeelden/[a-z0-9-]+)/factoren", re.ASCII
)
_TABELLEN_MET_LINK = re.compile(r"/scenarios/gedeeld/deel_[A-Za-z0-9_-]{43}/factoren", re.ASCII)
_KLEINER = "Er is niets berekend. Ga terug en stuur minder tegelijk, bijvoorbeeld één tabel."
_LOG_IN = " Of log eerst in: dan mag het samen 6 MB zijn."
# What is of one user, or for whoever has a link: no search engine has a use for it.
_EIGEN = re.compile(r"/scenarios/(?!voorbeelden/)|/verzoeken(?:/|$)", re.ASCII)
_NIET_VINDEN = (b"x-robots-tag", b"noindex")
_CSP = (
    "default-src 'self'; img-src 'self' data: https://service.pdok.nl; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_ZICHTBAAR = (
    b"API-Version, ETag, Content-Crs, Retry-After, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset"
)
KOPPEN: list[tuple[bytes, bytes]] = [
    (b"api-version", API_VERSIE.encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _ZICHTBAAR),
    (b"content-security-policy", _CSP.encode()),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
]
# A page that carries scripts in itself leaves its own policy under this name in the scope.
EIGEN_CSP = "regio.csp"
# The answer to a browser that asks whether a page of another site may put a question.
VOORAF = {
    "access-control-allow-methods": "GET, HEAD, POST",
    "access-control-allow-headers": "Content-Type",
    "access-control-max-age": "86400",
}
# Clients that are counted at a time, so that memory stays bounded; beyond it the oldest is forgotten.
MEESTE_KLANTEN = 100_000


class Basis:
    """Headers, HEAD answered as GET without a body, preflights, bounded bodies and the access log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin = time.perf_counter()
        methode = scope["method"]
        zonder_lijf = methode == "HEAD"
        if zonder_lijf:
            scope = {**scope, "method": "GET"}
        status = 0

        async def stuur(bericht: Message) -> None:
            nonlocal status
            if bericht["type"] == "http.response.start":
                status = bericht["status"]
                eigen = bericht["headers"] if methode != "HEAD" else _zonder_cookies(bericht["headers"])
                bericht["headers"] = [*eigen, *_koppen(scope)]
            elif zonder_lijf:
                bericht = {**bericht, "body": b""}
            await send(bericht)

        try:
            if methode == "GET":
                await self._app(scope, receive, stuur)
            else:
                await self._anders(methode, scope, receive, stuur)
        except Exception as fout:  # noqa: BLE001 - further out its text would be logged
            storing = onverwacht(scope, fout)
            if not status:
                await storing(scope, receive, stuur)
        finally:
            log(methode, getattr(scope.get("route"), "path_format", "-"), status, begin)

    async def _anders(self, methode: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Every method but GET."""
        if methode in ("POST", "PUT", "PATCH"):
            await self._begrensd(scope, receive, send)
        elif methode == "OPTIONS" and _vraagt_vooraf(scope):
            await Response(None, 204, VOORAF)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _begrensd(self, scope: Scope, receive: Receive, send: Send) -> None:
        lengte, meeste = dict(scope["headers"]).get(b"content-length", b"0"), _meeste(scope)
        if not lengte.isdigit() or int(lengte) > meeste:
            await te_groot(scope, meeste)(scope, receive, send)
            return
        berichten = await _lees(receive, meeste)
        if sum(len(bericht.get("body", b"")) for bericht in berichten) > meeste:
            await te_groot(scope, meeste)(scope, receive, send)
            return
        await self._app(scope, _opnieuw(berichten, receive), send)


def _koppen(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers that an answer gets besides its own."""
    koppen = _met_csp(scope[EIGEN_CSP]) if EIGEN_CSP in scope else KOPPEN
    return [*koppen, _NIET_VINDEN] if _EIGEN.match(scope["path"]) else koppen


def _met_csp(beleid: str) -> list[tuple[bytes, bytes]]:
    """The headers with another policy in place of the usual one."""
    naam = b"content-security-policy"
    return [(kop, beleid.encode() if kop == naam else waarde) for kop, waarde in KOPPEN]


def _vraagt_vooraf(scope: Scope) -> bool:
    """Whether this is the preflight of a question to the API from another site."""
    koppen = dict(scope["headers"])
    return scope["path"].startswith("/v1/") and b"origin" in koppen and b"access-control-request-method" in koppen


def _zonder_cookies(koppen: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer to HEAD: whoever did not see a page keeps what it would have shown once."""
    return [kop for kop in koppen if kop[0] != b"set-cookie"]


def _meeste(scope: Scope) -> int:
    """How many bytes the body of a request may have."""
    pad: str = scope["path"]
    if _TABELLEN_MET_LINK.fullmatch(pad) or (_TABELLEN.fullmatch(pad) and _noemt_zich(Request(scope))):
        return GROOTSTE_TABELLEN
    return GROOTSTE_LIJF


def _noemt_zich(request: Request) -> bool:
    """Whether a request carries a token or a session; whether it holds is looked up later."""
    return "authorization" in request.headers or geheim_van(request) is not None


def te_groot(scope: Scope, meeste: int) -> Response:
    """The answer to a body that is longer than it may be here, with what to do about it."""
    uitleg = f"Stuur ten hoogste {meeste // 1_000_000} MB."
    if scope["path"].endswith("/factoren"):
        uitleg = f"Uw tabellen zijn samen groter dan {meeste // 1_000_000} MB. {_KLEINER}"
        uitleg += _LOG_IN if meeste == GROOTSTE_LIJF else ""
    return passend(scope, probleem(413, uitleg))


async def _lees(receive: Receive, meeste: int) -> list[Message]:
    """The messages of a body, read until it ends or is beyond the bound without having said so."""
    berichten, gelezen, meer = list[Message](), 0, True
    while meer and gelezen <= meeste:
        bericht = await receive()
        berichten.append(bericht)
        gelezen += len(bericht.get("body", b""))
        meer = bericht.get("more_body", False)
    return berichten


def _opnieuw(berichten: list[Message], receive: Receive) -> Receive:
    """Gives messages that were read already, then what comes after them."""
    rij = iter(berichten)

    async def ontvang() -> Message:
        for bericht in rij:
            return bericht
        return await receive()

    return ontvang


def onverwacht(scope: Scope, fout: Exception) -> Response:
    """Log an error that nobody foresaw; gives the answer to who meets it."""
    meld_onverwacht(fout)
    return passend(scope, probleem(500))


def log(methode: str, sjabloon: str, status: int, begin: float) -> None:
    """Log a request that began at ``begin``, by the template of its path."""
    toegang(f"{methode} {sjabloon} {status} {(time.perf_counter() - begin) * 1000:.1f} ms")


class Begrenzer:
    """A bound on the questions per client and minute, for the routes that cost others something.

    Clients are kept in memory for a minute and nowhere else. Answers carry what is left.
    """

    def __init__(
        self,
        app: ASGIApp,
        paden: frozenset[str],
        limiet: int,
        klok: Callable[[], float] = time.time,
        *,
        lezend: frozenset[str] = frozenset(),
    ) -> None:
        """``paden`` are counted when something is posted there, ``lezend`` also when they are only asked for."""
        self._app, self._paden, self._lezend, self._limiet, self._klok = app, paden, lezend, limiet, klok
        self._minuut, self._tellers = 0, dict[str, int]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._telt(scope["method"], scope["path"]):
            await self._app(scope, receive, send)
            return
        nu = self._klok()
        if int(nu // 60) != self._minuut:
            self._minuut, self._tellers = int(nu // 60), {}
        klant = scope["client"][0] if scope.get("client") else ""
        aantal = self._tellers[klant] = self._tellers.get(klant, 0) + 1
        if len(self._tellers) > MEESTE_KLANTEN:
            del self._tellers[next(iter(self._tellers))]
        wacht = int((self._minuut + 1) * 60 - nu) + 1
        koppen = {
            "x-rate-limit-limit": str(self._limiet),
            "x-rate-limit-remaining": str(max(0, self._limiet - aantal)),
            "x-rate-limit-reset": str(wacht),
        }
        if aantal > self._limiet:
            uitleg = f"Wacht {wacht} seconden en probeer het opnieuw."
            te_veel = probleem(429, uitleg, koppen={**koppen, "retry-after": str(wacht)})
            await passend(scope, te_veel)(scope, receive, send)
            return
        extra = [(naam.encode(), waarde.encode()) for naam, waarde in koppen.items()]

        async def stuur(bericht: Message) -> None:
            if bericht["type"] == "http.response.start":
                bericht["headers"] = [*bericht["headers"], *extra]
            await send(bericht)

        await self._app(scope, receive, stuur)

    def _telt(self, methode: str, pad: str) -> bool:
        return pad in self._lezend or (methode == "POST" and pad in self._paden)

"""Asking PDOK: time-outs, redirects that stay with the service, and trying again with jitter."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from regio import __version__
from regio.adressen.pdok import wachttijd
from regio.bronnen.ophalen.dienst import Dienst, samen
from regio.bronnen.ophalen.fouten import NIETS_VERLOREN, NietAanwezig, Onbruikbaar, Storing, eerste_zin

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")
MEESTE_DOORVERWIJZINGEN = 5
_DOORVERWIJZING = frozenset({301, 302, 303, 307, 308})
_NIET_DAAR = frozenset({400, 404, 410})
_LATER = "Controleer de internetverbinding en geef de opdracht later opnieuw. " + NIETS_VERLOREN


@dataclass(frozen=True, slots=True)
class Geduld:
    """How long to wait, in seconds, and how often to try."""

    verbinden: float = 10.0
    lezen: float = 60.0
    pogingen: int = 4
    eerste_wacht: float = 1.0
    langste_wacht: float = 20.0
    langste_verzoek: float = 120.0  # no Retry-After above this is waited for
    venster: float = 60.0  # within this time ``traagste`` bytes a second must come in
    traagste: int = 1_000


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A whole answer; keys of ``koppen`` are lower case."""

    url: str
    status: int
    koppen: Mapping[str, str]
    lijf: bytes

    @property
    def is_html(self) -> bool:
        """Whether this is a web page: the login page of a network, or a page about an error."""
        return lijkt_html(self.koppen.get("content-type", ""), self.lijf)


class Verbinding:
    """Connections to one service; ``meld`` is told of every new try. Use as a context manager."""

    def __init__(self, dienst: Dienst, geduld: Geduld | None = None, meld: Callable[[str], None] | None = None) -> None:
        import httpx2
        from stamina.instrumentation import set_on_retry_hooks

        # By itself it prints retries through structlog to stdout.
        set_on_retry_hooks([])
        self.dienst = dienst
        self.geduld = geduld or Geduld()
        self._meld = meld or (lambda _: None)
        self._client = httpx2.Client(
            headers={"User-Agent": f"regio/{__version__}", "Accept-Encoding": "identity"},
            timeout=httpx2.Timeout(self.geduld.lezen, connect=self.geduld.verbinden),
            follow_redirects=False,
        )

    def __enter__(self) -> Verbinding:
        return self

    def __exit__(
        self, _soort: type[BaseException] | None, _fout: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._client.close()

    @contextmanager
    def open(
        self, url: str, koppen: Mapping[str, str] | None = None, *, goed: Collection[int] = (200,), methode: str = "GET"
    ) -> Iterator[httpx2.Response]:
        """An answer whose body is still to be read. Raises Storing and Onbruikbaar, also while it is read."""
        with _in_gewone_taal(url):
            for _ in range(MEESTE_DOORVERWIJZINGEN + 1):
                if not self.dienst.mag(url):
                    raise Onbruikbaar(
                        f"PDOK verwijst door naar {_plek(url)}; dat is geen adres van deze dienst en wordt niet "
                        f"gevolgd. Controleer het netwerk (een aanmeldpagina of proxy?). {NIETS_VERLOREN}"
                    )
                with self._client.stream(methode, url, headers=dict(koppen or {})) as antwoord:
                    if antwoord.status_code not in _DOORVERWIJZING:
                        self._controleer(antwoord, goed)
                        yield antwoord
                        return
                    url = samen(url, antwoord.headers.get("Location", ""))
        raise Onbruikbaar(f"PDOK blijft doorverwijzen ({_plek(url)}). Probeer het later opnieuw. {NIETS_VERLOREN}")

    def haal(
        self, url: str, *, grootste: int, koppen: Mapping[str, str] | None = None, goed: Collection[int] = (200,)
    ) -> Antwoord:
        """A whole answer of at most ``grootste`` bytes, tried a few times. Raises Storing and Onbruikbaar."""

        def werk() -> Antwoord:
            with self.open(url, koppen, goed=goed) as antwoord:
                lijf = bytearray()
                for stuk in self.stukken(antwoord):
                    lijf += stuk
                    if len(lijf) > grootste:
                        raise te_groot(url, grootste)
                return Antwoord(
                    url, antwoord.status_code, {k.lower(): w for k, w in antwoord.headers.items()}, bytes(lijf)
                )

        return self.met_geduld(werk)

    def stukken(self, antwoord: httpx2.Response) -> Iterator[bytes]:
        """The body as it comes in, not unpacked. Raises Storing when it only drips in."""
        begin, binnen = time.monotonic(), 0
        if antwoord.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
            raise Onbruikbaar(f"PDOK stuurt een ingepakt antwoord waar niet om is gevraagd. {NIETS_VERLOREN}")
        for stuk in antwoord.iter_raw():
            yield stuk
            binnen += len(stuk)
            if (duur := time.monotonic() - begin) > self.geduld.venster:
                if binnen < duur * self.geduld.traagste:
                    raise Storing(f"De verbinding met {_plek(str(antwoord.url))} is te traag. {_LATER}")
                begin, binnen = time.monotonic(), 0

    def met_geduld(self, werk: Callable[[], T]) -> T:
        """The result of ``werk``, tried again after a Storing that may pass. Raises what the last try raised."""
        import stamina

        geduld, laatste = self.geduld, ""

        def nog_eens(fout: Exception) -> bool | float:
            nonlocal laatste
            laatste = eerste_zin(fout) if isinstance(fout, Storing) else ""
            if not isinstance(fout, Storing) or not fout.opnieuw:
                return False
            return True if fout.wacht is None else fout.wacht

        for poging in stamina.retry_context(
            on=nog_eens,
            attempts=geduld.pogingen,
            timeout=None,
            wait_initial=geduld.eerste_wacht,
            wait_max=geduld.langste_wacht,
            wait_jitter=geduld.eerste_wacht,
        ):
            with poging:
                if poging.num > 1:
                    self._meld(f"Poging {poging.num} van {geduld.pogingen}. {laatste}")
                return werk()
        raise AssertionError("the loop returns or raises")

    def _controleer(self, antwoord: httpx2.Response, goed: Collection[int]) -> None:
        status, plek = antwoord.status_code, _plek(str(antwoord.url))
        if status in goed:
            return
        if status in (429, 503):
            raise self._even_wachten(plek, status, wachttijd(antwoord.headers.get("Retry-After")))
        if status >= 500 or status == 408:
            raise Storing(f"{plek} heeft een storing (status {status}). {_LATER}")
        soort = NietAanwezig if status in _NIET_DAAR else Onbruikbaar
        raise soort(f"{plek} geeft dit niet (status {status}). {NIETS_VERLOREN}")

    def _even_wachten(self, plek: str, status: int, wacht: float | None) -> Storing:
        if wacht is not None and wacht > self.geduld.langste_verzoek:
            minuten = max(round(wacht / 60), 1)
            tekst = f"{plek} vraagt om {minuten} minuten te wachten. Geef de opdracht daarna opnieuw. {NIETS_VERLOREN}"
            return Storing(tekst, opnieuw=False)
        reden = "heeft het te druk" if status == 429 else "heeft een storing"
        return Storing(f"{plek} {reden} (status {status}). {_LATER}", wacht=wacht)


def te_groot(url: str, grootste: int) -> Onbruikbaar:
    """The fault of an answer that is larger than anything this service should send."""
    return Onbruikbaar(
        f"{_plek(url)} stuurt meer dan {grootste // 1_000_000} MB; "
        f"dat is geen bestand van deze dienst. {NIETS_VERLOREN}"
    )


def geen_pagina(url: str) -> Onbruikbaar:
    """The fault of a web page where a file was asked."""
    return Onbruikbaar(
        f"{_plek(url)} stuurt een webpagina in plaats van het bestand. Meld u aan op het netwerk of "
        f"vraag de beheerder om {_plek(url)} door te laten. {NIETS_VERLOREN}"
    )


def lijkt_html(soort: str, begin: bytes) -> bool:
    """Whether a body is a web page, by its content type or its first characters."""
    kop = begin[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return soort.lower().startswith(("text/html", "application/xhtml")) or kop.startswith((b"<!doctype html", b"<html"))


def _plek(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2] or "een onbekend adres"
    except ValueError:
        return "een onbekend adres"


@contextmanager
def _in_gewone_taal(url: str) -> Iterator[None]:
    import httpx2

    plek = _plek(url)
    try:
        yield
    except httpx2.TimeoutException:
        raise Storing(f"{plek} antwoordt niet op tijd. {_LATER}") from None
    except httpx2.ConnectError as fout:
        if "certificate" in str(fout).lower():
            raise Onbruikbaar(
                f"Het certificaat van {plek} wordt niet vertrouwd. Vraag de beheerder van het netwerk "
                f"(een proxy?) om hulp. {NIETS_VERLOREN}"
            ) from None
        raise Storing(f"{plek} is niet bereikbaar. {_LATER}") from None
    except (httpx2.NetworkError, httpx2.RemoteProtocolError, httpx2.ProxyError):
        raise Storing(f"De verbinding met {plek} is verbroken. {_LATER}") from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as fout:
        raise Onbruikbaar(f"{plek} geeft geen bruikbaar antwoord ({type(fout).__name__}). {NIETS_VERLOREN}") from None

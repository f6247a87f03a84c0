"""The PDOK Locatieserver as a geocoder.

``httpx2`` and ``stamina`` are imported at the first lookup, not before: the start of the service
does not pay for them. Nothing of a question or an answer is logged or put into an exception.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from regio import __version__
from regio.adressen.onderbreker import Onderbreker
from regio.adressen.pdok_antwoord import Gelezen, Onleesbaar, lees_antwoord
from regio.adressen.poort import Geocodering
from regio.fouten import RegioFout
from regio.stil import zwijg

if TYPE_CHECKING:
    import httpx2

PDOK_URL = "https://api.pdok.nl/bzk/locatieserver/search/v3_1/free"
BRON = "PDOK Locatieserver"
VELDEN = (
    "type,weergavenaam,postcode,huisnummer,gemeentecode,gemeentenaam,woonplaatsnaam,centroide_ll,centroide_rd,score"
)

TIJD_VERBINDEN = 1.0  # seconds
TIJD_LEZEN = 2.0
TIJD_TOTAAL = 4.0
POGINGEN = 3
LANGSTE_VRAAG = 200  # characters; no address is longer
GROOTSTE_ANTWOORD = 1_000_000  # bytes
LANGSTE_PAUZE = 300.0  # seconds; no Retry-After keeps us away for longer

_GEEN_ANTWOORD = (
    "Het adres is niet opgezocht: de adressendienst van PDOK geeft nu geen bruikbaar antwoord. "
    "Zoek op postcode of probeer het later opnieuw."
)
_TE_LAAT = (
    "Het adres is niet opgezocht: de adressendienst van PDOK antwoordt nu niet op tijd. "
    "Zoek op postcode of probeer het later opnieuw."
)
_EVEN_NIET = (
    "Het adres is niet opgezocht: de adressendienst van PDOK had een storing en wordt even niet gevraagd. "
    "Zoek op postcode of probeer het over een paar minuten opnieuw."
)

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # no warnings on the stderr of a program without logging


class _Storing(RegioFout):
    """The service could not be asked. Its text is a short code, never a part of the question."""

    def __init__(self, code: str, *, opnieuw: bool = False, wacht: float | None = None, telt: bool = True) -> None:
        super().__init__(code)
        self.opnieuw = opnieuw  # another try may help
        self.wacht = wacht  # seconds the service asked us to wait
        self.telt = telt  # says something about the service, not only about this question


class PdokGeocoder:
    """Finds addresses with the Locatieserver's ``free`` service at ``url``.

    One instance serves all threads. Raises RegioFout when ``url`` is no web address.
    """

    def __init__(
        self, url: str = PDOK_URL, *, referer: str, onderbreker: Onderbreker | None = None, totaal: float = TIJD_TOTAAL
    ) -> None:
        self._url = _controleer_url(url)
        self._referer = referer
        self._totaal = totaal
        self._onderbreker = onderbreker or Onderbreker()
        self._slot = threading.Lock()
        self._client: httpx2.Client | None = None

    def zoek(self, vraag: str, maximum: int = 5) -> Geocodering:
        """At most ``maximum`` addresses, in the order of the service; within about 4 seconds."""
        schoon = schone_vraag(vraag)
        if not schoon:
            return Geocodering((), BRON)
        if not self._onderbreker.mag():
            return Geocodering((), BRON, _EVEN_NIET)
        try:
            antwoord = _begrensd(lambda: self._vraag(schoon, maximum), self._totaal)
        except _Storing as storing:
            return self._storing(storing)
        self._onderbreker.gelukt()
        adressen = antwoord.adressen[:maximum]
        return Geocodering(adressen, BRON, meer=antwoord.gevonden > maximum)

    def sluit(self) -> None:
        """Close the connections; the next lookup opens new ones."""
        with self._slot:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _storing(self, storing: _Storing) -> Geocodering:
        code = str(storing)
        _log.warning("adres niet opgezocht bij PDOK: %s", code)
        if storing.telt:
            self._onderbreker.mislukt(None if storing.wacht is None else min(storing.wacht, LANGSTE_PAUZE))
        else:
            self._onderbreker.gelukt()
        return Geocodering((), BRON, _TE_LAAT if code == "te-laat" else _GEEN_ANTWOORD)

    def _vraag(self, vraag: str, maximum: int) -> Gelezen:
        """Ask, and ask again where that can help. Raises _Storing."""
        import stamina

        eind = time.monotonic() + self._totaal
        client = self._verbinding()
        verzoek = {"q": vraag, "fq": "type:adres", "rows": str(maximum), "fl": VELDEN}

        def nog_eens(fout: Exception) -> bool | float:
            rest = eind - time.monotonic()
            if not isinstance(fout, _Storing) or not fout.opnieuw or rest <= 0:
                return False
            return True if fout.wacht is None else (fout.wacht if fout.wacht < rest else False)

        for poging in stamina.retry_context(
            on=nog_eens, attempts=POGINGEN, timeout=self._totaal, wait_initial=0.1, wait_max=0.5, wait_jitter=0.2
        ):
            with poging:
                return lees_antwoord(_haal(client, self._url, verzoek, eind))
        raise AssertionError("the loop returns or raises")

    def _verbinding(self) -> httpx2.Client:
        import httpx2

        with self._slot:
            if self._client is None:
                _zwijg()
                self._client = httpx2.Client(
                    headers={
                        "Referer": self._referer,
                        "Accept": "application/json",
                        "User-Agent": f"regio/{__version__}",
                    },
                )
            return self._client


def schone_vraag(vraag: str) -> str:
    """The question with only letters, digits and ``' . , -``: no search syntax of the service.

    Empty when it is longer than an address can be or holds no letter or digit.
    """
    if len(vraag) > LANGSTE_VRAAG:
        return ""
    ruw = "".join(teken if teken.isalnum() or teken in "'.,-" else " " for teken in vraag)
    # A hyphen before a word would mean "without this word".
    return " ".join(woord for woord in (woord.lstrip("-.,") for woord in ruw.split()) if woord)


def _controleer_url(url: str) -> str:
    """``url`` ending in ``/free``. Raises RegioFout when it is no web address."""
    delen = urlsplit(url)
    if delen.scheme not in ("http", "https") or not delen.hostname or delen.query or delen.fragment:
        raise RegioFout("REGIO_GEOCODER_URL moet een webadres zijn, zoals https://voorbeeld.nl/locatieserver/free.")
    return url if delen.path.rstrip("/").endswith("/free") else url.rstrip("/") + "/free"


def _zwijg() -> None:
    """Keep the libraries below from logging addresses, whatever their level is set to."""
    from stamina.instrumentation import set_on_retry_hooks

    zwijg()
    # By itself it prints retries through structlog, unconfigured to stdout: into `regio zoek --json`.
    set_on_retry_hooks([])


def _begrensd(werk: Callable[[], Gelezen], seconden: float) -> Gelezen:
    """The result of ``werk``, or _Storing("te-laat") after so many seconds.

    In a thread of its own, because time-outs of a socket do not cover a name server that hangs
    or an answer that drips in; a daemon, so that leaving the program never waits for it.
    """
    uitkomst: list[Gelezen | _Storing] = []

    def doe() -> None:
        try:
            uitkomst.append(werk())
        except _Storing as storing:
            uitkomst.append(storing)
        except Onleesbaar:
            uitkomst.append(_Storing("onleesbaar"))
        except Exception as fout:  # noqa: BLE001 - whatever goes wrong: no traceback that holds an address
            uitkomst.append(_Storing(type(fout).__name__))

    draad = threading.Thread(target=doe, name="pdok", daemon=True)
    draad.start()
    draad.join(seconden)
    if not uitkomst:
        raise _Storing("te-laat")
    if isinstance(uitkomst[0], _Storing):
        raise uitkomst[0] from None
    return uitkomst[0]


def _haal(client: httpx2.Client, url: str, verzoek: dict[str, str], eind: float) -> bytes:
    """The body of one answer, read before ``eind`` (monotonic seconds). Raises _Storing."""
    import httpx2

    rest = max(eind - time.monotonic(), 0.01)
    tijd = httpx2.Timeout(min(TIJD_LEZEN, rest), connect=min(TIJD_VERBINDEN, rest))
    try:
        with client.stream("GET", url, params=verzoek, timeout=tijd) as antwoord:
            _controleer_status(antwoord.status_code, antwoord.headers.get("Retry-After"))
            return _lees_lijf(antwoord, eind)
    except httpx2.ConnectTimeout:
        raise _Storing("te-laat", opnieuw=True) from None
    except httpx2.TimeoutException:
        raise _Storing("te-laat") from None
    except (httpx2.NetworkError, httpx2.RemoteProtocolError):
        raise _Storing("verbinding", opnieuw=True) from None
    except httpx2.HTTPError as fout:
        raise _Storing(type(fout).__name__) from None


def _lees_lijf(antwoord: httpx2.Response, eind: float) -> bytes:
    lijf = bytearray()
    for stuk in antwoord.iter_bytes(65_536):
        lijf += stuk
        if len(lijf) > GROOTSTE_ANTWOORD:
            raise _Storing("te-groot")
        if time.monotonic() > eind:
            raise _Storing("te-laat")
    return bytes(lijf)


def _controleer_status(status: int, retry_after: str | None) -> None:
    """Raises _Storing for every status but 200."""
    if status == 200:
        return
    code = f"http-{status}"
    if status == 429:
        raise _Storing(code, opnieuw=True, wacht=wachttijd(retry_after))
    # A question that the service cannot digest must not shut it off for everyone else.
    raise _Storing(code, opnieuw=status >= 500, telt=status not in (400, 414, 422))


def wachttijd(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header (a number or a date); None when absent or unreadable."""
    tekst = (retry_after or "").strip()
    if tekst.isascii() and tekst.isdigit() and len(tekst) < 10:
        return float(tekst)
    try:
        return max(parsedate_to_datetime(tekst).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None

"""What the provider publishes about itself: its addresses and the keys it signs with, kept for an hour."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from regio.aanmelden.fouten import AanbiederWeg
from regio.aanmelden.instelling import is_veilig
from regio.adressen.onderbreker import Onderbreker

Json = dict[str, Any]
Klok = Callable[[], float]
BEWAAR_S = 3_600.0
PAUZE_S = 10.0
# While one asks, who wants the same waits no longer than this: a provider that hangs must not hold up many.
GEDULD_S = 1.0
_NODIG = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MAG = ("userinfo_endpoint", "end_session_endpoint")


class Ontdekking:
    """The published documents of one issuer. Safe to share between threads."""

    def __init__(self, uitgever: str, klok: Klok = time.monotonic) -> None:
        self._uitgever, self._klok = uitgever, klok
        self._slot, self._vragen = Lock(), Lock()
        # A provider that is away is left alone for a moment, so that visitors need not wait for it one by one.
        self._onderbreker = Onderbreker(grens=1, pauze=PAUZE_S, klok=klok)
        self._bewaard: dict[str, tuple[float, Json]] = {}

    def gegevens(self) -> Json:
        """The addresses of the provider, checked. Raises AanbiederWeg."""
        from authlib.oidc.discovery import get_well_known_url

        return self._kort_bewaard(get_well_known_url(self._uitgever, external=True), self._keur)

    def sleutels(self, *, opnieuw: bool = False) -> Json:
        """The set of keys; ``opnieuw`` asks again, after a signature with a key that is not in it."""
        adres = str(self.gegevens()["jwks_uri"])
        if opnieuw:
            with self._slot:
                self._bewaard.pop(adres, None)
        return self._kort_bewaard(adres, _keur_sleutels)

    def _kort_bewaard(self, adres: str, keur: Callable[[Json], None]) -> Json:
        bewaard = self._vers(adres)
        if bewaard is not None:
            return bewaard
        if not self._vragen.acquire(timeout=GEDULD_S):
            raise AanbiederWeg("wordt al gevraagd")
        try:
            # Who asked before may have got it.
            return self._vers(adres) or self._vraag(adres, keur)
        finally:
            self._vragen.release()

    def _vers(self, adres: str) -> Json | None:
        with self._slot:
            tot, inhoud = self._bewaard.get(adres, (0.0, {}))
        return inhoud if self._klok() < tot else None

    def _vraag(self, adres: str, keur: Callable[[Json], None]) -> Json:
        if not self._onderbreker.mag():
            raise AanbiederWeg("even niet gevraagd")
        try:
            inhoud = haal(adres)
            keur(inhoud)
        except AanbiederWeg:
            self._onderbreker.mislukt()
            raise
        self._onderbreker.gelukt()
        with self._slot:
            self._bewaard[adres] = (self._klok() + BEWAAR_S, inhoud)
        return inhoud

    def _keur(self, gegevens: Json) -> None:
        if gegevens.get("issuer") != self._uitgever:
            raise AanbiederWeg("andere uitgever in de ontdekking")
        adressen = [gegevens.get(naam) for naam in _NODIG] + [gegevens[naam] for naam in _MAG if naam in gegevens]
        if not all(isinstance(adres, str) and is_veilig(adres) for adres in adressen):
            raise AanbiederWeg("adres ontbreekt of is niet veilig")
        if "S256" not in gegevens.get("code_challenge_methods_supported", ["S256"]):
            raise AanbiederWeg("geen PKCE met S256")


def haal(adres: str, koppen: Mapping[str, str] | None = None) -> Json:
    """A JSON object from the provider. Raises AanbiederWeg."""
    import httpx2

    from regio.aanmelden.verbinding import opties

    try:
        with httpx2.Client(**opties()) as client:
            antwoord = client.get(adres, headers=dict(koppen or {}))
            inhoud = antwoord.json() if antwoord.status_code == 200 else None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as fout:
        raise AanbiederWeg(type(fout).__name__) from None
    if not isinstance(inhoud, dict):
        raise AanbiederWeg(f"antwoord {antwoord.status_code} zonder JSON")
    return inhoud


def _keur_sleutels(sleutels: Json) -> None:
    if not isinstance(sleutels.get("keys"), list):
        raise AanbiederWeg("geen sleutels")

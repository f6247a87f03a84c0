"""A database with users of every role, and clients that sign in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from regio.opslag import gebruikers
from regio.opslag.migraties import migreer
from regio.opslag.verbinding import maak_engine

PAD = "/v1/scenarios"
ZET = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"}
ANDERE_ZET = {"soort": "hernoem", "sector": "VO", "code": "VO2001", "naam": "Proefnaam"}
PEILDATUM = "2026-01-01"


def maak_database(url: str) -> Engine:
    """A migrated database with ``anna`` and ``bob`` (bewerker), ``lies`` (lezer) and ``beheer`` (beheerder)."""
    engine = maak_engine(url)
    migreer(engine)
    for naam, rol in (("anna", "bewerker"), ("bob", "bewerker"), ("lies", "lezer"), ("beheer", "beheerder")):
        gebruikers.maak_gebruiker(engine, naam, rol)
    return engine


@dataclass
class Proef:
    """An application over such a database."""

    client: TestClient
    engine: Engine

    def token(self, naam: str, rol: str | None = None) -> str:
        """A new token."""
        return gebruikers.maak_token(self.engine, naam, rol)

    def verlopen(self, naam: str) -> str:
        """A token that was good until yesterday."""
        geheim = self.token(naam)
        with self.engine.begin() as verbinding:
            vraag = text("UPDATE token SET verloopt_op = '2020-01-01T00:00:00+00:00' WHERE sha256 = :afdruk")
            verbinding.execute(vraag, {"afdruk": gebruikers.afdruk(geheim)})
        return geheim

    def ingetrokken(self, naam: str) -> str:
        """A token that was revoked; the others of this user too."""
        geheim = self.token(naam)
        gebruikers.trek_in(self.engine, naam)
        return geheim

    def vraag(self, methode: str, pad: str, token: str | None, **opties: Any) -> httpx2.Response:
        """Ask with a token, and with an ETag as ``gezien``."""
        koppen = dict(opties.pop("headers", {}))
        if token is not None:
            koppen["authorization"] = f"Bearer {token}"
        if (gezien := opties.pop("gezien", None)) is not None:
            koppen["if-match"] = gezien
        return self.client.request(methode, pad, headers=koppen, **opties)

    def maak(self, token: str, *zetten: dict[str, Any], naam: str = "Proef") -> httpx2.Response:
        """A new scenario."""
        lijf = {"naam": naam, "peildatum": PEILDATUM, "zetten": list(zetten)}
        return self.vraag("POST", PAD, token, json=lijf)


MaakProef = Callable[[Path], Proef]

"""Who asks: a token in the header Authorization, or else the session of the pages, looked up in the database.

Answers about who may what tell nothing: an unknown, expired or revoked token gives the same 401, and a
scenario of somebody else is as one that is not there. The database and what it needs are only imported
when the first token or cookie comes.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from api.sessie import CSRF_KOP, ZONDER_WIJZIGING, keur, sessie_van
from kaarten.inloggen.pad import TERUG
from regio.fouten import Opslagfout
from regio.instellingen import Instellingen

if TYPE_CHECKING:
    from regio.aanmelden.aanbieder import Aanbieder
    from regio.opslag.gebruikers import Engine, Wie
    from regio.opslag.scenarios import Gast

    Iemand = Wie | Gast
else:
    Aanbieder = Engine = Wie = Iemand = Any

_SCHEMA = HTTPBearer(
    scheme_name="token",
    description="Een token van regio gebruiker token, of dat van een deellink.",
    auto_error=False,
)
Kop = Annotated[HTTPAuthorizationCredentials | None, Depends(_SCHEMA)]


class Toegang:
    """The database with users and scenarios of one application, opened when it is first needed."""

    def __init__(self, database_url: str) -> None:
        self._url, self._slot = database_url, Lock()
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        """The engine; raises Opslagfout where there is no database yet."""
        from regio.opslag.verbinding import maak_engine, sqlite_bestand

        with self._slot:
            if self._engine is None:
                self._engine = maak_engine(self._url, dienst=True)
        bestand = sqlite_bestand(self._engine)
        if bestand is not None and not bestand.is_file():
            # Opening it would make an empty one.
            raise Opslagfout("Er is nog geen database; voer uit: regio data laad.")
        return self._engine

    def wie(self, geheim: str) -> Iemand | None:
        """Who holds a token or a link; None when it is not or no longer valid. Raises Opslagfout."""
        from regio.opslag.gebruikers import GEBRUIKERSTOKEN, TOKENVORM, wie_heeft
        from regio.opslag.scenarios import gast_met

        vorm = TOKENVORM.fullmatch(geheim)
        if vorm is None:
            return None
        return (wie_heeft if vorm[1] == GEBRUIKERSTOKEN else gast_met)(self.engine, geheim)

    def sluit(self) -> None:
        """Close what is open."""
        if self._engine is not None:
            self._engine.dispose()


def aanbieder_van(instellingen: Instellingen) -> Aanbieder | None:
    """The provider where users may sign in; None without one in the settings."""
    oidc = instellingen.oidc
    if oidc is None:
        return None
    from regio.aanmelden.aanbieder import Aanbieder

    return Aanbieder(oidc, instellingen.adres + TERUG)


def toegang_van(request: Request) -> Toegang:
    """The access of this application."""
    toegang: Toegang = request.app.state.toegang
    return toegang


def iemand(request: Request, kop: Kop) -> Iemand:
    """Whoever asks, also by a link or by a session of the pages; raises 401 and 403."""
    gevonden = toegang_van(request).wie(kop.credentials) if kop is not None else _met_sessie(request)
    if gevonden is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return gevonden


def _met_sessie(request: Request) -> Wie | None:
    """Whoever signed in on the pages; a change must come from one of those. Raises 403."""
    sessie = sessie_van(request)
    if sessie is None:
        return None
    if request.method not in ZONDER_WIJZIGING:
        keur(request, sessie, request.headers.get(CSRF_KOP, ""))
    return sessie.wie


def gebruiker(wie: Annotated[Iemand, Depends(iemand)]) -> Wie:
    """Whoever asks, not by a link; raises 401 and 403."""
    from regio.opslag.gebruikers import Wie

    if not isinstance(wie, Wie):
        raise HTTPException(403)
    return wie


def bewerker(wie: Annotated[Wie, Depends(gebruiker)]) -> Wie:
    """Whoever asks, who may make and change scenarios; raises 401 and 403."""
    from regio.opslag.gebruikers import BEWERKER

    if not wie.mag(BEWERKER):
        raise HTTPException(403)
    return wie


def keur_beheerder(wie: Wie) -> None:
    """Raises 403 for who may not see what is of others."""
    from regio.opslag.gebruikers import BEHEERDER

    if not wie.mag(BEHEERDER):
        raise HTTPException(403)


ToegangNu = Annotated[Toegang, Depends(toegang_van)]
Lezer = Annotated[Iemand, Depends(iemand)]
Gebruiker = Annotated[Wie, Depends(gebruiker)]
Bewerker = Annotated[Wie, Depends(bewerker)]

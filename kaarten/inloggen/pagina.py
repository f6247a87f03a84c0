"""The page to sign in on, also for who did already, as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kaarten.inloggen.pad import EXTERN
from kaarten.pagina import vul_in
from regio.rollen import BEHEERDER, BEWERKER, LEZER

_ROLLEN = {
    LEZER: "u kunt uw scenario’s lezen",
    BEWERKER: "u kunt scenario’s maken, wijzigen en delen",
    BEHEERDER: "u kunt ook scenario’s van anderen lezen en wijzigen",
}


@dataclass(frozen=True, slots=True)
class Ingelogd:
    """Who signed in, and the value that their forms carry."""

    naam: str
    rol: str
    csrf: str


def inlogpagina(
    naar: str,
    *,
    ingelogd: Ingelogd | None = None,
    fout: str = "",
    bovenaan: str = "",
    melding: str = "",
    extern: bool = False,
    elders: str = "",
) -> str:
    """The page; ``naar`` is a local path, ``extern`` is whether there is a provider to sign in at.

    ``fout`` stands at the token and ``bovenaan`` above all. ``elders`` is the address where somebody signs out from
    the provider too.
    """
    return vul_in(
        "inloggen.html",
        naar=naar,
        ingelogd=ingelogd,
        rollen=_ROLLEN,
        fout=fout,
        bovenaan=bovenaan,
        melding=melding,
        extern=f"{EXTERN}?naar={quote(naar, safe='/')}" if extern else "",
        elders=elders,
    )

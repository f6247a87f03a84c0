"""What a provider says about somebody, as this service knows them: who, by which name, with which role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regio.aanmelden.instelling import Oidc
from regio.gebruikersnaam import gewoon
from regio.rollen import LEZER, ROLLEN

Claims = Mapping[str, Any]
_NAMEN = ("preferred_username", "name", "email")
_ZONDER_NAAM = "gebruiker"
_LANGSTE_NAAM = 90  # leaves room for a number behind it
LANGSTE_SUB = 255  # the standard allows no longer one


@dataclass(frozen=True, slots=True)
class Identiteit:
    """``extern`` is issuer and subject, which together never change."""

    extern: str
    naam: str
    rol: str


def identiteit(oidc: Oidc, claims: Claims) -> Identiteit:
    """Whom the claims are about; the highest role that a value gives, else lezer."""
    return Identiteit(f"{oidc.uitgever} {claims['sub']}", _naam(claims), _rol(oidc, claims))


def volledig(oidc: Oidc, claims: Claims) -> bool:
    """Whether the claims hold a name and the one with the role; else the provider may tell more elsewhere."""
    return _waarde(claims, oidc.claim) is not None and any(_schoon(claims.get(naam)) for naam in _NAMEN)


def _naam(claims: Claims) -> str:
    return next((schoon for naam in _NAMEN if (schoon := _schoon(claims.get(naam)))), _ZONDER_NAAM)


def _schoon(naam: object) -> str:
    """A name with only what names here may hold."""
    if not isinstance(naam, str):
        return ""
    tekens = gewoon(naam[:1_000])
    schoon = "".join(teken if teken.isprintable() and teken not in "<>" else " " for teken in tekens)
    return " ".join(schoon.split())[:_LANGSTE_NAAM].strip()


def _rol(oidc: Oidc, claims: Claims) -> str:
    waarde = _waarde(claims, oidc.claim)
    waarden = waarde if isinstance(waarde, list) else [waarde]
    rollen = [oidc.rollen[een] for een in waarden if isinstance(een, str) and een in oidc.rollen]
    return max(rollen, key=ROLLEN.index, default=LEZER)


def _waarde(claims: Claims, claim: str) -> object:
    """The value of a claim; where no claim has this name, ``a.b`` is b in a."""
    if claim in claims:
        return claims[claim]
    binnen: object = claims
    for deel in claim.split("."):
        binnen = binnen.get(deel) if isinstance(binnen, Mapping) else None
    return binnen

"""The settings of a provider of OpenID Connect, read and checked. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from regio.rollen import ROLLEN

VELDEN = ("oidc_url", "oidc_client", "oidc_geheim", "oidc_rollen")
# The cookie that waits for the provider's answer is sealed with it: a short one could be guessed.
KORTSTE_GEHEIM = 16
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
# A claim may be a web address itself.
_ROLLEN = re.compile(r"(?P<claim>(?:https?://)?[^\s:=,]+):(?P<paren>.+)", re.ASCII | re.DOTALL)
_ALLES_OF_NIETS = "Geef REGIO_OIDC_URL, REGIO_OIDC_CLIENT, REGIO_OIDC_GEHEIM en REGIO_OIDC_ROLLEN alle vier, of geen."
_ROLFOUT = (
    "REGIO_OIDC_ROLLEN moet een claim noemen en welke waarden welke rol geven, "
    f"zoals groepen:ocw-beheer=beheerder,ocw=bewerker; de rollen zijn {', '.join(ROLLEN)}."
)


@dataclass(frozen=True, slots=True)
class Oidc:
    """A provider: its issuer, who we are there, and which values of a claim give which role."""

    uitgever: str
    client: str
    geheim: str = field(repr=False)
    claim: str
    rollen: Mapping[str, str]


def lees_oidc(waarden: Mapping[str, str]) -> Oidc | None:
    """The provider of settings that were found right; None without one."""
    if not waarden["oidc_url"]:
        return None
    claim, rollen = _lees_rollen(waarden["oidc_rollen"]) or ("", {})
    return Oidc(waarden["oidc_url"], waarden["oidc_client"], waarden["oidc_geheim"], claim, rollen)


def oidcfouten(waarden: Mapping[str, str], adres: str) -> list[str]:
    """What is wrong with the settings; ``adres`` is the web address of this service."""
    gegeven = [veld for veld in VELDEN if waarden.get(veld)]
    if not gegeven:
        return []
    if len(gegeven) < len(VELDEN):
        return [_ALLES_OF_NIETS]
    fouten = []
    if not is_veilig(waarden["oidc_url"]) or set("?#") & set(waarden["oidc_url"]):
        fouten.append("REGIO_OIDC_URL moet met https:// beginnen, zonder ? of #; op deze machine mag http.")
    if len(waarden["oidc_geheim"]) < KORTSTE_GEHEIM:
        fouten.append(f"REGIO_OIDC_GEHEIM moet minstens {KORTSTE_GEHEIM} tekens lang zijn.")
    if _lees_rollen(waarden["oidc_rollen"]) is None:
        fouten.append(_ROLFOUT)
    if not is_veilig(adres):
        fouten.append("Met REGIO_OIDC_URL moet REGIO_BASIS_URL met https:// beginnen; op deze machine mag http.")
    return fouten


def is_veilig(adres: str) -> bool:
    """Whether nobody in between can read what goes to a web address."""
    try:
        delen = urlsplit(adres)
        naam = delen.hostname or ""
    except ValueError:
        return False
    return bool(naam) and (delen.scheme == "https" or (delen.scheme == "http" and naam in _LOOPBACK))


def _lees_rollen(tekst: str) -> tuple[str, dict[str, str]] | None:
    """The claim, and the role of each of its values; None when the text is not that."""
    gelezen = _ROLLEN.fullmatch(tekst)
    if gelezen is None:
        return None
    uit: dict[str, str] = {}
    for paar in gelezen["paren"].split(","):
        waarde, is_, rol = (deel.strip() for deel in paar.rpartition("="))
        if not waarde or not is_ or rol not in ROLLEN or waarde in uit:
            return None
        uit[waarde] = rol
    return gelezen["claim"], uit

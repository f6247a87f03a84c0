"""Who runs this installation: the contact of the OpenAPI document and of the pages, and security.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from regio.instellingen import Instellingen

GELDIG = timedelta(days=365)


def contact_van(instellingen: Instellingen) -> dict[str, str]:
    """Name, web address and e-mail address, never one of them empty.

    Without settings: the service itself, and the webmaster that every mail domain should have.
    """
    return {
        "name": instellingen.contact_naam,
        "url": instellingen.contact_url or f"{instellingen.adres}/",
        "email": instellingen.contact_email or f"webmaster@{_maildomein(instellingen.adres)}",
    }


def link_van(instellingen: Instellingen) -> tuple[str, str]:
    """Name and address of the contact for people, the address empty when neither page nor e-mail was set."""
    email = f"mailto:{instellingen.contact_email}" if instellingen.contact_email else ""
    return instellingen.contact_naam, instellingen.contact_url or email


def security_txt(instellingen: Instellingen) -> str | None:
    """The text of security.txt, good for a year from now; None when nobody was named to report to."""
    wegen = []
    if instellingen.contact_email:
        wegen.append(f"Contact: mailto:{instellingen.contact_email}")
    if instellingen.contact_url:
        wegen.append(f"Contact: {instellingen.contact_url}")
    if not wegen:
        return None
    verloopt = (datetime.now(UTC) + GELDIG).strftime("%Y-%m-%dT%H:%M:%SZ")
    adres = f"{instellingen.adres}/.well-known/security.txt"
    return "\n".join([*wegen, f"Expires: {verloopt}", "Preferred-Languages: nl, en", f"Canonical: {adres}", ""])


def _maildomein(adres: str) -> str:
    """The host of a web address; a bare IP address is no domain for mail."""
    host = urlsplit(adres).hostname or "localhost"
    try:
        ip_address(host)
    except ValueError:
        return host
    return "localhost"

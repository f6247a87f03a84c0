"""Where PDOK's services are, and which addresses may be asked at all."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlencode, urljoin, urlsplit

from regio.fouten import RegioFout

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
PER_PAGINA = 1000  # the most that PDOK gives at once

_DOMEIN = "pdok.nl"
_ATOM = "/cbs/gebiedsindelingen/atom/v1_0/index.xml"
_GEBIEDEN = "/cbs/gebiedsindelingen/ogc/v1/collections"
_POSTCODES = "/cbs/postcode4/ogc/v1/collections/postcode4/items"


@dataclass(frozen=True, slots=True)
class Dienst:
    """The addresses of the services, and the host (``gastheer``) that all of them must be on."""

    bestanden: str = f"https://service.{_DOMEIN}"
    kenmerken: str = f"https://api.{_DOMEIN}"
    gastheer: str = _DOMEIN

    @property
    def index(self) -> str:
        """The Atom feed of the CBS gebiedsindelingen."""
        return self.bestanden + _ATOM

    @property
    def postcodes(self) -> str:
        """The items of the PC4 areas (OGC API Features)."""
        return self.kenmerken + _POSTCODES

    def laag(self, naam: str) -> str:
        """The items of one layer of the gebiedsindelingen (OGC API Features)."""
        return f"{self.kenmerken}{_GEBIEDEN}/{naam}/items"

    def mag(self, url: str) -> bool:
        """Whether this address is of the same service: https on its host, or loopback where the service is."""
        try:
            delen = urlsplit(url)
            gastheer, _ = delen.hostname or "", delen.port
        except ValueError:
            return False
        if delen.username or delen.password:
            return False
        if is_eigen_machine(self.gastheer):
            return delen.scheme in ("http", "https") and is_eigen_machine(gastheer)
        zelfde = gastheer == self.gastheer or (self.gastheer == _DOMEIN and gastheer.endswith(f".{_DOMEIN}"))
        return delen.scheme == "https" and zelfde


def maak_dienst(basis: str | None = None) -> Dienst:
    """PDOK itself, or the services with the same paths under ``basis``. Raises RegioFout."""
    if not basis:
        return Dienst()
    basis = basis.rstrip("/")
    try:
        gastheer = urlsplit(basis).hostname or ""
    except ValueError:
        gastheer = ""
    dienst = Dienst(basis, basis, gastheer)
    if not gastheer or not dienst.mag(basis) or urlsplit(basis).query or urlsplit(basis).fragment:
        raise RegioFout("Het adres van PDOK moet een webadres zijn dat met https:// begint, zonder vraagteken.")
    return dienst


def eerste_pagina(items: str, jaar: int, aantal: int = PER_PAGINA) -> str:
    """The address of the first page of a collection in one year, in RD."""
    return f"{items}?{urlencode({'f': 'json', 'jaarcode': jaar, 'limit': aantal, 'crs': RD})}"


def samen(url: str, verwijzing: str) -> str:
    """The address that a reference in the answer of ``url`` means; empty when it means none."""
    try:
        adres = urljoin(url, verwijzing)
        urlsplit(adres)
    except ValueError:
        return ""
    return adres


def is_eigen_machine(gastheer: str) -> bool:
    """Whether a host name is this machine's loopback."""
    if gastheer == "localhost":
        return True
    try:
        return ip_address(gastheer).is_loopback
    except ValueError:
        return False

"""Addresses: reading postcodes, and the geocoder port with its adapters.

A postcode in the text is enough for most questions (``postcode``). For an address without one
there is the port (``poort``) with three adapters: the PDOK Locatieserver (``pdok``), a local
extract of the BAG (``bag``), and none. Importing this package loads no adapter and no library.

What people type here is sensitive: no part of it ever reaches a log or the text of an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from regio.adressen.poort import Adres, GeenGeocoder, Geocoder, Geocodering
from regio.adressen.postcode import Vondst, lees_postcode, ontleed_postcode, vind_postcodes
from regio.fouten import RegioFout

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Adres",
    "GeenGeocoder",
    "Geocoder",
    "Geocodering",
    "Vondst",
    "lees_postcode",
    "maak_geocoder",
    "ontleed_postcode",
    "vind_postcodes",
]

STANDAARD_REFERER = "http://localhost/"


def maak_geocoder(
    soort: str,
    *,
    url: str | None = None,
    bag_bestand: Path | None = None,
    var: Path | None = None,
    referer: str = STANDAARD_REFERER,
) -> Geocoder:
    """The geocoder of a setting: ``geen``, ``pdok`` or ``bag``.

    ``url`` replaces PDOK's own address, ``referer`` is the web address of this service. ``bag``
    needs ``bag_bestand`` and keeps its index in ``var`` or else beside the file; the first time
    it builds that index. Raises RegioFout for an unusable setting, Bronfout for an unusable file.
    """
    if soort == "geen":
        return GeenGeocoder()
    if soort == "pdok":
        from regio.adressen.pdok import PDOK_URL, PdokGeocoder

        return PdokGeocoder(url or PDOK_URL, referer=referer)
    if soort == "bag":
        if bag_bestand is None:
            raise RegioFout("REGIO_GEOCODER=bag vraagt ook om REGIO_BAG_BESTAND: het CSV-bestand met BAG-adressen.")
        from regio.adressen.bag import BagGeocoder

        return BagGeocoder(bag_bestand, var)
    raise RegioFout("REGIO_GEOCODER moet geen, pdok of bag zijn.")

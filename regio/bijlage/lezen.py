"""The rows of the annex in a file: CSV, a web page or XML, told apart by what is in it and not by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regio.bijlage.raster import rijen_uit
from regio.bijlage.webpagina import lees_webpagina
from regio.bijlage.xmlbestand import lees_xml
from regio.fouten import Fout
from regio.scenario.bestand import Kolommen, Rij, heel_bestand, lees_rijen, lees_tekst
from regio.scenario.uitvoer import BIJLAGEKOP

# The page of the whole regeling on the web takes some three megabytes.
MEESTE_BYTES = 8_000_000
_KOLOMMEN = Kolommen(
    BIJLAGEKOP,
    ("postcode", "gemeente", "po", "vo"),
    {
        "pc4": "postcode",
        "gemeentenaam": "gemeente",
        "swv po": "po",
        "samenwerkingsverband po": "po",
        "swv vo": "vo",
        "samenwerkingsverband vo": "vo",
    },
)
_ANDERS = {
    b"PK\x03\x04": "een werkmap of een ander ingepakt bestand; sla het op als CSV in UTF-8",
    b"\xd0\xcf\x11\xe0": "een werkmap van een ouder rekenblad; sla het op als CSV in UTF-8",
    b"%PDF": "een PDF; neem de tekst van wetten.overheid.nl als HTML of XML",
}
_CALS = re.compile(rb"<(?:[\w.-]{1,60}:)?tgroup[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|tr|td|th)[\s>]", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def lees_bijlage(inhoud: bytes, fouten: list[Fout]) -> Iterator[Rij]:
    """The rows; what cannot be read becomes a fault with its line. Raises Vraagfout for the file as a whole."""
    soort = soort_van(inhoud)
    if soort == "csv":
        return lees_rijen(lees_tekst(inhoud), _KOLOMMEN, fouten)
    return rijen_uit(lees_webpagina(inhoud) if soort == "html" else lees_xml(inhoud), fouten)


def soort_van(inhoud: bytes) -> str:
    """``csv``, ``html`` or ``xml``; raises Vraagfout for what is too large or none of these."""
    if len(inhoud) > MEESTE_BYTES:
        melding = f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB; zo groot is de bijlage niet."
        raise heel_bestand("te-groot", melding)
    wat = next((wat for begin, wat in _ANDERS.items() if inhoud.startswith(begin)), None)
    if wat:
        raise heel_bestand("vorm", f"Dit is {wat}.")
    # Of UTF-16 every other byte is zero, which is all that finding a tag takes.
    kaal = inhoud[2:].replace(b"\0", b"") if inhoud[:2] in _UTF16 else inhoud.removeprefix(b"\xef\xbb\xbf")
    if not kaal.lstrip().startswith(b"<"):
        return "csv"
    return "xml" if _CALS.search(kaal) or not _HTML.search(kaal) else "html"

"""The page with the search box: from a form to HTML, without a web framework."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kaarten.beeld import Uitkomst
from kaarten.kaartkeuze import INDELINGEN, Kaartkeuze
from kaarten.overzicht import Overzicht
from kaarten.teksten import datum_lang, getal

if TYPE_CHECKING:
    from jinja2 import Environment

HIER = Path(__file__).parent
STATISCH = HIER / "statisch"
# Of the process: an address that is empty is shown nowhere.
_contact = {"naam": "", "adres": ""}


@dataclass(frozen=True, slots=True)
class Formulier:
    """The form as the visitor left it, with the faults per field (``vraag``, ``peildatum``).

    ``punt`` is a place on the map, as lon and lat in degrees; it is never shown.
    """

    vraag: str = ""
    peildatum: str = ""
    fouten: dict[str, list[str]] = field(default_factory=dict)
    punt: str = ""


@dataclass(frozen=True, slots=True)
class Gemist:
    """A question to which nothing belongs: why, and what might be meant instead.

    ``swv`` is the code of a samenwerkingsverband that was asked for; it has a page of its own.
    """

    tekst: str
    suggesties: list[str]
    postcodes: list[str]
    swv: str = ""


def toon(
    formulier: Formulier,
    *,
    vandaag: str,
    namen_hash: str,
    kaart: str = "",
    uitkomst: Uitkomst | None = None,
    gemist: Gemist | None = None,
    fragment: bool = False,
) -> str:
    """The page, or as ``fragment`` only the answer. ``kaart`` is the path of the map's data today."""
    sjabloon = _omgeving().get_template("fragment.html" if fragment else "zoek.html")
    return sjabloon.render(
        formulier=formulier, vandaag=vandaag, namen_hash=namen_hash, kaart=kaart, uitkomst=uitkomst, gemist=gemist
    )


def toon_overzicht(overzicht: Overzicht) -> str:
    """The page with every SWV of a sector in one table; works without scripts."""
    return _omgeving().get_template("overzicht.html").render(overzicht=overzicht)


def toon_kaartkeuze(keuze: Kaartkeuze) -> str:
    """The page on which an analyst chooses a map; works without scripts."""
    return _omgeving().get_template("kaarten.html").render(keuze=keuze, indelingen=INDELINGEN)


def vul_in(sjabloon: str, **delen: object) -> str:
    """A template of another page, filled in; every value is escaped."""
    return _omgeving().get_template(sjabloon).render(**delen)


def toon_storing(titel: str, uitleg: str, verder: tuple[str, str] = ("/", "Naar de zoekpagina")) -> str:
    """A small page that says what went wrong, or what a kind of problem means; ``verder`` is a link: path and text."""
    return vul_in("storing.html", titel=titel, uitleg=uitleg, verder=verder)


def noem_contact(naam: str, adres: str) -> None:
    """Who the foot of every page of this process leads to."""
    _contact.update(naam=naam, adres=adres)


@cache
def _omgeving() -> Environment:
    """Templates that escape every value; a name that is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    omgeving = Environment(
        loader=FileSystemLoader(HIER / "sjablonen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    omgeving.filters["datum"] = datum_lang
    omgeving.filters["getal"] = getal
    omgeving.filters["hoofdletter"] = lambda tekst: tekst[:1].upper() + tekst[1:]
    omgeving.globals.update(statisch=_statisch, contact=_contact)
    return omgeving


def _statisch(naam: str) -> str:
    """The path of a static file, with the fingerprint of all so that a browser never keeps an old one."""
    return f"/statisch/{statisch_merk()}/{naam}"


@cache
def statisch_merk() -> str:
    """The fingerprint of the files of the pages: scripts that load each other change together."""
    som = hashlib.sha256()
    for pad in sorted(STATISCH.rglob("*")):
        if pad.is_file():
            som.update(pad.relative_to(STATISCH).as_posix().encode())
            som.update(hashlib.sha256(pad.read_bytes()).digest())
    return som.hexdigest()[:10]

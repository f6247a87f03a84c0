"""The page with the search box: from a form to HTML, without a web framework."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kaarten.beeld import Uitkomst
from kaarten.teksten import datum_lang

if TYPE_CHECKING:
    from jinja2 import Environment

HIER = Path(__file__).parent
STATISCH = HIER / "statisch"


@dataclass(frozen=True, slots=True)
class Formulier:
    """The form as the visitor left it, with the faults per field (``vraag``, ``peildatum``)."""

    vraag: str = ""
    peildatum: str = ""
    fouten: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gemist:
    """A question to which nothing belongs: why, and what might be meant instead."""

    tekst: str
    suggesties: list[str]
    postcodes: list[str]


def toon(
    formulier: Formulier,
    *,
    vandaag: str,
    namen_hash: str,
    uitkomst: Uitkomst | None = None,
    gemist: Gemist | None = None,
    fragment: bool = False,
) -> str:
    """The page, or as ``fragment`` only what stands under the search box."""
    sjabloon = _omgeving().get_template("fragment.html" if fragment else "zoek.html")
    return sjabloon.render(
        formulier=formulier, vandaag=vandaag, namen_hash=namen_hash, uitkomst=uitkomst, gemist=gemist
    )


def toon_storing(titel: str, uitleg: str) -> str:
    """A small page that says what went wrong, or what a kind of problem means."""
    return _omgeving().get_template("storing.html").render(titel=titel, uitleg=uitleg)


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
    omgeving.globals["statisch"] = _statisch
    return omgeving


@cache
def _statisch(naam: str) -> str:
    """The path of a static file, with its hash so that a browser never keeps an old one."""
    merk = hashlib.sha256((STATISCH / naam).read_bytes()).hexdigest()[:12]
    return f"/statisch/{naam}?v={merk}"

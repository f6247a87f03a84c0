"""Reading the fact tables: CSV text to typed rows, and back."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from regio.bronnen.rijen import RIJKLASSEN, Feiten, Versie
from regio.bronnen.wisselen import pad_van
from regio.fouten import Bronfout
from regio.schijf import reden

R = TypeVar("R")

MANIFEST = "manifest.csv"

# Field of Feiten -> files of data/ that fill it.
BESTANDEN: dict[str, tuple[str, ...]] = {
    "bronnen": (MANIFEST,),
    "versies": ("swv/versies.csv",),
    # The files that versies.csv names, by the form of the version.
    "regeling_rijen": (),
    "regeling_postcodes": (),
    "correcties": ("swv/correcties.csv",),
    "wijzigingen": ("swv/wijzigingen.csv",),
    "concept_2011": ("swv/concept_2011.csv",),
    "aandachtspunten": ("swv/aandachtspunten.csv",),
    "swvs": ("swv/samenwerkingsverbanden.csv",),
    "nieuwe_postcodes": ("swv/postcodes_na_regeling.csv",),
    "gemeenten": ("gemeenten/gemeenten.csv",),
    "aliassen": ("gemeenten/aliassen.csv",),
    "herindelingen": ("gemeenten/herindelingen.csv",),
    "jeugdregios": ("jeugdregios/jeugdregios.csv",),
    "gemeente_jeugdregio": ("jeugdregios/gemeente_jeugdregio.csv",),
    "wissels": ("jeugdregios/wissels.csv",),
    "rmc": ("jeugdregios/gemeente_rmc.csv",),
    "postcodes": ("postcodes/postcodes.csv",),
    "postcodes_2014": ("postcodes/postcodes_2014.csv",),
    "delen": ("postcodes/gemeente_delen.csv",),
    "bouwstenen": ("postcodes/bouwstenen.csv",),
    "oppervlakten": ("postcodes/oppervlakten.csv",),
    "provincies": ("gemeenten/provincies.csv",),
    # Nobody may publish these: whoever has them loads them apart (regio.bronnen.leerlingen).
    "leerlingen": (),
}


def _ja(tekst: str) -> bool:
    if tekst not in ("ja", "nee"):
        raise ValueError("verwacht ja of nee")
    return tekst == "ja"


def _lijst(tekst: str) -> tuple[str, ...]:
    return tuple(tekst.split("|")) if tekst else ()


def _of_leeg(lees: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda tekst: lees(tekst) if tekst else None


_LEZERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    date: date.fromisoformat,
    bool: _ja,
    tuple[str, ...]: _lijst,
    int | None: _of_leeg(int),
    float | None: _of_leeg(float),
    date | None: _of_leeg(date.fromisoformat),
}


def veldlezers(klasse: type[Any]) -> list[tuple[str, Callable[[str], Any]]]:
    """Name and text reader of every field of a row class, in order."""
    types = get_type_hints(klasse)
    return [(veld.name, _LEZERS[types[veld.name]]) for veld in fields(klasse)]


def lees_tabel(klasse: type[R], bestand: Path, vast: dict[str, str] | None = None) -> Iterator[R]:
    """Read a CSV file into rows; ``vast`` gives columns that stand in no cell.

    Raises Bronfout naming file, line and column when the file is missing, lacks a column, is no
    readable CSV or holds a value of the wrong kind.
    """
    vast = vast or {}
    try:
        with bestand.open(encoding="utf-8", newline="") as invoer:
            tabel = csv.DictReader(invoer, strict=True)
            yield from _rijen(klasse, bestand.name, tabel, vast)
    except OSError as fout:
        raise Bronfout(f"{bestand.name} kan niet worden gelezen: {reden(fout)}.") from fout
    except (csv.Error, UnicodeDecodeError) as fout:
        raise Bronfout(f"{bestand.name} is geen leesbare CSV in UTF-8: {fout}.") from fout


def _rijen(klasse: type[R], bestand: str, tabel: csv.DictReader[str], vast: dict[str, str]) -> Iterator[R]:
    lezers = veldlezers(klasse)
    mist = [naam for naam, _ in lezers if naam not in vast and naam not in (tabel.fieldnames or ())]
    if mist:
        raise Bronfout(f"{bestand} mist de kolommen {', '.join(mist)}.")
    for cellen in tabel:
        # The reader puts cells too many under None, and None in cells too few.
        if None in cellen or None in cellen.values():
            raise Bronfout(f"{bestand}, regel {tabel.line_num}: niet evenveel cellen als de kop.")
        yield klasse(**_cellen(bestand, tabel.line_num, {**cellen, **vast}, lezers))


def _cellen(
    bestand: str, regel: int, cellen: dict[str, str], lezers: list[tuple[str, Callable[[str], Any]]]
) -> dict[str, Any]:
    uit = {}
    for naam, lees in lezers:
        try:
            uit[naam] = lees(cellen[naam])
        except (ValueError, TypeError, AttributeError) as fout:
            raise Bronfout(f"{bestand}, regel {regel}, kolom {naam}: {cellen[naam]!r} is onbruikbaar.") from fout
    return uit


# What a version looks like -> the field that its rows fill.
VORMEN = {"gemeentelijst": "regeling_rijen", "postcodetabel": "regeling_postcodes"}


def lees_feiten(gegevensmap: Path) -> Feiten:
    """Read every fact table of a data folder. Raises Bronfout."""
    tabellen = {naam: tuple(_lees_veld(gegevensmap, naam)) for naam in BESTANDEN}
    return Feiten(**{**tabellen, **_lees_versies(gegevensmap, tabellen["versies"])})


def _lees_veld(gegevensmap: Path, naam: str) -> Iterable[Any]:
    for bestand in BESTANDEN[naam]:
        yield from lees_tabel(RIJKLASSEN[naam], pad_van(gegevensmap, bestand))


def _lees_versies(gegevensmap: Path, versies: Iterable[Versie]) -> dict[str, tuple[Any, ...]]:
    """The rows of every version; its date is their first column."""
    uit: dict[str, list[Any]] = {naam: [] for naam in VORMEN.values()}
    for versie in versies:
        if versie.vorm not in VORMEN or Path(versie.bestand).name != versie.bestand:
            raise Bronfout(f"versies.csv, versie {versie.versie}: vorm of bestand is onbruikbaar.")
        naam = VORMEN[versie.vorm]
        pad = pad_van(gegevensmap, f"swv/{versie.bestand}")
        uit[naam] += lees_tabel(RIJKLASSEN[naam], pad, {"versie": versie.versie.isoformat()})
    return {naam: tuple(rijen) for naam, rijen in uit.items()}


def vingerafdruk(feiten: Feiten) -> str:
    """The sha256 over every value of an edition: equal facts have an equal fingerprint."""
    som = hashlib.sha256()
    for veld in fields(feiten):
        for rij in getattr(feiten, veld.name):
            som.update(repr((veld.name, *astuple(rij))).encode())
    return som.hexdigest()

"""Which layers of a GeoPackage are ours: names of layers and fields differ by year and supplier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from regio.gebieden.officieel.gpkg import Kop

Soort = Literal["pc4", "gemeente", "jeugdregio"]

_LAAG: dict[Soort, re.Pattern[str]] = {
    "pc4": re.compile(r"(cbs_?)?(postcode_?4|pc_?4|postcode_?vlakken(_?pc4)?)(_?\d{4})?(_?v\d+)?"),
    "gemeente": re.compile(r"(cbs_?)?gemeenten?(_?\d{4})?(_(niet_?)?gegeneraliseerd)?(_?\d{4})?"),
    "jeugdregio": re.compile(r"(cbs_?)?jeugd(zorg)?regio('?s)?(_?\d{4})?(_(niet_?)?gegeneraliseerd)?(_?\d{4})?"),
}
_CODE: dict[Soort, Sequence[str]] = {
    "pc4": ("postcode4", "pc4", "pc4_code", "pc4code", "postcode", "postcode_4"),
    "gemeente": ("statcode", "gm_code", "gemeentecode", "gemeente_code", "code", "jrstatcode"),
    "jeugdregio": ("statcode", "jz_code", "jeugdregiocode", "code", "jrstatcode"),
}
_NAAM = ("statnaam", "gm_naam", "gemeentenaam", "gemeente_naam", "jz_naam", "jeugdregionaam", "naam")
_JAAR = ("jaarcode", "jaar", "jrstatcode")
CODEVORM: dict[Soort, re.Pattern[str]] = {
    "pc4": re.compile(r"[1-9]\d{3}"),
    "gemeente": re.compile(r"GM\d{4}"),
    "jeugdregio": re.compile(r"[A-Z]{2}\d{2}"),
}
SOORTNAAM: dict[Soort, str] = {"pc4": "PC4-vlakken", "gemeente": "gemeenten", "jeugdregio": "jeugdregio's"}
_JAARTAL = re.compile(r"(?<!\d)(20\d\d)(?!\d)|(?<=[a-z])(20\d\d)(?!\d)")


def soort_van(laag: str) -> Soort | None:
    """What a layer of this name holds, None when it is none of ours."""
    naam = laag.strip().lower().replace("-", "_").replace(" ", "_")
    return next((soort for soort, vorm in _LAAG.items() if vorm.fullmatch(naam)), None)


def kies_koppen(koppen: Iterable[Kop]) -> list[tuple[Soort, Kop]]:
    """The layers of ours; of a generalised and a full one with the same year, the generalised."""
    beste: dict[tuple[Soort, int | None], Kop] = {}
    for kop in koppen:
        soort = soort_van(kop.naam)
        if soort:
            sleutel = (soort, jaartal(kop.naam))
            if sleutel not in beste or "niet" in beste[sleutel].naam.lower():
                beste[sleutel] = kop
    return [(soort, kop) for (soort, _), kop in beste.items()]


def veld(kop: Kop, namen: Sequence[str]) -> str | None:
    """The first field of a layer that has one of these names, whatever its capitals."""
    eigen = {naam.lower(): naam for naam in kop.velden}
    return next((eigen[naam] for naam in namen if naam in eigen), None)


def velden(soort: Soort, kop: Kop) -> tuple[str | None, str | None, str | None]:
    """The fields with code, name and year; None where a layer has none."""
    return veld(kop, _CODE[soort]), veld(kop, _NAAM), veld(kop, _JAAR)


def jaartal(tekst: str) -> int | None:
    """The year in a name, None when there is none."""
    gevonden = _JAARTAL.search(tekst.lower())
    return int(gevonden.group(1) or gevonden.group(2)) if gevonden else None


def jaar_uit(waarde: object) -> int | None:
    """The year in a cell: ``2016``, ``"2016"`` or ``"2016GM0003"``."""
    cijfers = str(waarde)[:4] if waarde is not None else ""
    return int(cijfers) if re.fullmatch(r"20\d\d", cijfers) else None


def code_uit(soort: Soort, waarde: object, veldnaam: str) -> str:
    """A code as we write it: ``GM0003``, ``JZ01``, ``9471``; unchanged when it has no such form."""
    tekst = "" if waarde is None else str(waarde).strip().upper()
    if veldnaam.lower() == "jrstatcode":
        tekst = tekst[4:]
    if soort == "gemeente" and re.fullmatch(r"\d{1,4}", tekst):
        tekst = f"GM{int(tekst):04d}"
    return tekst

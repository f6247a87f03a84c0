"""From a folder with GeoPackages to layers of checked rows; every fault is named, none is fatal here."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from regio.gebieden.officieel.gpkg import Kapot, Kop, geopackage, is_sqlite, koppen, rijen, wkb_van
from regio.gebieden.officieel.herkennen import (
    CODEVORM,
    SOORTNAAM,
    Soort,
    code_uit,
    jaar_uit,
    jaartal,
    kies_koppen,
    velden,
)
from regio.gebieden.officieel.melden import Meldingen, hoofdletter, opsomming, rij_of_rijen
from regio.gebieden.officieel.wkb import controleer_wkb
from regio.gebieden.vlakken import Geometrieen, Grensbestand
from regio.schijf import reden, sha256_van

AUTORITEIT = "Kadaster / Centraal Bureau voor de Statistiek"
LICENTIE = "CC BY 4.0"
# What fetching writes beside the files: where each came from.
HERKOMST = "herkomst.json"
# The Netherlands with its part of the North Sea, in metres RD. Degrees lie far outside it.
X_MIN, Y_MIN, X_MAX, Y_MAX = -60_000.0, 280_000.0, 320_000.0, 700_000.0


@dataclass(frozen=True, eq=False)
class Laag:
    """One layer as it was read: codes, names and shapes (n,), in RD, not yet valid."""

    soort: Soort
    jaar: int
    bestand: str
    naam: str
    codes: tuple[str, ...]
    namen: tuple[str, ...]
    vlak: Geometrieen

    @property
    def waar(self) -> str:
        """File and layer, for a finding."""
        return f"{self.bestand} ({self.naam})"


@dataclass(frozen=True, slots=True)
class Gelezen:
    """Everything found in a folder, and what other layers there were."""

    lagen: tuple[Laag, ...]
    bestanden: tuple[Grensbestand, ...]
    gevonden: tuple[str, ...]

    def van(self, soort: Soort) -> list[Laag]:
        """The layers of one kind, by year."""
        return sorted((laag for laag in self.lagen if laag.soort == soort), key=lambda laag: laag.jaar)


def lees_map(map_: Path, meldingen: Meldingen, meld: Callable[[str], None]) -> Gelezen:
    """Read every GeoPackage of a folder (not of its subfolders); faults go to ``meldingen``."""
    lagen: list[Laag] = []
    bestanden: list[Grensbestand] = []
    gevonden: list[str] = []
    for bestand in _bestanden(map_, meldingen):
        meld(f"Lezen: {bestand.name}")
        try:
            eigen = list(lees_bestand(bestand, meldingen, gevonden))
        except Kapot as fout:
            meldingen.fout("bestand-onbruikbaar", bestand.name, f"{hoofdletter(str(fout))}.")
            continue
        if eigen:
            namen, jaren = tuple(laag.naam for laag in eigen), tuple(sorted({laag.jaar for laag in eigen}))
            bestanden.append(Grensbestand(bestand.name, sha256_van(bestand), namen, jaren, AUTORITEIT, LICENTIE))
        lagen += eigen
    return Gelezen(tuple(_zonder_dubbele(lagen, meldingen)), tuple(bestanden), tuple(gevonden))


def _bestanden(map_: Path, meldingen: Meldingen) -> list[Path]:
    """The files to read; whatever else stands in the folder is named and left alone."""
    try:
        alle = sorted(pad for pad in map_.iterdir() if not pad.name.startswith("."))
    except OSError as fout:
        meldingen.fout("map-onleesbaar", str(map_), f"De map kan niet worden gelezen: {reden(fout)}.")
        return []
    anders = [pad.name for pad in alle if pad.suffix.lower() != ".gpkg" and pad.is_file() and pad.name != HERKOMST]
    if anders:
        meldingen.info(
            "bestand-overgeslagen",
            map_.name,
            f"Geen GeoPackage: {opsomming(anders)}.",
            "Deze bestanden blijven buiten beschouwing.",
        )
    return [pad for pad in alle if pad.suffix.lower() == ".gpkg" and pad.is_file()]


def lees_bestand(bestand: Path, meldingen: Meldingen, gevonden: list[str]) -> Iterator[Laag]:
    """The layers of ours in a file; faults in rows go to ``meldingen``, the names of all its layers to
    ``gevonden``. Raises Kapot when the file as a whole cannot be used.
    """
    if not is_sqlite_bestand(bestand):
        raise Kapot("is geen GeoPackage")
    with geopackage(bestand) as verbinding:
        alle = koppen(verbinding)
        gevonden += [f"{bestand.name}: {kop.naam} ({', '.join(kop.velden)})" for kop in alle]
        gekozen = kies_koppen(alle)
        anders = sorted({kop.naam for kop in alle} - {kop.naam for _, kop in gekozen})
        if anders:
            wat = f"Lagen die deze dienst niet gebruikt: {opsomming(anders)}."
            meldingen.info("laag-overgeslagen", bestand.name, wat, "Deze lagen blijven buiten beschouwing.")
        for soort, kop in gekozen:
            laag = _lees_laag(bestand, soort, kop, verbinding, meldingen)
            if laag:
                yield laag


def is_sqlite_bestand(bestand: Path) -> bool:
    """Whether a file begins as SQLite files do. Raises Kapot when it cannot be opened."""
    try:
        return is_sqlite(bestand)
    except OSError as fout:
        raise Kapot(f"kan niet worden gelezen: {reden(fout)}") from fout


def _lees_laag(
    bestand: Path, soort: Soort, kop: Kop, verbinding: sqlite3.Connection, meldingen: Meldingen
) -> Laag | None:
    """One layer, or None when it cannot be used at all; then a fault says why."""
    waar = f"{bestand.name} ({kop.naam})"
    codeveld, naamveld, jaarveld = velden(soort, kop)
    if not codeveld:
        meldingen.fout("veld-ontbreekt", waar, f"Geen veld met een code gevonden; wel: {', '.join(kop.velden)}.")
        return None
    if not kop.rd:
        meldingen.fout("ander-stelsel", waar, f"Staat in {kop.crs}; verwacht wordt RD New (EPSG:28992).")
        return None
    tabel = rijen(verbinding, kop, [codeveld, naamveld or codeveld, jaarveld or codeveld])
    if not tabel:
        meldingen.fout("laag-leeg", waar, "De laag heeft geen rijen.")
        return None
    jaar = _jaar([rij[3] for rij in tabel] if jaarveld else [], kop, bestand, waar, meldingen)
    codes = tuple(code_uit(soort, rij[1], codeveld) for rij in tabel)
    _controleer_codes(soort, codes, waar, meldingen)
    namen = tuple("" if rij[2] is None or not naamveld else str(rij[2]).strip() for rij in tabel)
    vlak = _vormen([rij[0] for rij in tabel], codes, waar, meldingen)
    return Laag(soort, jaar, bestand.name, kop.naam, codes, namen, vlak) if jaar else None


def _jaar(cellen: list[object], kop: Kop, bestand: Path, waar: str, meldingen: Meldingen) -> int:
    """The year of a layer: from its cells, else its name, else that of the file; 0 with a fault."""
    telling = Counter(jaar_uit(cel) for cel in cellen)
    jaren = sorted(jaar for jaar in telling if jaar)
    if len(jaren) > 1 or (jaren and None in telling):
        tekst = ", ".join(f"{jaar} ({rij_of_rijen(telling[jaar])})" for jaar in jaren)
        zonder = f" en {rij_of_rijen(telling[None])} zonder jaar" if telling[None] else ""
        meldingen.fout("jaren-gemengd", waar, f"Meer dan één jaar in een laag: {tekst}{zonder}.")
        return 0
    jaar = jaren[0] if jaren else jaartal(kop.naam) or jaartal(bestand.stem)
    if not jaar:
        meldingen.fout(
            "jaar-onbekend", waar, "Nergens staat van welk jaar de laag is; zet het jaar in de bestandsnaam."
        )
    return jaar or 0


def _controleer_codes(soort: Soort, codes: tuple[str, ...], waar: str, meldingen: Meldingen) -> None:
    leeg = sum(not code for code in codes)
    if leeg:
        meldingen.fout("code-leeg", waar, f"{rij_of_rijen(leeg)} zonder code.")
    raar = sorted({code for code in codes if code and not CODEVORM[soort].fullmatch(code)})
    if raar:
        meldingen.fout(
            "code-onbruikbaar", waar, f"Geen code van {SOORTNAAM[soort]}: {opsomming([c[:20] for c in raar])}."
        )
    dubbel = sorted(code for code, aantal in Counter(codes).items() if code and aantal > 1)
    if dubbel:
        meldingen.fout("code-dubbel", waar, f"Meer dan één rij voor {opsomming(dubbel)}.")


def _vormen(cellen: list[object], codes: tuple[str, ...], waar: str, meldingen: Meldingen) -> Geometrieen:
    """The shapes of a layer in two dimensions; a faulty one becomes an empty polygon and a fault."""
    fouten: defaultdict[str, list[str]] = defaultdict(list)
    uit = np.empty(len(cellen), dtype=object)
    for nummer, (cel, code) in enumerate(zip(cellen, codes, strict=True)):
        try:
            uit[nummer] = _vorm(cel)
        except Kapot as fout:
            fouten[str(fout)].append(code or f"rij {nummer + 1}")
            uit[nummer] = shapely.Polygon()
    for wat, wie in fouten.items():
        meldingen.fout("geometrie-onbruikbaar", waar, f"{hoofdletter(wat)}: {opsomming(wie)}.")
    return uit


def _vorm(cel: object) -> shapely.Geometry:
    wkb = wkb_van(cel)
    controleer_wkb(wkb)
    try:
        # A coordinate that is no number is a fault of the file, told below, and no warning of numpy.
        with np.errstate(all="ignore"):
            vorm = shapely.force_2d(shapely.from_wkb(wkb))
    except (shapely.GEOSException, ValueError) as fout:
        raise Kapot("een kapotte geometrie") from fout
    punten = shapely.get_coordinates(vorm)
    if shapely.is_empty(vorm) or not len(punten):
        raise Kapot("een lege geometrie")
    if not np.isfinite(punten).all():
        raise Kapot("een coördinaat die geen getal is")
    if (punten < (X_MIN, Y_MIN)).any() or (punten > (X_MAX, Y_MAX)).any():
        raise Kapot("coördinaten buiten Nederland (zijn het meters in RD?)")
    return vorm


def _zonder_dubbele(lagen: list[Laag], meldingen: Meldingen) -> Iterator[Laag]:
    """Each kind and year once; two layers that differ are a fault, because neither is the right one."""
    gezien: dict[tuple[Soort, int], Laag] = {}
    for laag in lagen:
        eerder = gezien.setdefault((laag.soort, laag.jaar), laag)
        if eerder is laag:
            yield laag
        elif eerder.codes == laag.codes and shapely.equals_exact(eerder.vlak, laag.vlak).all():
            meldingen.info("laag-dubbel", laag.waar, f"Gelijk aan {eerder.waar}.", "De eerste is gebruikt.")
        else:
            wie = f"{SOORTNAAM[laag.soort].capitalize()} {laag.jaar}"
            wat = f"{wie} staan ook, anders, in {eerder.waar}. Laat er één staan."
            meldingen.fout("laag-dubbel", laag.waar, wat)

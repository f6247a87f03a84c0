"""The sources behind an answer about congruence: only those that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from regio.congruentie.gewichten import Gewicht
from regio.congruentie.indelingen import Keuze
from regio.stand.ligging import is_officieel
from regio.stand.opmerkingen import LEERLINGEN
from regio.stand.stand import Stand
from regio.waarde import KANDIDATEN

Json = dict[str, Any]

_GEWICHT = {
    "kinderen": "postcodes/postcodes.csv",
    "inwoners": "postcodes/postcodes.csv",
    "oppervlakte": "postcodes/oppervlakten.csv",
    "leerlingen": LEERLINGEN,
}
_VINDPLAATS = {
    "jeugdregios/gemeente_jeugdregio.csv": "standen van 2015, 2016 en 2025; vanaf 2026 niet nagegaan (Stb. 2025, 357)",
    "jeugdregios/jeugdregios.csv": "namen",
    "jeugdregios/gemeente_rmc.csv": "BWBR0031387, bijlage; lijst van DUO van 2013",
    "postcodes/postcodes_2014.csv": "provincie en gemeente per postcode",
    "gemeenten/provincies.csv": "namen",
}
# Postcodes newer than the table of the law, and gemeenten that went to another jeugdregio in an unknown year.
_TABEL = "swv/regeling_2015-04-23.csv"
_NA_DE_TABEL = "swv/postcodes_na_regeling.csv"
_WISSELS = "jeugdregios/wissels.csv"
_UIT_DE_STAART = ("gemeente van de postcode", "gemeenten")
_GRENZEN = "grenzen van punten en kaarten"


def regeling(staart: Json, keuzes: Iterable[Keuze]) -> Json | None:
    """The version of the regeling, when a division of samenwerkingsverbanden is asked about."""
    return staart["regeling"] if any(keuze.sectoren for keuze in keuzes) else None


def herkomst(
    stand: Stand, toestand: int, keuzes: Sequence[Keuze], wicht: Gewicht | None = None, *, grens: bool = False
) -> list[Json]:
    """The sources of an answer about some divisions, by a weight, and with lengths of borders or not."""
    staart = stand.staart(toestand)["herkomst"]
    rijen = [*_van_de_wet(stand, staart, keuzes), *_van_de_keuzes(stand, keuzes), *_uit(staart, _UIT_DE_STAART)]
    rijen.append(bron(stand, "delen van postcodes", "postcodes/bouwstenen.csv", "aandeel per bouwsteen"))
    if wicht is not None:
        rijen += _van_gewicht(stand, wicht)
    if grens:
        rijen += _van_grenzen(stand, staart)
    return [*{(rij["wat"], rij["bestand"]): rij for rij in rijen}.values()]


def bron(stand: Stand, wat: str, bestand: str, vindplaats: str, jaar: int | None = None) -> Json:
    """A file of the facts, as answers name their sources."""
    rij = next(rij for rij in stand.tabellen["bronnen"] if rij["bestand"] == bestand)
    jaar = jaar or int(rij["verzameld_op"][:4])
    cbs = rij["autoriteit"].startswith("CBS")
    return {
        "wat": wat,
        "bestand": bestand,
        "vindplaats": vindplaats,
        "autoriteit": rij["autoriteit"],
        "jaar": jaar,
        "licentie": rij["licentie"],
        "naamsvermelding": f"© Kadaster / Centraal Bureau voor de Statistiek, {jaar}" if cbs else None,
        "sha256": rij["sha256"],
    }


def _uit(staart: Iterable[Json], wat: Sequence[str]) -> list[Json]:
    return [rij for rij in staart if rij["wat"] in wat]


def _van_de_wet(stand: Stand, staart: Iterable[Json], keuzes: Iterable[Keuze]) -> list[Json]:
    """The version of the regeling; with its table of postcodes go those that are newer."""
    if not any(keuze.sectoren for keuze in keuzes):
        return []
    wet = _uit(staart, ("samenwerkingsverbanden",))
    if all(rij["bestand"] != _TABEL for rij in wet):
        return wet
    return [*wet, bron(stand, "samenwerkingsverbanden", _NA_DE_TABEL, "postcodes van na de tabel van 2015")]


def _van_de_keuzes(stand: Stand, keuzes: Iterable[Keuze]) -> Iterator[Json]:
    for keuze in keuzes:
        for bestand in keuze.bronnen:
            yield bron(stand, keuze.regio, bestand, _vindplaats(keuze, bestand))
        if keuze.naam == "jeugdregio" and keuze.stand is None and (keuze.indeling.waarden <= KANDIDATEN).any():
            yield bron(stand, keuze.regio, _WISSELS, "gemeenten die in een onbekend jaar wisselden")
        yield from keuze.herkomst


def _vindplaats(keuze: Keuze, bestand: str) -> str:
    """Where in a file: of an edition its own day, of a list of names the names."""
    if keuze.stand and bestand.startswith("jeugdregios/gemeente_"):
        return f"lijst van {keuze.stand}"
    return _VINDPLAATS[bestand]


def _van_gewicht(stand: Stand, wicht: Gewicht) -> list[Json]:
    bestand = _GEWICHT.get(wicht.naam)
    if bestand == LEERLINGEN:
        rij = bron(stand, f"weging: {wicht.naam}", bestand, "per postcode, geladen door de beheerder", wicht.jaar)
        return [{**rij, "naamsvermelding": f"Leerlingen: {rij['autoriteit']}, {wicht.jaar}"}]
    return [bron(stand, f"weging: {wicht.naam}", bestand, "per postcode", wicht.jaar)] if bestand else []


def _van_grenzen(stand: Stand, staart: Iterable[Json]) -> list[Json]:
    """What the lengths of borders are measured on: the official layers, or the points of the sketch."""
    wat = "lengte van grenzen"
    if is_officieel(stand.grenzen):
        return [{**rij, "wat": wat} for rij in _uit(staart, (_GRENZEN,))]
    return [bron(stand, wat, "postcodes/postcodes.csv", "schets uit een punt per postcode")]

"""The report of the gate: as JSON with stable keys, and in plain Dutch lines for the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import shapely

from regio.gebieden.officieel.gaten import Gat
from regio.gebieden.officieel.lezen import Laag
from regio.gebieden.officieel.maten import VERSCHIL, parameters
from regio.gebieden.officieel.melden import getal
from regio.gebieden.officieel.postcodes import Bouwvlakken
from regio.gebieden.officieel.vergelijken import Vergeleken, voluit
from regio.gebieden.vlakken import Grensbestand

Rij = dict[str, Any]
UITLEG = {
    "water": "water, blijft open",
    "inham": "inham, blijft open",
    "enclave": "buitenlandse enclave, blijft open",
    "spleet": "spleet in de tekening, gesloten",
    "postcode": "grond van een geleegde postcode, teruggegeven",
    "onbekend": "niet te beoordelen, blijft open",
    "fout": "fout",
}


def maak_verslag(
    pc4: Laag,
    bouw: Bouwvlakken,
    gebruikt: Sequence[Laag],
    poortregels: Sequence[Rij],
    gaten: Sequence[list[Gat]],
    vergeleken: Vergeleken,
    bestanden: Sequence[Grensbestand],
) -> Rij:
    """Everything that the gate found and did, as JSON. Areas in m², coordinates in RD."""
    voor = float(shapely.area(pc4.vlak).sum())
    na = float(shapely.area(bouw.vlak).sum())
    regios = [laag for laag in gebruikt if laag.soort != "pc4"]
    return {
        "maten": parameters(),
        "geos": ".".join(map(str, shapely.geos_version)),
        "bestanden": [{**asdict(een), "lagen": list(een.lagen), "jaren": list(een.jaren)} for een in bestanden],
        "oppervlak": {
            "pc4_m2": round(voor, 1),
            "bouwstenen_m2": round(na, 1),
            "teruggegeven_m2": round(sum(float(str(rij["m2_na"])) for rij in bouw.leeg), 1),
            "aandeel": round((na - voor) / voor, 6),
        },
        "pc4": {"jaar": pc4.jaar, "bestand": pc4.bestand, "laag": pc4.naam, **bouw.cijfers},
        "delen": bouw.delen,
        "gaten": [gat.regel() for gat in bouw.gaten],
        "inhammen": bouw.inhammen,
        "postcodes_zonder_grond": bouw.leeg,
        "postcodes_geen_bouwsteen": bouw.onbekend,
        "punten": bouw.punten,
        "lagen": [
            {**regel, "gaten": [gat.regel() for gat in eigen]} for regel, eigen in zip(poortregels, gaten, strict=True)
        ],
        "gemeentelagen": vergeleken.lagen,
        "verschillen": {str(laag["jaar"]): vergeleken.gemeenten[int(str(laag["jaar"]))] for laag in vergeleken.lagen},
        "jeugdregios": vergeleken.jeugdregios,
        "jeugdregios_per_jaar": {str(laag.jaar): len(laag.codes) for laag in regios if laag.soort == "jeugdregio"},
        "nauwkeurigheid": vergeleken.nauwkeurigheid,
    }


def klassen(gaten: Sequence[Rij]) -> dict[str, int]:
    """Number of gaps by class."""
    return dict(Counter(str(gat["klasse"]) for gat in gaten))


def toon_verslag(verslag: Rij) -> list[str]:
    """The report in plain Dutch lines, for the command."""
    return [
        *_bestanden(verslag),
        "",
        *_poort(verslag),
        "",
        *_gaten(verslag),
        "",
        *_postcodes(verslag),
        "",
        *_lagen(verslag),
        "",
        *_verschillen(verslag),
    ]


def _bestanden(verslag: Rij) -> Iterator[str]:
    yield "Gebruikte bestanden"
    for een in verslag["bestanden"]:
        jaren = ", ".join(map(str, een["jaren"]))
        yield f"  {een['bestand']}: {', '.join(een['lagen'])} ({jaren}); sha256 {een['sha256'][:16]}…"


def _poort(verslag: Rij) -> Iterator[str]:
    pc4, oppervlak = verslag["pc4"], verslag["oppervlak"]
    yield f"PC4-vlakken van {pc4['jaar']}: {pc4['rijen']} bouwstenen, sluitend: {'ja' if pc4['sluitend'] else 'nee'}"
    kaart, blokken = (getal(oppervlak[wat] / 1e6, 1) for wat in ("pc4_m2", "bouwstenen_m2"))
    anders = getal(oppervlak["aandeel"] * 100, 3)
    yield f"  Oppervlak van de kaart {kaart} km², van de bouwstenen {blokken} km² ({anders} procent verschil)"
    terug = getal(oppervlak["teruggegeven_m2"] / 1e6, 1)
    yield f"  Daarvan {terug} km² grond die de kaart vergeet: teruggegeven aan geleegde postcodes"
    yield f"  Verschil in oppervlak door het schoonmaken, alles samen: {getal(pc4['verschil_m2'] / 1e4)} ha"
    delen = verslag["delen"]
    snippers = sum(rij["snippers"] for rij in delen)
    ha = getal(sum(rij["snippers_m2"] for rij in delen) / 1e4, 1)
    heel = len({rij["id"][:4] for rij in delen})
    yield f"  Geknipt: {heel} postcodes in {len(delen)} delen; {snippers} snippers ({ha} ha) bleven bij hun postcode"
    punten = verslag["punten"]
    yield f"  Postcodepunten buiten hun eigen grond: {len(punten['elders'])} van de {punten['aantal']}"
    yield f"  Nauwkeurigheid: {getal(verslag['nauwkeurigheid']['afgerond'])} m"


def _gaten(verslag: Rij) -> Iterator[str]:
    gaten = verslag["gaten"]
    yield f"Gaten na het schoonmaken: {len(gaten)}"
    for klasse, aantal in sorted(klassen(gaten).items(), key=lambda paar: -paar[1]):
        ha = sum(gat["m2"] for gat in gaten if gat["klasse"] == klasse) / 1e4
        yield f"  {aantal:4d} {UITLEG[klasse]} ({getal(ha)} ha)"
    yield f"  {klassen(gaten).get('fout', 0):4d} fouten"
    yield f"Smalle plekken aan de buitenrand: {len(verslag['inhammen'])}"
    yield "  id klasse          ha  breedste m       x       y  waarom"
    for gat in gaten:
        if gat["klasse"] != "spleet":
            ha, breed = getal(gat["m2"] / 1e4, 1), getal(gat["breedte_m"])
            yield f"{gat['id']:4d} {gat['klasse']:<9}{ha:>10}{breed:>12}{gat['x']:>8}{gat['y']:>8}  {gat['waarom']}"


def _postcodes(verslag: Rij) -> Iterator[str]:
    yield "Postcodes waarvan de kaart geen grond tekent"
    hoe = {"gat": "teruggegeven uit het gat", "land-in-gat": "land in het gat", "geen": "geen grond"}
    for rij in verslag["postcodes_zonder_grond"]:
        elders = f", punt ligt in {rij['ligt_in']}" if rij["ligt_in"] else ""
        nu = f"{hoe[rij['hoe']]}, {getal(rij['m2_na'] / 1e4)} ha{elders}"
        yield f"  {rij['id'][:4]}: {getal(rij['m2_kaart'])} m² op de kaart; {nu}"
    if not verslag["postcodes_zonder_grond"]:
        yield "  geen"
    for rij in verslag["postcodes_geen_bouwsteen"]:
        yield f"  {rij['pc4']} is geen bouwsteen; grond bij {rij['naar'] or 'niemand'}"


def _lagen(verslag: Rij) -> Iterator[str]:
    yield "Eigen lagen van gemeenten en jeugdregio's"
    for laag in verslag["lagen"]:
        soorten = ", ".join(f"{aantal} {klasse}" for klasse, aantal in sorted(klassen(laag["gaten"]).items())) or "geen"
        km2, verschil = getal(laag["oppervlak_na_m2"] / 1e6, 1), getal(laag["verschil_m2"])
        begin = f"  {laag['soort']} {laag['jaar']}: {laag['rijen']} vlakken, {km2} km²"
        yield f"{begin}, verschil in oppervlak {verschil} m², gaten: {soorten}"
    for rij in verslag["jeugdregios"]:
        feit = " of ".join(rij["feiten"]) or "geen"
        yield f"  {rij['jaar']}: {rij['naam']} op de kaart in {rij['kaart']}, volgens de feiten in {feit}"


def _verschillen(verslag: Rij) -> Iterator[str]:
    yield "Bouwstenen tegenover de eigen laag van gemeenten"
    for laag in verslag["gemeentelagen"]:
        blokken, eigen = getal(laag["bouwstenen_m2"] / 1e6), getal(laag["laag_m2"] / 1e6)
        boven = f"{laag['boven_grens']} van {laag['gemeenten']} gemeenten boven {getal(VERSCHIL * 100)} procent"
        yield f"  {laag['jaar']}: bouwstenen {blokken} km², laag {eigen} km²; {boven}"
        for rij in verslag["verschillen"][str(laag["jaar"])]:
            if rij["aandeel"] > VERSCHIL:
                yield f"    {rij['naam']:<28}{getal(rij['aandeel'] * 100, 1):>6} %  {voluit(rij)}"

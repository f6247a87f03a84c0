"""The tables and texts of a compiled edition: names, lineage, places, sources, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, replace
from datetime import date
from hashlib import sha256
from typing import Any

from regio.bevinding import Bevinding
from regio.bronnen.rijen import Bron, HerindelingRij, LeerlingRij, Postcode2014Rij
from regio.gebieden.vlakken import Grensbestand
from regio.regeling import POSTCODETABEL, SECTOREN, eerste_tabel
from regio.stand import opmerkingen
from regio.stand.toestanden import Opbouw, Toestand

Json = dict[str, Any]
MEESTE_BRONNEN = 5
# The step of which the day of every change is not known: no version in between was found.
VOOR, NA = date(2013, 10, 1), date(2015, 4, 23)


def maak_tabellen(opbouw: Opbouw, bevindingen: Sequence[Bevinding], bestanden: Sequence[Grensbestand] = ()) -> Json:
    """Everything a Stand needs beside the values per bouwsteen, as JSON."""
    feiten = opbouw.feiten
    return {
        "namen": {
            "gemeente": {rij.code: rij.naam for rij in opbouw.tijdlijn.alle_gemeenten()},
            "swv": {rij.code: rij.naam for rij in feiten.swvs if rij.code and rij.naam_status == "bron"},
            "rmc": opbouw.rmcs.namen(),
        },
        "jeugdregionamen": _jeugdregionamen(opbouw),
        "bijzonder": _bijzonder(opbouw),
        "bekend": _bekend(opbouw),
        "plaatsen": _plaatsen(opbouw),
        "gemeenten": [_iso(asdict(rij)) for rij in opbouw.tijdlijn.alle_gemeenten()],
        "aliassen": [_iso(asdict(rij)) for rij in feiten.aliassen],
        "herindelingen": _herindelingen(opbouw),
        "swvs": [_iso(asdict(rij)) for rij in feiten.swvs],
        "versies": [_iso(asdict(rij)) for rij in feiten.versies],
        "correcties": [_iso(asdict(rij)) for rij in feiten.correcties],
        "wijzigingen": [_iso(asdict(rij)) for rij in feiten.wijzigingen],
        "concept2011": [_iso(asdict(rij)) for rij in feiten.concept_2011],
        "aandachtspunten": [_iso(asdict(rij)) for rij in feiten.aandachtspunten],
        "bronnen": [
            *(_iso(asdict(_zonder_einde(rij))) for rij in feiten.bronnen),
            *map(_grensbron, bestanden),
            *_leerlingbron(feiten.leerlingen),
        ],
        "bevindingen": [asdict(bevinding) for bevinding in bevindingen],
    }


def _iso(rij: Json) -> Json:
    return {naam: waarde.isoformat() if isinstance(waarde, date) else waarde for naam, waarde in rij.items()}


def _zonder_einde(bron: Bron) -> Bron:
    """A source that holds until there is a later one has no end in answers."""
    return replace(bron, geldig_tot=None) if bron.geldig_tot == date.max else bron


def _grensbron(bestand: Grensbestand) -> Json:
    """An official file with borders, in the form of a row of the manifest."""
    return {
        "bestand": bestand.bestand,
        "titel": f"Officiële grenzen: {', '.join(bestand.lagen)} ({', '.join(map(str, bestand.jaren))})",
        "autoriteit": bestand.autoriteit,
        "bron": "PDOK",
        "licentie": bestand.licentie,
        "geldig_vanaf": f"{min(bestand.jaren)}-01-01",
        "geldig_tot": None,
        "verzameld_op": None,
        "sha256": bestand.sha256,
        "opmerking": "Hoort niet bij de gegevens in data/: door de beheerder van deze dienst geladen.",
    }


def _leerlingbron(rijen: Sequence[LeerlingRij]) -> list[Json]:
    """The pupils that a user loaded, in the form of a row of the manifest; none without any.

    The file itself is not kept: the sha256 is of its rows, written as a CSV of the five columns, in order.
    """
    if not rijen:
        return []
    wie = sorted({rij.bron for rij in rijen})
    meer = [f"en nog {len(wie) - MEESTE_BRONNEN} bronnen"] if len(wie) > MEESTE_BRONNEN else []
    jaar = max(rij.jaar for rij in rijen)
    regels = [",".join(map(str, astuple(rij))) for rij in sorted(rijen, key=lambda rij: (rij.pc4, rij.sector))]
    return [
        {
            "bestand": opmerkingen.LEERLINGEN,
            "titel": f"Aantallen leerlingen per postcode ({jaar})",
            "autoriteit": "; ".join([*wie[:MEESTE_BRONNEN], *meer]),
            "bron": "Geladen door de beheerder van deze dienst",
            "licentie": "niet bekend",
            "geldig_vanaf": f"{jaar}-01-01",
            "geldig_tot": None,
            "verzameld_op": None,
            "sha256": sha256("\n".join(["pc4,sector,leerlingen,jaar,bron", *regels, ""]).encode()).hexdigest(),
            "opmerking": "Hoort niet bij de gegevens in data/. De sha256 is die van de geladen rijen.",
        }
    ]


def _jeugdregionamen(opbouw: Opbouw) -> dict[str, dict[str, str]]:
    codes = {rij.code for rij in opbouw.feiten.jeugdregios}
    jaren = sorted({dag.year for dag in opbouw.wisseldagen()})
    return {str(j): {code: opbouw.jeugdregios.naam(code, date(j, 1, 1)) for code in sorted(codes)} for j in jaren}


def _bijzonder(opbouw: Opbouw) -> dict[str, dict[str, list[str]]]:
    """Per sector and version the bouwstenen with something printed for a code, or a correction."""
    return {
        f"{sector} {versie.versie}": {
            str(nummer): [uitspraak.gedrukt, uitspraak.correctie]
            for nummer, uitspraak in enumerate(opbouw.lezing(versie)[sector])
            if uitspraak.gedrukt or uitspraak.correctie
        }
        for versie in opbouw.feiten.versies
        for sector in SECTOREN
    }


def _bekend(opbouw: Opbouw) -> dict[str, Json]:
    """What is known of single postcodes beside the indelingen, for the remarks in answers."""
    uit: dict[str, Json] = defaultdict(dict)
    eerste = eerste_tabel(opbouw.feiten)
    for nieuw in opbouw.feiten.nieuwe_postcodes:
        uit[nieuw.pc4]["nieuw"] = True
    for pc4, versies_zonder in _niet_genoemd(opbouw).items():
        # What is known of the newer ones by the first table stands in a list of their own.
        anders = [versie for versie in versies_zonder if not (uit[pc4].get("nieuw") and versie == eerste.isoformat())]
        uit[pc4] |= {"niet_genoemd": versies_zonder} | ({"naar_gemeente": anders} if anders else {})
    in_2022 = {rij.pc4: rij.gemeente_2022 for rij in opbouw.feiten.postcodes}
    gemeenten = opbouw.gemeenten_op(date(2022, 1, 1))
    versies = {versie.versie: versie for versie in opbouw.feiten.versies}
    voor, na = opbouw.lezing(versies[VOOR]), opbouw.lezing(versies[NA])
    for nummer, bouwsteen in enumerate(opbouw.feiten.bouwstenen):
        register = in_2022.get(bouwsteen.pc4)
        if bouwsteen.deel > 1:
            continue
        if register and register not in gemeenten[nummer].mogelijk and (rij := opbouw.tijdlijn.gemeente(register)):
            uit[bouwsteen.pc4]["gemeente_2022"] = rij.naam
        wisselt = {
            sector: " ".join(na[sector][nummer].codes) or f"„{na[sector][nummer].gedrukt}”"
            for sector in SECTOREN
            if len(voor[sector][nummer].codes) == 1 and voor[sector][nummer].codes != na[sector][nummer].codes
        }
        if wisselt:
            uit[bouwsteen.pc4]["wisselt"] = wisselt
    return dict(uit)


def _niet_genoemd(opbouw: Opbouw) -> dict[str, list[str]]:
    """Per postcode the versions in the form of a table that do not list it, in order."""
    uit: dict[str, list[str]] = defaultdict(list)
    alle = {rij.pc4 for rij in opbouw.feiten.bouwstenen}
    for versie in opbouw.feiten.versies:
        if versie.vorm == POSTCODETABEL:
            wel = {rij.pc4 for rij in opbouw.feiten.regeling_postcodes if rij.versie == versie.versie}
            for pc4 in alle - wel:
                uit[pc4].append(versie.versie.isoformat())
    return uit


def _plaatsen(opbouw: Opbouw) -> list[Json]:
    """The main places of the postcodes: name, gemeente of 2014, provinces (PV20 to PV31) and postcodes."""
    per_plaats: dict[tuple[str, str, str], list[Postcode2014Rij]] = defaultdict(list)
    for rij in opbouw.feiten.postcodes_2014:
        per_plaats[rij.woonplaats_code, rij.woonplaats, rij.gemeente_2014].append(rij)
    return [
        {
            "code": code,
            "naam": naam,
            "gemeente_2014": gemeente,
            "provincies": sorted({rij.provincie for rij in rijen}),
            "postcodes": sorted(rij.pc4 for rij in rijen),
        }
        for (code, naam, gemeente), rijen in sorted(per_plaats.items(), key=lambda item: item[0][1])
    ]


def _herindelingen(opbouw: Opbouw) -> list[Json]:
    inwoners = {rij.pc4: rij.inwoners_2021 or 0 for rij in opbouw.feiten.postcodes}
    return [
        {**_iso(asdict(rij)), "aandeel": aandeel_van(rij, opbouw.tijdlijn.opvolgers(rij.oude_code), inwoners)}
        for rij in opbouw.tijdlijn.alle
    ]


def aandeel_van(rij: HerindelingRij, alle: Iterable[HerindelingRij], inwoners: dict[str, int]) -> float | None:
    """Share of the old gemeente's inhabitants (2021) that went over; None when not known.

    A share of a split gemeente is known only when every part of that day lists its postcodes.
    """
    if rij.omvang == "geheel":
        return 1.0
    samen = [ander for ander in alle if ander.datum == rij.datum]
    if not samen or any(ander.omvang != "deel" or not ander.postcodes for ander in samen):
        return None
    if rij.soort != "splitsing":
        return None
    totaal = sum(inwoners.get(pc4, 0) for ander in samen for pc4 in ander.postcodes)
    return round(sum(inwoners.get(pc4, 0) for pc4 in rij.postcodes) / totaal, 4) if totaal else None


def staart(opbouw: Opbouw, toestand: Toestand, bestanden: Sequence[Grensbestand] = ()) -> Json:
    """What every answer of a toestand shares: the version and the sources."""
    versie = toestand.versie
    herkomst = [*_herkomst(opbouw, toestand), *map(_grensherkomst, bestanden)]
    if versie is None:
        return {"regeling": None, "herkomst": herkomst}
    zeker_tot, volgende = opbouw.zeker_tot(versie), opbouw.volgende_versie(versie)
    voorbij = volgende is None and toestand.vanaf >= zeker_tot
    return {
        "regeling": {
            "versie": versie.versie.isoformat(),
            "geldigVanaf": versie.geldig_vanaf.isoformat(),
            "laatstBekendeVersie": versie.versie.isoformat() if voorbij else None,
            "toelichting": opmerkingen.bij_regeling_op(toestand.vanaf, versie, zeker_tot, volgende),
        },
        "herkomst": herkomst,
    }


def _grensherkomst(bestand: Grensbestand) -> Json:
    """An official file behind points and maps, as answers name their sources."""
    jaar = max(bestand.jaren)
    return {
        "wat": "grenzen van punten en kaarten",
        "bestand": bestand.bestand,
        "vindplaats": ", ".join(bestand.lagen),
        "autoriteit": bestand.autoriteit,
        "jaar": jaar,
        "licentie": bestand.licentie,
        "naamsvermelding": f"© Kadaster / Centraal Bureau voor de Statistiek, {jaar}",
        "sha256": bestand.sha256,
    }


def _herkomst(opbouw: Opbouw, toestand: Toestand) -> list[Json]:
    """The files behind the answers of a toestand; remarks name the tables of single cases."""
    bronnen = {bron.bestand: bron for bron in opbouw.feiten.bronnen}
    uit: list[Json] = []
    versie = toestand.versie
    if versie is not None:
        wet = bronnen[f"swv/{versie.bestand}"]
        uit.append(_bron("samenwerkingsverbanden", wet, versie.vindplaats, versie.versie.year))
    eerste = next(ander for ander in opbouw.feiten.versies if ander.versie == eerste_tabel(opbouw.feiten))
    tabel = f"swv/{eerste.bestand}"
    register = "postcodes/postcodes_2014.csv" if toestand.vanaf < eerste.geldig_vanaf else tabel
    uit.append(_bron("gemeente van de postcode", bronnen[register], "gemeente per postcode"))
    uit.append(_bron("gemeenten", bronnen["gemeenten/herindelingen.csv"], "herindelingen tot de peildatum"))
    uit.append(_bron("inwoners en punten", bronnen["postcodes/postcodes.csv"], "per postcode", 2021))
    if any(codes for codes, _ in toestand.jeugdregios):
        vindplaats = "standen van 2015, 2016 en 2025; vanaf 2026 niet nagegaan (Stb. 2025, 357)"
        uit.append(_bron("jeugdregios", bronnen["jeugdregios/gemeente_jeugdregio.csv"], vindplaats))
    return uit


def _bron(wat: str, bron: Bron, vindplaats: str, jaar: int | None = None) -> Json:
    jaar = jaar or bron.verzameld_op.year
    cbs = bron.autoriteit.startswith("CBS")
    return {
        "wat": wat,
        "bestand": bron.bestand,
        "vindplaats": vindplaats,
        "autoriteit": bron.autoriteit,
        "jaar": jaar,
        "licentie": bron.licentie,
        "naamsvermelding": f"© Kadaster / Centraal Bureau voor de Statistiek, {jaar}" if cbs else None,
        "sha256": bron.sha256,
    }

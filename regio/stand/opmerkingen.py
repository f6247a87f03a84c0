"""The remarks in answers: what a reader must know before relying on one. Plain Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from regio.stand.antwoord import Json
from regio.stand.zicht import Zicht

if TYPE_CHECKING:
    from regio.bronnen.rijen import Versie

EERSTE_SCHOOLDAG = "2014-08-01"
EERSTE_JEUGDREGIO = "2015-01-01"
# What the pupils that a user loaded are called among the sources: the name of their file is not kept.
LEERLINGEN = "leerlingen.csv"
GEEN_REGELING = "De regeling ging op 2013-01-01 in: voor die dag waren er nog geen samenwerkingsverbanden."
DEEL = (
    "Een grens deelt deze postcode. Dit antwoord is dat van het deel waarin het punt ligt; een adres kan in de "
    "registers bij het andere deel horen. Zoek op postcode voor het geheel."
)
KLEINE_PLAATSEN = (
    "Per postcode is alleen de grootste woonplaats bekend: kleinere plaatsen kunnen ontbreken. "
    "Zoek bij twijfel op postcode."
)


def opmerking(code: str, tekst: str) -> Json:
    """One remark: a stable code and its text."""
    return {"code": code, "tekst": tekst}


def bij_postcode(zicht: Zicht, kern: Json, bekend: dict[str, Any]) -> list[Json]:
    """The remarks of a postcode; ``bekend`` holds what is known of it beside the indelingen."""
    uit: list[Json] = []
    if bekend.get("nieuw") and zicht.versie and not _in_tabel(zicht, bekend):
        uit.append(
            opmerking(
                "nieuwer-dan-de-regeling",
                "Deze postcode is van na de tabel van 2015 (swv/postcodes_na_regeling.csv). Het samenwerkingsverband "
                "is dat van de gemeente waarin de grond toen lag; latere herindelingen veranderen daar niets aan.",
            )
        )
    if zicht.versie in bekend.get("naar_gemeente", ()):
        uit.append(
            opmerking(
                "niet-in-de-regeling",
                f"De versie van {zicht.versie} noemt deze postcode niet. Het samenwerkingsverband is afgeleid: in die "
                "versie horen de postcodes van de gemeente waarin deze grond in 2016 lag daarbij.",
            )
        )
    uit += _onzeker(kern) + _gedeeld(kern, bekend) + _correcties(kern, bekend.get("correcties", {}))
    uit += _verschillen(zicht, bekend)
    return uit + aandachtspunten(zicht, kern, bekend.get("aandacht", ()))


def _in_tabel(zicht: Zicht, bekend: dict[str, Any]) -> bool:
    """Whether the version lists a postcode that is newer than the first table: only a later table can."""
    eerste: str = bekend["niet_genoemd"][0]
    return zicht.versie is not None and zicht.versie > eerste and zicht.versie not in bekend["niet_genoemd"]


def bij_groep(kernen: Sequence[Json]) -> list[Json]:
    """The remarks of several postcodes together, each once, with the postcodes it is about."""
    wie: dict[tuple[str, str], list[str]] = {}
    for kern in kernen:
        for een in kern["opmerkingen"]:
            wie.setdefault((een["code"], een["tekst"]), []).append(kern["postcode"])
    alle = len(kernen)
    return [
        opmerking(code, tekst if len(pc4s) == alle else f"Postcode {', '.join(pc4s)}: {tekst[:1].lower()}{tekst[1:]}")
        for (code, tekst), pc4s in wie.items()
    ]


def _onzeker(kern: Json) -> list[Json]:
    """What the facts leave open: the SWV, the gemeente or the jeugdregio."""
    uit: list[Json] = []
    if any(deel["aandeel"] is None for deel in kern["samenwerkingsverbanden"]):
        uit.append(
            opmerking(
                "swv-onbekend",
                "Welke gemeente dit op de datum van de regeling was staat niet in de bronnen; "
                "alle mogelijke samenwerkingsverbanden staan erbij.",
            )
        )
    if any(deel["aandeel"] is None for deel in kern["gemeenten"]):
        uit.append(
            opmerking(
                "gemeente-onbekend",
                "In welke van deze gemeenten dit op de peildatum lag staat niet in de bronnen; ze staan er alle bij.",
            )
        )
    if any(deel["aandeel"] is None for deel in kern["jeugdregios"]):
        uit.append(opmerking("jeugdregio-onbekend", "Welke van deze jeugdregio's het was staat niet in de bronnen."))
    return uit


def _gedeeld(kern: Json, bekend: dict[str, Any]) -> list[Json]:
    """A postcode that a gemeente border really divides."""
    if not bekend.get("gedeeld") or len(kern["gemeenten"]) == 1:
        return []
    hoofd = kern["gemeenten"][0]["naam"]
    return [
        opmerking(
            "gemeente-gedeeld",
            f"Een gemeentegrens deelt deze postcode. De adressen staan in de registers bij {hoofd}; van de andere "
            "gemeenten ligt er grond in. Een aandeel is een deel van de oppervlakte en zegt niet waar mensen wonen.",
        )
    ]


def _correcties(kern: Json, correcties: dict[str, dict[str, Any]]) -> list[Json]:
    """The misprints without whose correction the answer would differ."""
    nummers = sorted({nummer for deel in kern["samenwerkingsverbanden"] for nummer in deel["correcties"]})
    return [
        opmerking(
            "drukfout",
            f"Correctie {nummer} (swv/correcties.csv): in de regeling staat „{rij['gedrukt']}”, gelezen is "
            f"„{rij['gelezen']}”. {rij['reden']}",
        )
        for nummer, rij in ((nummer, correcties[nummer]) for nummer in nummers)
    ]


def _verschillen(zicht: Zicht, bekend: dict[str, Any]) -> list[Json]:
    uit: list[Json] = []
    anders = bekend.get("gemeente_2022")
    if anders and zicht.vanaf >= "2022-01-01":
        uit.append(
            opmerking(
                "andere-gemeente-in-bron",
                f"Het CBS telt deze postcode in 2022 bij {anders}; een herindeling die dat verklaart is niet gevonden.",
            )
        )
    if zicht.vanaf >= EERSTE_SCHOOLDAG and zicht.versie == "2013-10-01":
        uit += [
            opmerking(
                "wisseldag-onbekend",
                f"Voor {sector} staat in de tabel van 2015-04-23 {later}, anders dan in de versie van 2013-10-01; "
                "op welke dag dat is gewijzigd is niet bekend.",
            )
            for sector, later in bekend.get("wisselt", {}).items()
        ]
    return uit


def aandachtspunten(zicht: Zicht, kern: Json, punten: Sequence[dict[str, Any]]) -> list[Json]:
    """Points of attention that touch the gemeenten and the sector of an answer."""
    codes = {gemeente["code"] for gemeente in kern["gemeenten"]}
    return [
        opmerking("aandachtspunt", f"{punt['tekst']} (Bron: {punt['bron']}.)")
        for punt in punten
        if zicht.vanaf >= punt["vanaf"] and codes & set(punt["gemeenten"])
    ]


def bij_regeling_op(dag: date, versie: Versie, zeker_tot: date, volgende: Versie | None) -> str | None:
    """The sentence on the version of the regeling that every answer of a toestand shares.

    ``dag`` is its first day, ``zeker_tot`` the first on which the version may have been replaced, ``volgende`` the
    next one that is known.
    """
    if dag.isoformat() < EERSTE_SCHOOLDAG:
        return "Toegewezen maar nog niet begonnen: de samenwerkingsverbanden gingen op 2014-08-01 van start."
    if dag < zeker_tot:
        return None
    if volgende is None:
        return (
            f"Doorgetrokken uit de laatst bekende versie, die van {versie.versie}; latere wijzigingen van de "
            "regeling zijn niet bekend. Volgens artikel 3 verandert een herindeling de gebieden niet."
        )
    eigen = versie.versie
    if versie.geldig_tot == zeker_tot:
        return f"Vanaf {zeker_tot} gold een versie die niet is gevonden; dit antwoord trekt die van {eigen} door."
    return (
        f"Doorgetrokken uit de versie van {eigen}; of de regeling tot die van {volgende.versie} nog is gewijzigd, is "
        "niet bekend. Volgens artikel 3 verandert een herindeling de gebieden niet."
    )

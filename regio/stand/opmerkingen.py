"""The remarks in answers: what a reader must know before relying on one. Plain Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regio.stand.antwoord import Json
from regio.stand.zicht import Zicht

EERSTE_SCHOOLDAG = "2014-08-01"
EERSTE_JEUGDREGIO = "2015-01-01"
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
    if bekend.get("nieuw"):
        uit.append(
            opmerking(
                "nieuwer-dan-de-regeling",
                "Deze postcode is van na de tabel van 2015. Het samenwerkingsverband is dat van de gemeente waarin "
                "de grond toen lag; latere herindelingen veranderen daar niets aan.",
            )
        )
    uit += _gedeeld(kern) + _correcties(kern, bekend.get("correcties", {}))
    uit += _verschillen(zicht, bekend)
    return uit + aandachtspunten(zicht, kern, bekend.get("aandacht", ()))


def _gedeeld(kern: Json) -> list[Json]:
    uit: list[Json] = []
    open_ = any(deel["aandeel"] is None for deel in kern["samenwerkingsverbanden"])
    if open_:
        uit.append(
            opmerking(
                "swv-onbekend",
                "Welke gemeente dit op de datum van de regeling was staat niet in de bronnen; "
                "alle mogelijke samenwerkingsverbanden staan erbij.",
            )
        )
    if len(kern["gemeenten"]) > 1:
        uit.append(
            opmerking(
                "gemeente-gedeeld",
                "Deze postcode ligt in meer dan één gemeente of de bronnen noemen er meer dan één. "
                "Een aandeel is een deel van de oppervlakte; het zegt niet waar de mensen wonen.",
            )
        )
    if len(kern["jeugdregios"]) > 1:
        uit.append(opmerking("jeugdregio-gedeeld", "Meer dan één jeugdregio is mogelijk; alle staan erbij."))
    return uit


def _correcties(kern: Json, correcties: dict[str, dict[str, Any]]) -> list[Json]:
    """The misprints without whose correction the answer would differ."""
    nummers = dict.fromkeys(deel["correctie"] for deel in kern["samenwerkingsverbanden"] if deel["correctie"])
    rijen = (correcties[nummer] for nummer in nummers)
    return [
        opmerking(
            "drukfout",
            f"Correctie {rij['nummer']}: in de regeling staat „{rij['gedrukt']}”, gelezen is „{rij['gelezen']}”. "
            f"{rij['reden']}",
        )
        for rij in rijen
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
    for sector in bekend.get("wisselt", ()):
        if EERSTE_SCHOOLDAG <= zicht.vanaf < "2015-04-23":
            uit.append(
                opmerking(
                    "wisseldag-onbekend",
                    f"Voor {sector} noemt de tabel van 2015-04-23 een ander samenwerkingsverband dan de versie van "
                    "2013-10-01; op welke dag dat is gewijzigd is niet bekend.",
                )
            )
    return uit


def aandachtspunten(zicht: Zicht, kern: Json, punten: Sequence[dict[str, Any]]) -> list[Json]:
    """Points of attention that touch the gemeenten and the sector of an answer."""
    codes = {gemeente["code"] for gemeente in kern["gemeenten"]}
    return [
        opmerking("aandachtspunt", f"{punt['tekst']} (Bron: {punt['bron']}.)")
        for punt in punten
        if zicht.vanaf >= punt["vanaf"] and codes & set(punt["gemeenten"])
    ]


def bij_regeling_op(datum: str, laatst_bekend: str) -> str | None:
    """The sentence on the version of the regeling that every answer of a toestand shares."""
    if datum < EERSTE_SCHOOLDAG:
        return "Toegewezen maar nog niet begonnen: de samenwerkingsverbanden gingen op 2014-08-01 van start."
    if datum < laatst_bekend:
        return "Vanaf 2014-08-01 gold een versie die niet is gevonden; dit antwoord trekt die van 2013-10-01 door."
    if datum > laatst_bekend:
        return (
            f"Doorgetrokken uit de laatst bekende versie, die van {laatst_bekend}; latere wijzigingen van de "
            "regeling zijn niet bekend. Volgens artikel 3 verandert een herindeling de gebieden niet."
        )
    return None

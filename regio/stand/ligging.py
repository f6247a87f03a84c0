"""How the place of an answer was found, as JSON members of that answer, ready to send."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]
ADRES = "Gevonden met een adresdienst; klopt het adres niet, zoek dan op postcode."
OP_POSTCODE = b'"ligging":"postcode","liggingToelichting":null,"grensNabij":null'
OP_ADRES = f'"ligging":"geocoder","liggingToelichting":"{ADRES}","grensNabij":null'.encode()
_MEESTE_GENOEMD = 3


def is_officieel(grenzen: Mapping[str, Any]) -> bool:
    """Whether the borders of an edition come from the official files, not from the sketch."""
    return bool(grenzen["bron"] == "officieel")


def bijzonder(grenzen: Mapping[str, Any]) -> dict[str, list[str]]:
    """Where the ground of an answer is known to lie across a border, by the report of the gate.

    Per PC4 the years of the layers of gemeenten that show it; per code of a gemeente those years
    for the enclave that is drawn as its ground.
    """
    uit: dict[str, list[str]] = {}
    for laag in grenzen.get("verslag", {}).get("gemeentelagen", ()):
        for wie in (*laag.get("over_de_grens", ()), *laag.get("enclaves", ())):
            uit.setdefault(wie, []).append(str(laag["jaar"]))
    return uit


def op_punt(
    grenzen: Mapping[str, Any], eigen: Json, overkant: Sequence[Json], bekend: Mapping[str, list[str]] | None = None
) -> bytes:
    """The members for a point: ``eigen`` is the middle of its answer, ``overkant`` those across near borders.

    ``bekend`` is what ``bijzonder`` gives.
    """
    meter = round(grenzen["nauwkeurigheid"])
    nabij = {"binnenMeter": meter, "overkant": [_kort(kern) for kern in overkant]} if overkant else None
    zinnen = [_gevonden(grenzen, meter), *_over_de_grens(eigen, bekend or {}), *_let_op(meter, eigen, overkant)]
    velden = {
        "ligging": "punt-officieel" if is_officieel(grenzen) else "punt-schets",
        "liggingToelichting": " ".join(zinnen),
        "grensNabij": nabij,
    }
    return json.dumps(velden, ensure_ascii=False, separators=(",", ":")).encode()[1:-1]


def _gevonden(grenzen: Mapping[str, Any], meter: int) -> str:
    if is_officieel(grenzen):
        return (
            f"Gevonden op de officiële postcodegrenzen, die op ongeveer {meter} meter na kloppen. De gemeente is die "
            "van de postcode; ligt een postcode over een gemeentegrens, dan kan het punt in de andere gemeente liggen."
        )
    return (
        f"Gevonden op de schets: een grove kaart die er bij een grens zomaar {meter} meter naast kan zitten, en bij "
        "de kust en de landsgrens kilometers: daar kan het punt ook in het water of in het buitenland liggen. De "
        "postcode is zekerder."
    )


def _over_de_grens(eigen: Json, bekend: Mapping[str, list[str]]) -> list[str]:
    """What the gate found of this postcode, or of the gemeente of the answer."""
    uit = []
    if jaren := bekend.get(eigen["postcode"]):
        kaart = f"gemeentekaart van {jaren[0]}" if len(jaren) == 1 else f"gemeentekaarten van {_en(jaren)}"
        uit.append(f"Op de {kaart} ligt deze postcode over een gemeentegrens.")
    if any(deel["code"] in bekend for deel in eigen["gemeenten"]):
        uit.append(
            "De postcodegrenzen tekenen de Belgische enclave Baarle-Hertog als Nederlandse grond: het punt kan daarin "
            "liggen."
        )
    return uit


def _en(woorden: Sequence[str]) -> str:
    return f"{', '.join(woorden[:-1])} en {woorden[-1]}"


def _kort(kern: Json) -> Json:
    """What the ground across a border belongs to."""
    return {
        "postcode": kern["postcode"],
        "gemeente": kern["gemeente"],
        "samenwerkingsverbanden": [
            {"sector": deel["sector"], "code": deel["code"]} for deel in kern["samenwerkingsverbanden"]
        ],
        "jeugdregio": kern["jeugdregio"],
    }


def _let_op(meter: int, eigen: Json, overkant: Sequence[Json]) -> list[str]:
    """The sentences about near borders; what differs across them decides what they name."""
    if not overkant:
        return []
    genoemd = [_overkant(eigen, kern) for kern in overkant[:_MEESTE_GENOEMD]]
    over = len(overkant) - len(genoemd)
    lijst = "; ".join(genoemd) + (f"; en nog {over} andere" if over else "")
    kant = "ligt" if len(overkant) == 1 else "liggen"
    return [
        f"Let op: binnen {meter} meter loopt een grens; aan de overkant {kant} {lijst}.",
        "Zoek bij twijfel op de postcode zelf.",
    ]


def _overkant(eigen: Json, kern: Json) -> str:
    plaats = " of ".join(str(deel["naam"] or deel["code"]) for deel in kern["gemeenten"])
    tekst = f"postcode {kern['postcode']}" + (f" in {plaats}" if plaats else "")
    codes = _codes(kern)
    if codes == _codes(eigen):
        return f"{tekst}, met dezelfde samenwerkingsverbanden"
    return f"{tekst}, met {' en '.join(codes) or 'geen samenwerkingsverband'}"


def _codes(kern: Json) -> list[str]:
    return [deel["code"] for deel in kern["samenwerkingsverbanden"]]

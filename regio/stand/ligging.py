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


def op_punt(grenzen: Mapping[str, Any], eigen: Json, overkant: Sequence[Json]) -> bytes:
    """The members for a point: ``eigen`` is the middle of its answer, ``overkant`` those across near borders."""
    meter = round(grenzen["nauwkeurigheid"])
    nabij = {"binnenMeter": meter, "overkant": [_kort(kern) for kern in overkant]} if overkant else None
    zinnen = [_gevonden(grenzen, meter), *_let_op(meter, eigen, overkant)]
    velden = {
        "ligging": "punt-officieel" if is_officieel(grenzen) else "punt-schets",
        "liggingToelichting": " ".join(zinnen),
        "grensNabij": nabij,
    }
    return json.dumps(velden, ensure_ascii=False, separators=(",", ":")).encode()[1:-1]


def _gevonden(grenzen: Mapping[str, Any], meter: int) -> str:
    if is_officieel(grenzen):
        return f"Gevonden op de officiële grenzen, die op ongeveer {meter} meter na kloppen."
    return (
        f"Gevonden op de schets: een grove kaart die er bij een grens zomaar {meter} meter naast kan zitten. "
        "De postcode is zekerder."
    )


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

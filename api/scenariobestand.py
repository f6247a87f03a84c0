"""What a new scenario and an import share: a name that may be kept, and moves from a file or from pasted text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from api import modellen_scenario as modellen
from api.multipart import Upload
from api.problemen import fout_uit_validatie
from regio.fouten import Fout, Vraagfout
from regio.scenario.csvinvoer import lees_csv
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand
from regio.tekstbestand import als_utf8

Json = dict[str, Any]


def csv_uit(upload: Upload) -> tuple[dict[str, str], bytes]:
    """The fields with the text of the file as ``csv``, so that it comes back in the form; and the bytes to read."""
    inhoud = upload.bestanden.get("bestand", b"")
    if not inhoud:
        return upload.velden, upload.velden.get("csv", "").encode()
    # Only for showing: bytes that are no text become marks.
    return {**upload.velden, "csv": als_utf8(inhoud).decode("utf-8-sig", errors="replace")}, inhoud


def zetten_uit(stand: Stand, vraag: Vraag, inhoud: bytes) -> list[Json]:
    """The moves in a CSV that come after those of a question; raises Vraagfout with every fault at ``csv``."""
    try:
        return zetten_json(lees_csv(inhoud, beeld_van(stand, vraag)))
    except Vraagfout as fout:
        raise Vraagfout(*(replace(een, veld="csv") for een in fout.fouten)) from None


def gekeurde_naam(naam: str) -> str:
    """A name as a scenario may have; raises Vraagfout."""
    if not naam:
        raise Vraagfout(Fout("naam", "ontbreekt", "Vul een naam in.", "body"))
    try:
        return modellen.AndereNaam(naam=naam).naam
    except ValidationError as fout:
        raise Vraagfout(*(fout_uit_validatie({**een, "loc": ("body", *een["loc"])}) for een in fout.errors())) from None

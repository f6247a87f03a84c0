"""A form of the pages, as a browser posts it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from regio.fouten import Fout, Vraagfout

_SOORT = "application/x-www-form-urlencoded"
# A request to move a border has three per party.
_MEESTE_VELDEN = 1_600
_NIET_TE_LEZEN = "Dit formulier is niet te lezen. Open de pagina opnieuw en vul het daar in."
# What text brings along that was pasted from a document: spaces of other widths, and marks of no width.
_GEPLAKT = {
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF]),
}
ONLEESBAAR = Fout("", "onleesbaar", _NIET_TE_LEZEN, "body")


def als_getypt(tekst: str) -> str:
    """The value of a field as it would be typed: every space an ordinary one, and nothing without a width."""
    return tekst.translate(_GEPLAKT)


async def lees_formulier(request: Request) -> dict[str, str]:
    """The fields of a form, each once; raises 415 for anything but a form and Vraagfout for one that cannot be read."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _SOORT:
        raise HTTPException(415)
    try:
        inhoud = (await request.body()).decode("ascii")
        velden = parse_qs(inhoud, keep_blank_values=True, errors="strict", max_num_fields=_MEESTE_VELDEN)
    except ValueError:
        raise Vraagfout(ONLEESBAAR) from None
    return {naam: als_getypt(waarden[0]) for naam, waarden in velden.items()}


FormulierNu = Annotated[dict[str, str], Depends(lees_formulier)]

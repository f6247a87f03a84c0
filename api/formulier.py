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
ONLEESBAAR = Fout("", "onleesbaar", _NIET_TE_LEZEN, "body")


async def lees_formulier(request: Request) -> dict[str, str]:
    """The fields of a form, each once; raises 415 for anything but a form and Vraagfout for one that cannot be read."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _SOORT:
        raise HTTPException(415)
    try:
        inhoud = (await request.body()).decode("ascii")
        velden = parse_qs(inhoud, keep_blank_values=True, errors="strict", max_num_fields=_MEESTE_VELDEN)
    except ValueError:
        raise Vraagfout(ONLEESBAAR) from None
    return {naam: waarden[0] for naam, waarden in velden.items()}


FormulierNu = Annotated[dict[str, str], Depends(lees_formulier)]

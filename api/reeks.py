"""Batches: many questions in one request, answered in the same length and order.

One bad item never fails the rest: its result is null and ``errors`` says why, by position.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import Field
from starlette.responses import Response

from regio.fouten import NietGevonden, Vraagfout
from regio.stand.stand import Stand

MEESTE = 1_000
Vraag = TypeVar("Vraag")
Reeks = Annotated[list[Any], Field(min_length=1, max_length=MEESTE)]


def beantwoord(stand: Stand, vragen: Sequence[Vraag], datum: str, lijf_van: Callable[[Vraag, int], bytes]) -> Response:
    """Answer every question; ``lijf_van`` gives its ready bytes in a toestand, or raises RegioFout."""
    toestand = stand.toestand_nr_iso(datum)
    delen: list[bytes] = []
    fouten: list[dict[str, Any]] = []
    for nummer, vraag in enumerate(vragen):
        try:
            delen.append(lijf_van(vraag, toestand))
        except Vraagfout as fout:
            delen.append(b"null")
            fouten += [{"index": nummer, "code": een.code, "melding": een.melding} for een in fout.fouten]
        except NietGevonden as fout:
            delen.append(b"null")
            fouten.append({"index": nummer, "code": "niet-gevonden", "melding": str(fout)})
    lijf = b'{"geldigOp":"%b","results":[%b],"errors":%b}' % (
        datum.encode(),
        b",".join(delen),
        json.dumps(fouten, ensure_ascii=False).encode(),
    )
    return Response(lijf, media_type="application/json", headers={"cache-control": "no-store"})

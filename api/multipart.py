"""Forms that come with a file, read by python-multipart.

Not through the form of Starlette: that takes text that is no UTF-8 for another charset, or for whichever charset a
request names, takes a form that breaks off for a whole one, and puts large files on the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import Annotated

from fastapi import Depends, Request
from python_multipart import FormParser
from python_multipart.multipart import Field, File, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.formulier import ONLEESBAAR, als_getypt
from api.sessie import keur_herkomst
from regio.fouten import Vraagfout
from regio.stil import zwijg

SOORT = "multipart/form-data"
# Fields and files together. How long they are is bounded by what a body may hold, see ``api.tussenlaag``.
MEESTE_DELEN = 100
# Bytes of one header of a part: a browser sends two, with a name of ours and the name of a file.
LANGSTE_HOOFD = 2_000
_GRENZEN = {"MAX_HEADER_SIZE": LANGSTE_HOOFD, "MAX_MEMORY_FILE_SIZE": inf, "UPLOAD_ERROR_ON_BAD_CTE": True}
zwijg()


@dataclass(frozen=True, slots=True)
class Upload:
    """The fields of a form by name, as typed, and the files that came with it; of a name sent twice the first."""

    velden: dict[str, str]
    bestanden: dict[str, bytes]


async def lees_upload(request: Request) -> Upload:
    """The form in the body.

    Raises 403 for one from a page of another site, 415 for another type and Vraagfout for one that cannot be read.
    """
    keur_herkomst(request)
    kop = request.headers.get("content-type", "")
    if kop.partition(";")[0].strip().lower() != SOORT:
        raise HTTPException(415)
    try:
        # In a thread: megabytes that look like a boundary all along take up to a second.
        upload = await run_in_threadpool(lees_delen, kop, await request.body())
    except ValueError:
        raise Vraagfout(ONLEESBAAR) from None
    return replace(upload, velden={naam: als_getypt(waarde) for naam, waarde in upload.velden.items()})


def lees_delen(kop: str, inhoud: bytes) -> Upload:
    """A form in parts, by the header Content-Type and the body; raises ValueError for one that cannot be read."""
    delen: list[Field | File] = []
    einde: list[bool] = []

    def bij(deel: Field | File) -> None:
        delen.append(deel)
        if len(delen) > MEESTE_DELEN:
            raise ValueError(SOORT)

    grens = parse_options_header(kop)[1].get(b"boundary")
    lezer = FormParser(SOORT, bij, bij, lambda: einde.append(True), grens or None, config=_GRENZEN)
    lezer.write(inhoud)
    if not einde:
        raise ValueError(SOORT)
    return _upload(delen)


def _upload(delen: list[Field | File]) -> Upload:
    uit = Upload({}, {})
    for deel in delen:
        naam = (deel.field_name or b"").decode("utf-8")
        if isinstance(deel, Field):
            uit.velden.setdefault(naam, (deel.value or b"").decode("utf-8"))
        else:
            deel.file_object.seek(0)
            uit.bestanden.setdefault(naam, deel.file_object.read())
    return uit


UploadNu = Annotated[Upload, Depends(lees_upload)]

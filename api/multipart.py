"""Forms that come with a file.

Bodies are bounded by the middleware and files are small, so that the parser of mail messages in the
standard library, of which this form is made, does.
"""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

SOORT = "multipart/form-data"
MEESTE_DELEN = 100


@dataclass(frozen=True, slots=True)
class Upload:
    """The fields of a form by name, as typed, and the files that came with it; of a name sent twice the first."""

    velden: dict[str, str]
    bestanden: dict[str, bytes]


async def lees_upload(request: Request) -> Upload:
    """The form in the body. Raises 415 for another type and 400 for one that cannot be read."""
    kop = request.headers.get("content-type", "")
    if kop.partition(";")[0].strip().lower() != SOORT:
        raise HTTPException(415)
    try:
        return _uit_delen(kop, await request.body())
    except ValueError:
        raise HTTPException(400) from None


def _uit_delen(kop: str, inhoud: bytes) -> Upload:
    """A form in parts; raises ValueError for one that cannot be read."""
    begin = b"Content-Type: " + kop.encode("latin-1") + b"\r\n\r\n"
    delen = BytesParser(policy=policy.HTTP).parsebytes(begin + inhoud).get_payload()
    if not isinstance(delen, list) or len(delen) > MEESTE_DELEN:
        raise ValueError(SOORT)
    uit = Upload({}, {})
    for deel in delen:
        naam, bestandsnaam, waarde = _deel(deel)
        if bestandsnaam is None:
            uit.velden.setdefault(naam, waarde.decode("utf-8"))
        else:
            uit.bestanden.setdefault(naam, waarde)
    return uit


def _deel(deel: Message | str) -> tuple[str, str | None, bytes]:
    """Name, name of the file and content of one part."""
    # Browsers send no part in a transfer encoding; one that has it is not from a form.
    if isinstance(deel, str) or deel.is_multipart() or "content-transfer-encoding" in deel:
        raise ValueError(SOORT)
    naam = deel.get_param("name", header="content-disposition")
    waarde = deel.get_payload(decode=True)
    if not isinstance(naam, str) or not isinstance(waarde, bytes):
        raise ValueError(SOORT)
    return naam, deel.get_filename(), waarde


UploadNu = Annotated[Upload, Depends(lees_upload)]

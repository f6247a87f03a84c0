"""Forms that come with a file.

Read by hand, in time that grows with the size and no faster: parsers made for mail take any header that
a message may have, and can be kept busy with one. A form of a browser has none of those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from api.sessie import keur_herkomst

SOORT = "multipart/form-data"
MEESTE_DELEN = 100
# Bytes of the headers of one part: a browser sends two, with a name of ours and the name of a file.
LANGSTE_HOOFD = 2_000
_GRENS = re.compile(
    r""";[ \t]*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+./:=?-]{1,70}))[ \t]*(?:;|$)""", re.ASCII | re.IGNORECASE
)
_PARAMETER = re.compile(rb'[ \t]*;[ \t]*([\w*-]{1,40})=("(?:[^"\\]|\\.)*"|[^\s;"\\]*)', re.ASCII)
_ONTSNAPT = re.compile(rb"\\(.)")
_DISPOSITIE, _CODERING = b"content-disposition", b"content-transfer-encoding"


@dataclass(frozen=True, slots=True)
class Upload:
    """The fields of a form by name, as typed, and the files that came with it; of a name sent twice the first."""

    velden: dict[str, str]
    bestanden: dict[str, bytes]


async def lees_upload(request: Request) -> Upload:
    """The form in the body.

    Raises 403 for one from a page of another site, 415 for another type and 400 for one that cannot be read.
    """
    keur_herkomst(request)
    kop = request.headers.get("content-type", "")
    if kop.partition(";")[0].strip().lower() != SOORT:
        raise HTTPException(415)
    try:
        return lees_delen(kop, await request.body())
    except ValueError:
        raise HTTPException(400) from None


def lees_delen(kop: str, inhoud: bytes) -> Upload:
    """A form in parts, by the header Content-Type and the body; raises ValueError for one that cannot be read."""
    grens = _GRENS.search(kop)
    if grens is None:
        raise ValueError(SOORT)
    tussen = b"\r\n--" + (grens[1] or grens[2]).encode("ascii")
    uit = Upload({}, {})
    # What stands before the first part is no part; one piece more than is allowed shows that there are too many.
    for deel in (b"\r\n" + inhoud).split(tussen, MEESTE_DELEN + 1)[1:]:
        if deel.startswith(b"--"):
            return uit
        naam, is_bestand, waarde = _deel(deel)
        if is_bestand:
            uit.bestanden.setdefault(naam, waarde)
        else:
            uit.velden.setdefault(naam, waarde.decode("utf-8"))
    raise ValueError(SOORT)


def _deel(deel: bytes) -> tuple[str, bool, bytes]:
    """Name, whether it is a file, and content of one part."""
    einde = deel.find(b"\r\n\r\n", 0, LANGSTE_HOOFD)
    begin, *regels = deel[: max(einde, 0)].split(b"\r\n")
    koppen = [(naam.lower(), waarde) for naam, _, waarde in (regel.partition(b":") for regel in regels)]
    disposities = [waarde for naam, waarde in koppen if naam == _DISPOSITIE]
    # Browsers send no part in a transfer encoding; one that has it is not from a form.
    if begin.strip() or len(disposities) != 1 or any(naam == _CODERING for naam, _ in koppen):
        raise ValueError(SOORT)
    parameters = _parameters(disposities[0].strip())
    return parameters[b"name"].decode("utf-8"), b"filename" in parameters, deel[einde + 4 :]


def _parameters(dispositie: bytes) -> dict[bytes, bytes]:
    """What a header Content-Disposition says, ``name`` at least; of ``filename*`` nothing is made."""
    soort = dispositie.partition(b";")[0]
    plek, uit = len(soort), dict[bytes, bytes]()
    while raak := _PARAMETER.match(dispositie, plek):
        waarde = _ONTSNAPT.sub(rb"\1", raak[2][1:-1]) if raak[2].startswith(b'"') else raak[2]
        uit.setdefault(raak[1].lower(), waarde)
        plek = raak.end()
    if soort.strip().lower() != b"form-data" or plek < len(dispositie) or b"name" not in uit:
        raise ValueError(SOORT)
    return uit


UploadNu = Annotated[Upload, Depends(lees_upload)]

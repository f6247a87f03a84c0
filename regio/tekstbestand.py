"""In which encoding the text files of a user are written: UTF-8, or what an older spreadsheet saves."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import IO

from regio.fouten import RegioFout
from regio.schijf import reden

CP1252 = "cp1252"
# The five bytes that cp1252 has no sign for.
GEEN_TEKEN = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_BLOK = 1 << 20


def vind_codering(pad: Path) -> str | None:
    """UTF-8 (with or without BOM) when every byte allows it, else cp1252; None for a binary file.

    The file is read as a stream. Raises RegioFout when it cannot be read.
    """
    try:
        with pad.open("rb") as invoer:
            return codering_van(invoer)
    except OSError as fout:
        raise RegioFout(f"{pad.name} kan niet worden gelezen: {reden(fout)}.") from None


def codering_van(invoer: IO[bytes]) -> str | None:
    """The same of a file that is open. Raises OSError."""
    lezer = codecs.getincrementaldecoder("utf-8")()
    utf8, bom = True, False
    for nummer, blok in enumerate(iter(lambda: invoer.read(_BLOK), b"")):
        bom = bom or (nummer == 0 and blok.startswith(codecs.BOM_UTF8))
        if b"\0" in blok:
            return None
        utf8 = utf8 and _leesbaar(lezer, blok)
    utf8 = utf8 and _leesbaar(lezer, b"", einde=True)
    return ("utf-8-sig" if bom else "utf-8") if utf8 else CP1252


def als_utf8(inhoud: bytes) -> bytes:
    """The same text in UTF-8, also when it was written in cp1252; bytes that are neither stay as they are."""
    if b"\0" in inhoud or GEEN_TEKEN.search(inhoud):
        return inhoud
    try:
        inhoud.decode("utf-8")
    except UnicodeDecodeError:
        return inhoud.decode(CP1252).encode()
    return inhoud


def _leesbaar(lezer: codecs.IncrementalDecoder, blok: bytes, *, einde: bool = False) -> bool:
    try:
        lezer.decode(blok, einde)
    except UnicodeDecodeError:
        return False
    return True

"""Moves from a CSV of either kind: a list of moves, or a whole table of postcodes that was changed by hand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

from regio.scenario.beeld import Beeld, basis_van
from regio.scenario.dienst import te_veel
from regio.scenario.invoer import lees_zetten_csv
from regio.scenario.lezen import lees_zetten
from regio.scenario.tabelinvoer import lees_tabel_csv, nieuwe_verbanden
from regio.scenario.zetten import Zet, zetten_json
from regio.stand.stand import Stand
from regio.tekstbestand import als_utf8
from regio.tijdlijn.peildatum import lees_datum

Json = dict[str, Any]


def zetten_uit_csv(stand: Stand, peildatum: str, inhoud: bytes) -> list[Json]:
    """The moves in a file for a scenario on a day (``JJJJ-MM-DD``), in the form in which they are kept.

    They are all its moves: those that it had are not looked at. Raises Vraagfout with every fault and its line.
    """
    return zetten_json(lees_csv(inhoud, basis_van(stand, lees_datum(peildatum)).beeld))


def meldingen_bij(inhoud: bytes, zetten: Sequence[Json]) -> list[str]:
    """What whoever reads a file in must know of the moves in it, though they can be made."""
    return nieuwe_verbanden(lees_zetten(zetten)) if _is_tabel(als_utf8(inhoud)) else []


def lees_csv(inhoud: bytes, begin: Beeld) -> tuple[Zet, ...]:
    """The moves in a file, or those that a whole table comes down to, held against a picture.

    The file may be what an older spreadsheet saves (``regio.tekstbestand``). Raises Vraagfout with every fault and its
    line, and for a table that comes down to too many moves.
    """
    inhoud = als_utf8(inhoud)
    zetten = (lees_tabel_csv if _is_tabel(inhoud) else lees_zetten_csv)(inhoud, begin)
    te_veel(len(zetten))
    return zetten


def _is_tabel(inhoud: bytes) -> bool:
    """Whether a file is a table of postcodes: its header names PO and VO, and no kind of move."""
    regels = inhoud.lstrip(b"\xef\xbb\xbf\r\n ").splitlines() or [b""]
    kop = regels[0].decode("utf-8", "replace").casefold()
    scheiding = ";" if kop.count(";") > kop.count(",") else ","
    try:
        namen = {cel.strip() for cel in next(csv.reader((kop,), delimiter=scheiding), [])}
    except csv.Error:
        return False  # whoever reads it as moves tells what is wrong with it
    return {"po", "vo"} <= namen and "soort" not in namen

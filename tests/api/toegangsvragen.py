"""For every form that only some may use, one way to fill it in that succeeds on the scenario of the access matrix.

A form that lets somebody through and then always refuses is told by it. One that is not here fails the matrix.
"""

from __future__ import annotations

from typing import Any

from tests.api.scenarioproef import ANDERE_ZET, ZET

Velden = dict[str, str]

# The moves of the scenario: that one can be put before the other, and either be taken away.
ZETTEN: list[dict[str, Any]] = [{**ZET, "naar": "PO2202"}, ANDERE_ZET]
_ZET = {"soort": "hernoem", "sector": "PO", "van": "PO2203", "naam": "Anders"}
_TABEL = (
    "zet,soort,sector,van,naar,nieuw,code,naam,datum,gemeente,postcodes,bouwstenen,aanname,notitie\n"
    "1,hernoem,PO,,,,PO2203,Anders,,,,,nee,\n"
)
# Forms that a file can come with.
MET_BESTAND = ("/scenarios", "/importeer", "/factoren")
# By the last part of the path. None says what is kept: a form that is refused may give back what was typed.
_VELDEN: dict[str, Velden] = {
    "uitloggen": {},
    "scenarios": {"naam": "Nieuw", "peildatum": "2026-01-01"},
    "factoren": {"arbeidsmarktTekst": "gemeente;regio;naam\nAssen;g;Drenthe\n", "onvolledig": "ja"},
    "plek": {"lon": "6.56", "lat": "53.11"},
    "proef": _ZET,
    "zet": _ZET,
    "wijzig": {"nummer": "1", "notitie": "Anders", "aanname": "ja"},
    "weg": {"nummer": "1"},
    "schuif": {"nummer": "2", "kant": "omhoog"},
    "hernoem": {"naam": "Anders"},
    "vertak": {"naam": "Anders"},
    **{deel: {} for deel in ("ongedaan", "opnieuw", "herbaseer", "deel", "ontdeel", "verwijder", "overnemen")},
    "importeer": {"csv": _TABEL, "vervang": "ja"},
    "indienen": {"aanvrager": "Gemeente Assen", "reden": "Heel in één verband."},
    "stap": {"soort": "aanvulling", "tekst": "Nog iets."},
}


def velden_van(sjabloon: str, afdrukken: list[str]) -> Velden:
    """The fields of a form; ``afdrukken`` are the prints of the moves, by which a form finds its own."""
    velden = _VELDEN[sjabloon.rpartition("/")[2]]
    nummer = velden.get("nummer")
    return {**velden, "afdruk": afdrukken[int(nummer) - 1]} if nummer else velden

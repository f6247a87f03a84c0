"""RMC-regio's on a day: what to know about their lists."""

from __future__ import annotations

EERSTE_DAG = "2012-08-01"
# As ``regio.rmc.VOLLEDIG_TOT``, which is of the making of an edition.
VOLLEDIG_TOT = "2015-08-21"


def toelichting(datum: str) -> str:
    """What to know about the list of a day, in plain Dutch."""
    if datum < EERSTE_DAG:
        return f"De oudste lijst van RMC-regio's die bekend is, is die van {EERSTE_DAG}."
    tekst = (
        "RMC-regio's hebben een nummer, geen code: RMC07 is nummer 7. Bekend zijn de bijlagen van de wet (BWBR0031387) "
        "van 2012-08-01, 2013-06-14 en 2014-08-28; wie daarin ontbreekt volgt uit een lijst van DUO van 2013 of uit de "
        "herindelingen."
    )
    if datum >= VOLLEDIG_TOT:
        tekst += f" Na {VOLLEDIG_TOT} is de wet niet meer volledig bekend; waar dat telt staan alle regio's genoemd."
    return tekst

"""RMC-regio's on a day: what to know about their lists."""

from __future__ import annotations

EERSTE_DAG = "2012-08-01"
# As ``regio.rmc.VOLLEDIG_TOT``, which is of the making of an edition.
VOLLEDIG_TOT = "2015-08-21"
# Regions 24, 29 and 36 as the law changed them.
WIJZIGING = "2023-01-01"


def toelichting(datum: str) -> str:
    """What to know about the list of a day, in plain Dutch."""
    if datum < EERSTE_DAG:
        return f"De oudste lijst van RMC-regio's die bekend is, is die van {EERSTE_DAG}."
    tekst = (
        "RMC-regio's hebben een nummer, geen code: RMC07 is nummer 7. Bekend zijn de bijlagen van de wet (BWBR0031387) "
        "van 2012-08-01, 2013-06-14 en 2014-08-28. Een gemeente die in de bijlage ontbreekt, staat in de regio van de "
        "lijst van DUO van 2013-06-27; ontbreekt zij ook daar, dan in die van de gemeenten waaruit zij ontstond."
    )
    if datum >= VOLLEDIG_TOT:
        tekst += (
            f" Vanaf {VOLLEDIG_TOT} is de wet niet meer volledig bekend, alleen drie regio's van {WIJZIGING}: verder "
            "is de bijlage van 2014 doorgetrokken, en een latere overgang naar een andere regio kan ontbreken. Bij een "
            "gemeente die uit meer regio's ontstond staan die regio's alle."
        )
    return tekst

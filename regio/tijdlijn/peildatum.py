"""The peildatum: the day a question is about, and from when which question can be answered."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from regio.fouten import Fout, Vraagfout

EERSTE_DAG_GEMEENTEN = date(2011, 1, 1)
EERSTE_DAG_REGELING = date(2013, 1, 1)
START_SAMENWERKINGSVERBANDEN = date(2014, 8, 1)
EERSTE_DAG_JEUGDREGIOS = date(2015, 1, 1)
LAATSTE_DAG = date(2099, 12, 31)

Dag = TypeVar("Dag", str, date)
_VORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def geldt_op(vanaf: Dag | None, tot: Dag | None, dag: Dag) -> bool:
    """Whether something is there on a day: from ``vanaf``, unknown for what never began, until before ``tot`` if any.

    All three are dates, or all three ISO dates as text.
    """
    return vanaf is not None and vanaf <= dag and (tot is None or dag < tot)


def _vraagfout(veld: str, code: str, melding: str) -> Vraagfout:
    return Vraagfout(Fout(veld, code, melding))


def lees_datum(tekst: str, veld: str = "geldigOp") -> date:
    """Read ``JJJJ-MM-DD``; raises Vraagfout for another form or a day that does not exist."""
    if not _VORM.fullmatch(tekst):
        raise _vraagfout(veld, "datum-vorm", "Geef de datum als JJJJ-MM-DD, bijvoorbeeld 2015-04-23.")
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise _vraagfout(
            veld, "datum-bestaat-niet", f"De datum {tekst} bestaat niet; controleer dag en maand."
        ) from None


def controleer_swv(datum: date, veld: str = "geldigOp") -> date:
    """Refuse a day on which no version of the regeling held; raises Vraagfout."""
    if datum < EERSTE_DAG_REGELING:
        raise _vraagfout(
            veld,
            "datum-te-vroeg",
            f"Samenwerkingsverbanden zijn bekend vanaf {EERSTE_DAG_REGELING}, de dag waarop de regeling inging; "
            "kies die datum of later.",
        )
    return _niet_te_laat(datum, veld)


def controleer_gemeente(datum: date, veld: str = "geldigOp") -> date:
    """Refuse a day before the gemeenten in the facts begin; raises Vraagfout."""
    if datum < EERSTE_DAG_GEMEENTEN:
        raise _vraagfout(
            veld,
            "datum-te-vroeg",
            f"Gemeenten zijn bekend vanaf {EERSTE_DAG_GEMEENTEN} en samenwerkingsverbanden vanaf "
            f"{EERSTE_DAG_REGELING}; kies een van die dagen of later.",
        )
    return _niet_te_laat(datum, veld)


def _niet_te_laat(datum: date, veld: str) -> date:
    if datum > LAATSTE_DAG:
        raise _vraagfout(veld, "datum-te-laat", f"Kies een datum tot en met {LAATSTE_DAG}.")
    return datum

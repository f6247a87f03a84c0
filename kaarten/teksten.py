"""Dates, shares and lists of postcodes as a Dutch reader expects to see them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from regio.fouten import Fout

_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_ISO = re.compile(r"\b([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\b")


def datum_lang(iso: str) -> str:
    """``2015-04-23`` as ``23 april 2015``; every such date inside a longer text likewise."""
    return _ISO.sub(lambda deel: f"{int(deel[3])} {_MAANDEN[int(deel[2]) - 1]} {deel[1]}", iso)


def voor_lezers(fout: Fout) -> str:
    """What is wrong with a field, with its dates written out, but for the form to write one in."""
    return fout.melding if fout.code == "datum-vorm" else datum_lang(fout.melding)


def procent(aandeel: float) -> str:
    """A share from 0 to 1 in whole percents, never rounded to nothing or to everything."""
    if 0 < aandeel < 0.01:
        return "minder dan 1%"
    if 0.99 < aandeel < 1:
        return "meer dan 99%"
    return f"{round(aandeel * 100)}%"


def getal(waarde: int) -> str:
    """``618135`` as ``618.135``."""
    return f"{waarde:,}".replace(",", ".")


def reeks(postcodes: Iterable[str]) -> str:
    """Postcodes in order, three or more consecutive ones as ``9471 t/m 9475``."""
    groepen: list[list[str]] = []
    gesorteerd = sorted(set(postcodes))
    for vorige, pc4 in pairwise(["", *gesorteerd]):
        if vorige and int(pc4) == int(vorige) + 1:
            groepen[-1].append(pc4)
        else:
            groepen.append([pc4])
    return ", ".join(f"{g[0]} t/m {g[-1]}" if len(g) > 2 else ", ".join(g) for g in groepen)


def opsomming(woorden: Iterable[str]) -> str:
    """``a, b en c``."""
    lijst = list(woorden)
    return f"{', '.join(lijst[:-1])} en {lijst[-1]}" if len(lijst) > 1 else "".join(lijst)

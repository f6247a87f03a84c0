"""Names of gemeenten: from what is printed, with its accents or without, to a code on a date."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from regio.bronnen.rijen import AliasRij
    from regio.tijdlijn.herindelingen import Tijdlijn

_APOSTROF = str.maketrans(dict.fromkeys("‘’ʼ´`′", "'"))
_NIET_LETTER = re.compile(r"[^a-z0-9]+")


def vouw(naam: str) -> str:
    """Fold a name for comparing: no accents, no case, no punctuation, ``st.`` written out."""
    plat = unicodedata.normalize("NFKD", naam.translate(_APOSTROF)).encode("ascii", "ignore").decode().lower()
    plat = re.sub(r"\bst\b\.?", "sint ", plat)
    return _NIET_LETTER.sub(" ", plat).strip()


class Namenlijst:
    """Every name of every gemeente, official or alias, to the codes that bore it."""

    def __init__(self, tijdlijn: Tijdlijn, aliassen: Iterable[AliasRij]) -> None:
        self._tijdlijn = tijdlijn
        self._codes: dict[str, set[str]] = defaultdict(set)
        for rij in tijdlijn.alle_gemeenten():
            self._codes[vouw(rij.naam)].add(rij.code)
        for alias in aliassen:
            self._codes[vouw(alias.alias)].add(alias.code)

    def codes(self, naam: str, datum: date | None = None) -> set[str]:
        """The gemeenten with this name; with a date only those that existed then."""
        codes = self._codes.get(vouw(naam), set())
        return {code for code in codes if datum is None or self._tijdlijn.bestaat(code, datum)}

"""Postcodes as people write them: reading one, and finding them in the text of an address.

PC4 = the four digits, PC6 = digits and letters. Pure functions on text; every pattern here has
bounded repeats only, so the time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regio.fouten import Fout, Vraagfout

VORM = "Een postcode bestaat uit vier cijfers en eventueel twee letters, bijvoorbeeld 9471 RM of 9471."

# Letter pairs that have never been issued.
NOOIT_UITGEGEVEN = frozenset({"SA", "SD", "SS"})

# Two-letter words that can stand between a house number and a place: "Dorpsstraat 1234 te Eelde".
_KOPPELWOORDEN = frozenset({"de", "en", "in", "of", "op", "te"})

# Endings that make a word a street rather than a place. Endings that many places share as well
# (dijk, hof, dam) are left out on purpose.
_STRAATEINDEN = ("straat", "straatje", "str", "weg", "laan", "plein", "gracht", "kade", "singel", "steeg", "pad")

_STREEPJES = re.compile("[\u2010-\u2015\u2212]")
_ONZICHTBAAR = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_EEN_POSTCODE = re.compile(r"(?:[Nn][Ll][ -]{0,3})?([0-9]{4})[ .,_/-]{0,3}([A-Za-z]{2})?")
_PC6 = re.compile(r"(?<![^\W_])(?:[Nn][Ll][ -]{0,2})?([1-9][0-9]{3})(?:[ ]?[-_][ ]?|[ ]|\.)?([A-Za-z]{2})(?![^\W\d_])")
_SCHEIDING = re.compile(r"(?<![0-9]),|,(?![0-9])|[;|()]| - ")
_HUISNUMMER = re.compile(r"[0-9]{1,3}(?:[A-Za-z]{1,3}|[-/][A-Za-z0-9]{1,3})?")
_PC4 = re.compile(r"[1-9][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Vondst:
    """A postcode found in a text: its PC4, and its two capitals when they were written too."""

    pc4: str
    letters: str | None = None

    @property
    def postcode(self) -> str:
        """The postcode without a space: ``9471RM`` or ``9471``."""
        return self.pc4 + (self.letters or "")


def lees_postcode(tekst: str, *, plek: str = "query") -> str:
    """The PC4 of one postcode, however sloppily written.

    Raises Vraagfout (field ``postcode``, codes ``postcode-leeg``, ``-vorm``, ``-nul`` and
    ``-letters``); ``plek`` is where the question stood.
    """
    if len(tekst) == 4 and tekst.isascii() and tekst.isdigit() and tekst[0] != "0":
        return tekst  # nothing to clean up in most questions
    return ontleed_postcode(tekst, plek=plek).pc4


def ontleed_postcode(tekst: str, *, plek: str = "query") -> Vondst:
    """The PC4 and the letters of one postcode. Raises Vraagfout as ``lees_postcode`` does."""
    kaal = " ".join(_gewoon(tekst).split()).strip(" \"'`()[].,;:-")
    if not kaal:
        raise _fout("leeg", f"Vul een postcode in. {VORM}", plek)
    gevonden = _EEN_POSTCODE.fullmatch(kaal)
    if not gevonden:
        raise _fout("vorm", f"Dit is geen postcode. {VORM}", plek)
    pc4, letters = gevonden[1], gevonden[2].upper() if gevonden[2] else None
    if pc4.startswith("0"):
        raise _fout("nul", f"Een postcode begint nooit met een 0. {VORM}", plek)
    if letters in NOOIT_UITGEGEVEN:
        raise _fout("letters", f"Postcodes met de letters SA, SD of SS bestaan niet. {VORM}", plek)
    return Vondst(pc4, letters)


def lees_pc6(waarde: object) -> str | None:
    """``9471RM`` for a complete postcode in the data of others; None for anything else."""
    if not isinstance(waarde, str):
        return None
    try:
        gelezen = ontleed_postcode(waarde)
    except Vraagfout:
        return None
    return gelezen.postcode if gelezen.letters else None


def vind_postcodes(tekst: str) -> list[Vondst]:
    """The different postcodes in a free text, in order; empty when there is none for certain.

    A PC6 beats every bare PC4. A bare number of four digits counts only where it cannot well be
    a house number: alone, before a place, after a comma, after a house number.
    """
    gewoon = _gewoon(re.sub(r"[\r\n]", ", ", tekst))
    gewoon = " ".join(gewoon.split())
    return list(dict.fromkeys(_pc6s(gewoon))) or list(dict.fromkeys(_pc4s(gewoon)))


def _fout(soort: str, melding: str, plek: str) -> Vraagfout:
    return Vraagfout(Fout("postcode", f"postcode-{soort}", melding, plek))


def _gewoon(tekst: str) -> str:
    """The text with full-width characters, odd dashes and odd spaces made ordinary."""
    return _ONZICHTBAAR.sub("", _STREEPJES.sub("-", unicodedata.normalize("NFKC", tekst)))


def _pc6s(tekst: str) -> Iterator[Vondst]:
    hoofdletters = not any(teken.islower() for teken in tekst)
    for gevonden in _PC6.finditer(tekst):
        letters = gevonden[2].upper()
        if letters in NOOIT_UITGEGEVEN or _is_koppelwoord(gevonden, hoofdletters):
            continue
        yield Vondst(gevonden[1], letters)


def _is_koppelwoord(gevonden: re.Match[str], hoofdletters: bool) -> bool:
    """Whether the two letters are rather a word of the sentence: "1234 te Eelde".

    Capitals in a text that also has small letters are a postcode: "9761 EN Eelde".
    """
    woord, erna = gevonden[2], gevonden.string[gevonden.end() : gevonden.end() + 2]
    if woord.lower() not in _KOPPELWOORDEN or (woord.isupper() and not hoofdletters):
        return False
    return erna.startswith(("'", " '")) or (erna.startswith(" ") and erna[1:].isalpha())


def _pc4s(tekst: str) -> Iterator[Vondst]:
    stukken = [stuk.split() for stuk in _SCHEIDING.split(tekst) if stuk.strip()]
    for plaats, woorden in enumerate(stukken):
        buren = stukken[max(plaats - 1, 0) : plaats] + stukken[plaats + 1 : plaats + 2]
        for nummer, woord in enumerate(woorden):
            vondst = _als_pc4(woord)
            if vondst and _staat_als_postcode(woorden, nummer, buren):
                yield vondst


def _als_pc4(woord: str) -> Vondst | None:
    kaal = woord.strip(".:'\"").upper().removeprefix("NL-")
    return Vondst(kaal) if _PC4.fullmatch(kaal) else None


def _staat_als_postcode(woorden: Sequence[str], nummer: int, buren: Sequence[Sequence[str]]) -> bool:
    """Whether the word at this index of a piece of text stands where a postcode stands.

    ``buren`` are the pieces before and after it: "Dorpsstraat, 1234" is a house number.
    """
    if len(woorden) == 1:
        return not any(_straat_zonder_nummer(buur) for buur in buren)
    erna = woorden[nummer + 1] if nummer + 1 < len(woorden) else ""
    if erna.upper() in NOOIT_UITGEGEVEN or (erna and not _is_woord(erna)):
        return False
    if nummer == 0:
        return not _straat_zonder_nummer(woorden[1:])
    ervoor = woorden[nummer - 1]
    if ervoor.lower().rstrip(":.") in ("postcode", "pc"):
        return True
    return bool(_HUISNUMMER.fullmatch(ervoor)) and any(map(_is_woord, woorden[: nummer - 1]))


def _is_woord(tekst: str) -> bool:
    return tekst[0].isalpha() or tekst[0] in "'`"


def _straat_zonder_nummer(woorden: Sequence[str]) -> bool:
    """Whether these words name a street and no house number: a number beside it is one."""
    straat = any(woord.lower().rstrip(".").endswith(_STRAATEINDEN) for woord in woorden)
    return straat and not any(woord[0].isdigit() for woord in woorden)

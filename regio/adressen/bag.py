"""A local extract of the BAG as a geocoder: nothing leaves the machine."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from regio.adressen.bag_bestand import maak_index, open_index, sleutel
from regio.adressen.poort import Adres, Geocodering
from regio.adressen.postcode import vind_postcodes

BRON = "BAG-bestand"
LANGSTE_VRAAG = 200  # characters
MEESTE_WOORDEN = 12  # an address has no more; bounds the number of searches
MEESTE_RIJEN = 1000  # the commonest street name with one number stays far below

_STUK = (
    "Het adres is niet opgezocht: de index van het BAG-bestand kan niet worden gelezen. "
    "Zoek op postcode of probeer het later opnieuw."
)

# The official name of a place -> what people call it (both folded by ``sleutel``).
_ROEPNAMEN = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}
# How provinces are shortened behind the name of a place that occurs twice.
_PROVINCIES = frozenset({"dr", "fl", "fr", "gld", "gn", "gr", "l", "lb", "nb", "nh", "ov", "ut", "z", "zh", "zld"})
_VULSEL = frozenset({"nederland", "nl"})

_VRAAG = """
SELECT straat_sleutel, plaats_sleutel, toevoeging_sleutel, straat, huisnummer, huisletter, toevoeging,
       postcode, woonplaats, gemeentecode, gemeentenaam, lon, lat, x, y
FROM adres WHERE straat_sleutel = ? AND huisnummer = ?
ORDER BY plaats_sleutel, toevoeging_sleutel, postcode LIMIT ?
"""

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # no warnings on the stderr of a program without logging


class _Rij(NamedTuple):
    straat_sleutel: str
    plaats_sleutel: str
    toevoeging_sleutel: str
    straat: str
    huisnummer: int
    huisletter: str
    toevoeging: str
    postcode: str | None
    woonplaats: str
    gemeentecode: str | None
    gemeentenaam: str | None
    lon: float | None
    lat: float | None
    x: float | None
    y: float | None


class Lezing(NamedTuple):
    """One way to read a question; every part is folded by ``sleutel``.

    ``rest`` is what stands after the number: an addition, a place, or both. ``plaats`` is what
    stands elsewhere, empty when nothing does.
    """

    straat: str
    huisnummer: int
    rest: tuple[str, ...]
    plaats: str


class BagGeocoder:
    """Finds addresses in a CSV extract of the BAG through the index that it keeps of it.

    ``bestand`` is the extract, ``var`` the folder for the index (default: beside the extract).
    Raises Bronfout when the file is missing or unusable.
    """

    def __init__(self, bestand: Path, var: Path | None = None) -> None:
        self._index = maak_index(bestand, var)

    def zoek(self, vraag: str, maximum: int = 5) -> Geocodering:
        """Every address with that street and number, in the place and with the postcode if given."""
        try:
            with closing(open_index(self._index)) as verbinding:
                rijen = list(_zoek(verbinding, vraag))
        except sqlite3.Error:
            _log.warning("de index van het BAG-bestand kan niet worden gelezen")
            return Geocodering((), BRON, _STUK)
        return Geocodering(tuple(map(_als_adres, rijen[:maximum])), BRON, meer=len(rijen) > maximum)


def _zoek(verbinding: sqlite3.Connection, vraag: str) -> Iterator[_Rij]:
    """The rows that fit any reading of the question, each once, those of the likeliest reading first."""
    if len(vraag) > LANGSTE_VRAAG:
        return
    postcodes = {vondst.postcode for vondst in vind_postcodes(vraag)}
    gegeven: set[_Rij] = set()
    for lezing in lezingen(vraag):
        gevonden = verbinding.execute(_VRAAG, (lezing.straat, lezing.huisnummer, MEESTE_RIJEN))
        rijen = [rij for rij in map(_Rij._make, gevonden) if _past_postcode(rij, postcodes)]
        treffers = [rij for rij in _passend(rijen, lezing) if rij not in gegeven]
        gegeven.update(treffers)
        yield from treffers


def lezingen(vraag: str) -> Iterator[Lezing]:
    """The ways to read a question as street, number and place, the likeliest first.

    "Plein 1944 5 Nijmegen" can be number 1944 or number 5; only the index knows. A postcode in
    the question is no part of a reading.
    """
    stukken = [woorden for woorden in _stukken(vraag) if woorden]
    for nummer, woorden in enumerate(stukken):
        elders = [woord for stuk in (*stukken[:nummer], *stukken[nummer + 1 :]) for woord in stuk]
        yield from _lezingen_van(woorden[:MEESTE_WOORDEN], " ".join(elders))


def _lezingen_van(woorden: Sequence[str], plaats: str) -> Iterator[Lezing]:
    for einde in range(len(woorden) - 1, 0, -1):
        cijfers, letters = _splits(woorden[einde])
        if not cijfers:
            continue
        rest = (*((letters,) if letters else ()), *woorden[einde + 1 :])
        yield Lezing(" ".join(woorden[:einde]), int(cijfers), rest, plaats)
        for begin in range(1, einde if not plaats else 0):  # "Eelde Esweg 21"
            yield Lezing(" ".join(woorden[begin:einde]), int(cijfers), rest, " ".join(woorden[:begin]))


def _splits(woord: str) -> tuple[str, str]:
    """The digits at the start of a word, and what follows; no digits when there are too many."""
    letters = woord.lstrip("0123456789")
    cijfers = woord[: len(woord) - len(letters)]
    return (cijfers, letters) if len(cijfers) <= 5 else ("", "")


def _stukken(vraag: str) -> Iterator[list[str]]:
    """The folded words between the commas, without any postcode or country."""
    postcodes = {deel for vondst in vind_postcodes(vraag) for deel in (vondst.postcode.lower(), vondst.pc4)}
    for stuk in vraag.replace(";", ",").replace("\n", ",").split(","):
        woorden = [woord for woord in sleutel(stuk).split() if woord not in _VULSEL]
        over: list[str] = []
        while woorden:
            woord = woorden.pop(0)
            if woorden and woord + woorden[0] in postcodes:
                woorden.pop(0)
            elif woord not in postcodes:
                over.append(woord)
        yield over


def _past_postcode(rij: _Rij, postcodes: set[str]) -> bool:
    return not postcodes or rij.postcode is None or any(rij.postcode.startswith(deel) for deel in postcodes)


def _passend(rijen: Iterable[_Rij], lezing: Lezing) -> list[_Rij]:
    """The rows whose place and addition agree with the question.

    Without an addition asked, the bare number is the answer of a place; only where it does not
    exist are all additions given.
    """
    treffers = [rij for rij in rijen if _rest_past(rij, lezing)]
    bloot = {rij.plaats_sleutel for rij in treffers if not rij.toevoeging_sleutel}
    return [rij for rij in treffers if not rij.toevoeging_sleutel or rij.plaats_sleutel not in bloot]


def _rest_past(rij: _Rij, lezing: Lezing) -> bool:
    """Whether addition plus place of the row can be read in the rest of the question."""
    namen = plaatsnamen(rij.plaats_sleutel) | ({sleutel(rij.gemeentenaam)} if rij.gemeentenaam else set())
    if lezing.plaats and lezing.plaats not in namen:
        return False
    toevoegingen = ("", rij.toevoeging_sleutel)
    for plaats in () if lezing.plaats else namen:
        woorden = plaats.split()
        if list(lezing.rest[-len(woorden) :]) == woorden and "".join(lezing.rest[: -len(woorden)]) in toevoegingen:
            return True
    return not lezing.rest or "".join(lezing.rest) == rij.toevoeging_sleutel


def plaatsnamen(plaats: str) -> set[str]:
    """What people may call a place: "Bergen (NH)" also "Bergen", "Velp" also "Velp GLD"."""
    namen = {plaats, _ROEPNAMEN.get(plaats, plaats)}
    *begin, laatste = plaats.split()
    if begin and laatste in _PROVINCIES:
        return namen | {" ".join(begin)}
    return namen | {f"{plaats} {provincie}" for provincie in _PROVINCIES}


def _als_adres(rij: _Rij) -> Adres:
    streepje = "-" if rij.toevoeging else ""
    huisnummer = f"{rij.huisnummer}{rij.huisletter}{streepje}{rij.toevoeging}"
    plaats = f"{rij.postcode} {rij.woonplaats}" if rij.postcode else rij.woonplaats
    return Adres(
        weergavenaam=f"{rij.straat} {huisnummer}, {plaats}",
        postcode=rij.postcode,
        huisnummer=huisnummer,
        gemeentecode=rij.gemeentecode,
        gemeentenaam=rij.gemeentenaam,
        woonplaats=rij.woonplaats,
        lon=rij.lon,
        lat=rij.lat,
        x=rij.x,
        y=rij.y,
        score=1.0,
    )

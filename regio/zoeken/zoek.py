"""One question in free text: a postcode, gemeente, place or address, in that order.

A postcode in the text decides. A name answers with everything that bears it. Only what is left
goes to the geocoder. Nothing is chosen for the asker: several answers mean several possibilities.
"""

from __future__ import annotations

import re
from typing import Any

from regio.adressen import Adres, Geocoder, lees_postcode, vind_postcodes
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand
from regio.zoeken.gemeente import antwoord_gemeente
from regio.zoeken.plaats import antwoord_plaats, gemeenten_van_plaats
from regio.zoeken.postcode import antwoord_postcode
from regio.zoeken.punt import LIGGING, antwoord_punt, plek_op_lonlat, plek_op_rd
from regio.zoeken.register import Naam, register_van

Json = dict[str, Any]
LANGSTE_VRAAG = 200
_GEMEENTECODE = re.compile(r"gm ?(\d{4})", re.IGNORECASE | re.ASCII)
_LIJKT_POSTCODE = re.compile(r"[\d\s]{3,12}[a-z]{0,2}", re.IGNORECASE | re.ASCII)
_PUNT = re.compile(r"(-?\d{1,6}\.\d{1,12}|\d{5,6})[,; ]+(-?\d{1,6}\.\d{1,12}|\d{5,6})", re.ASCII)
_GROOTSTE_GRAAD = 360
_CIJFER = re.compile(r"\d")


def zoek(stand: Stand, vraag: str, datum: str, geocoder: Geocoder) -> Json:
    """Answer a question in free text on a day (``JJJJ-MM-DD``, from 2013-01-01).

    Returns ``geldigOp``, ``soort``, ``antwoorden`` and ``meldingen``. Raises Vraagfout for an
    unusable question and NietGevonden when nothing belongs to it.
    """
    vraag = _opgeschoond(vraag)
    punt = _PUNT.fullmatch(vraag)
    if punt:
        return _uitkomst(datum, "punt", [_bij_punt(stand, float(punt[1]), float(punt[2]), datum)])
    postcodes = vind_postcodes(vraag)
    if postcodes:
        return _uitkomst(datum, "postcode", _postcodes(stand, list(dict.fromkeys(v.pc4 for v in postcodes)), datum))
    code = _GEMEENTECODE.fullmatch(vraag)
    if code:
        return _uitkomst(datum, "gemeente", [antwoord_gemeente(stand, f"GM{code[1]}", datum)])
    if _LIJKT_POSTCODE.fullmatch(vraag):
        return _uitkomst(datum, "postcode", [antwoord_postcode(stand, lees_postcode(vraag), datum)])
    namen = op_naam(stand, vraag, datum)
    if namen:
        return _uitkomst(datum, namen[0]["ligging"], namen)
    return _adres(stand, vraag, datum, geocoder)


def _opgeschoond(vraag: str) -> str:
    schoon = " ".join(vraag.split())
    if not schoon:
        raise Vraagfout(Fout("vraag", "leeg", "Vul een postcode, gemeente, plaats of adres in.", "body"))
    if len(schoon) > LANGSTE_VRAAG:
        melding = f"De vraag is te lang: gebruik ten hoogste {LANGSTE_VRAAG} tekens."
        raise Vraagfout(Fout("vraag", "te-lang", melding, "body"))
    if not any(teken.isalnum() for teken in schoon):
        raise Vraagfout(Fout("vraag", "geen-letters", "De vraag bevat geen letters of cijfers.", "body"))
    return schoon


def _uitkomst(datum: str, soort: str, antwoorden: list[Json], meldingen: list[Json] | None = None) -> Json:
    meldingen = list(meldingen or ())
    if len(antwoorden) > 1:
        tekst = f"Er zijn {len(antwoorden)} mogelijkheden. Kies zelf welke u bedoelt."
        meldingen.insert(0, opmerking("meer-mogelijkheden", tekst))
    return {"geldigOp": datum, "soort": soort, "antwoorden": antwoorden, "meldingen": meldingen}


def _bij_punt(stand: Stand, eerste: float, tweede: float, datum: str) -> Json:
    """The answer at a point written as lon and lat in degrees, or x and y in RD metres."""
    graden = max(abs(eerste), abs(tweede)) <= _GROOTSTE_GRAAD
    plek = (plek_op_lonlat if graden else plek_op_rd)(stand, eerste, tweede)
    return antwoord_punt(stand, plek, datum)


def _postcodes(stand: Stand, pc4s: list[str], datum: str) -> list[Json]:
    """Answers for the postcodes that exist; raises NietGevonden when none does."""
    bekend = [pc4 for pc4 in pc4s if stand.plek(pc4) is not None]
    return [antwoord_postcode(stand, pc4, datum) for pc4 in bekend or pc4s[:1]]


def op_naam(stand: Stand, vraag: str, datum: str) -> list[Json]:
    """Answers for every gemeente and place with a name; empty when there is none.

    A place that lies in a gemeente of the same name is that gemeente's own and stays out. Former
    gemeenten come after those that exist.
    """
    namen = register_van(stand).met_naam(vraag)
    gemeenten = [antwoord_gemeente(stand, naam.sleutel, datum) for naam in namen if naam.soort == "gemeente"]
    bestaand = {antwoord["code"] for antwoord in gemeenten if antwoord["bestaat"]}
    plaatsen = [
        antwoord_plaats(stand, naam.sleutel, datum)
        for naam in namen
        if naam.soort == "plaats" and not _eigen_plaats(stand, naam, bestaand, datum)
    ]
    return [*sorted(gemeenten, key=lambda antwoord: not antwoord["bestaat"]), *plaatsen]


def _eigen_plaats(stand: Stand, naam: Naam, gemeenten: set[str], datum: str) -> bool:
    return bool(gemeenten) and gemeenten_van_plaats(stand, naam.sleutel, datum) <= gemeenten


def _adres(stand: Stand, vraag: str, datum: str, geocoder: Geocoder) -> Json:
    gevonden = geocoder.zoek(vraag)
    if gevonden.niet_opgezocht:
        meldingen = [opmerking("adres-niet-opgezocht", gevonden.niet_opgezocht)]
        plaatsen = _plaats_in_adres(stand, vraag, datum)
        if plaatsen or _CIJFER.search(vraag):
            return _uitkomst(datum, "adres", plaatsen, meldingen)
    antwoorden = [antwoord for adres in gevonden.adressen if (antwoord := _bij_adres(stand, adres, datum))]
    if antwoorden:
        meer = "Er passen meer adressen bij deze vraag; geef een nauwkeuriger adres of de postcode."
        return _uitkomst(datum, "adres", antwoorden, [opmerking("meer-adressen", meer)] if gevonden.meer else None)
    raise NietGevonden(
        "Niets gevonden. Controleer de spelling, of zoek op postcode (bijvoorbeeld 9471 RM) of gemeente.",
        {"suggesties": lijkt_op(stand, vraag)},
    )


def _bij_adres(stand: Stand, adres: Adres, datum: str) -> Json | None:
    """The answer at an address: by its postcode, else by its point; None if neither is usable."""
    if adres.postcode and stand.plek(adres.postcode[:4]) is not None:
        antwoord = antwoord_postcode(stand, adres.postcode[:4], datum, b'"geocoder"')
    elif adres.lon is not None and adres.lat is not None:
        try:
            antwoord = stand.postcode(plek_op_lonlat(stand, adres.lon, adres.lat), datum, LIGGING)
        except (NietGevonden, Vraagfout):
            return None
    else:
        return None
    return {**antwoord, "adres": adres.weergavenaam}


def _plaats_in_adres(stand: Stand, vraag: str, datum: str) -> list[Json]:
    """What the last words of an address say when the address itself was not looked up."""
    woorden = [woord for woord in re.split(r"[\s,]+", vraag) if not _CIJFER.search(woord)]
    for begin in range(max(0, len(woorden) - 4), len(woorden)):
        antwoorden = op_naam(stand, " ".join(woorden[begin:]), datum)
        if antwoorden:
            return antwoorden
    return []


def lijkt_op(stand: Stand, vraag: str, aantal: int = 3) -> list[str]:
    """Names that look like what was typed; shown as a hint, never answered."""
    from rapidfuzz import process

    from regio.tijdlijn.namen import vouw

    namen = register_van(stand).alle_namen()
    gevonden = process.extract(vouw(vraag), list(namen), limit=aantal, score_cutoff=80)
    return list(dict.fromkeys(next(iter(namen[sleutel])).naam for sleutel, _, _ in gevonden))

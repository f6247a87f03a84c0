"""One question in free text: a postcode, gemeente, place or address, in that order.

A postcode in the text decides. A name answers with everything that bears it. Only what is left
goes to the geocoder. Nothing is chosen for the asker: several answers mean several possibilities.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from regio.adressen import Adres, Geocoder, lees_postcode, vind_postcodes
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.stand.ligging import OP_ADRES
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import controleer_swv
from regio.zoeken.gemeente import antwoord_gemeente
from regio.zoeken.plaats import antwoord_plaats, gemeenten_van_plaats
from regio.zoeken.postcode import antwoord_postcode, onbekende_postcode
from regio.zoeken.punt import Vindplaats, antwoord_punt, vind_op_lonlat, vind_op_rd
from regio.zoeken.register import Naam, register_van
from regio.zoeken.swv import bekende_swvs

Json = dict[str, Any]
LANGSTE_VRAAG = 200
MEER_ADRESSEN = "Er passen meer adressen bij deze vraag; geef een nauwkeuriger adres of de postcode."
NIETS_GEVONDEN = "Niets gevonden. Controleer de spelling, of zoek op postcode (bijvoorbeeld 9471 RM) of gemeente."
NIET_DAAR = (
    "Niets gevonden: geen gemeente of plaats met deze naam ligt in de provincie of gemeente die erachter staat. "
    "Zoek op de naam alleen of op postcode."
)
_GEMEENTECODE = re.compile(r"gm ?(\d{4})", re.IGNORECASE | re.ASCII)
_SWVCODE = re.compile(r"(po|vo) ?(\d{4})", re.IGNORECASE | re.ASCII)
_LIJKT_POSTCODE = re.compile(r"[\d\s]{3,12}[a-z]{0,2}", re.IGNORECASE | re.ASCII)
_PUNT = re.compile(r"(-?\d{1,6}\.\d{1,12}|\d{5,6})[,; ]+(-?\d{1,6}\.\d{1,12}|\d{5,6})", re.ASCII)
_GROOTSTE_GRAAD = 360
_CIJFER = re.compile(r"\d")
_MEESTE_HINTS = 3


def zoek(stand: Stand, vraag: str, datum: str, geocoder: Geocoder, datumveld: str = "geldigOp") -> Json:
    """Answer a question in free text on a day: ``JJJJ-MM-DD``, from 2011-01-01 for a gemeente, else from 2013-01-01.

    Returns ``geldigOp``, ``soort``, ``antwoorden`` and ``meldingen``. Raises Vraagfout for an
    unusable question or a day too early for it (field ``datumveld``), and NietGevonden when
    nothing belongs to it.
    """
    vraag = _opgeschoond(vraag)
    code = _GEMEENTECODE.fullmatch(vraag)
    if code:
        return _uitkomst(datum, "gemeente", [antwoord_gemeente(stand, f"GM{code[1]}", datum)])
    swv = _SWVCODE.fullmatch(vraag)
    if swv:
        raise _samenwerkingsverband(stand, f"{swv[1].upper()}{swv[2]}")
    te_vroeg = _te_vroeg(datum, datumveld)
    try:
        plaats = _op_punt(stand, vraag)
        pc4s = _pc4s(vraag) if plaats is None else []
    except Vraagfout as fout:
        raise Vraagfout(*te_vroeg, *fout.fouten) from None
    namen = [] if pc4s or plaats is not None else op_naam(stand, vraag, datum)
    if te_vroeg and not (namen and namen[0]["ligging"] == "gemeente"):
        raise Vraagfout(*te_vroeg)
    if plaats is not None:
        return _uitkomst(datum, "punt", [antwoord_punt(stand, plaats, datum)])
    if pc4s:
        return _postcodes(stand, pc4s, datum)
    if namen:
        return _uitkomst(datum, namen[0]["ligging"], namen)
    return _adres(stand, vraag, datum, geocoder)


def _samenwerkingsverband(stand: Stand, code: str) -> NietGevonden:
    """A code of a samenwerkingsverband is no place; ``bekend`` names one that exists."""
    if code in bekende_swvs(stand):
        tekst = f"{code} is een samenwerkingsverband; hier zoekt u op postcode, gemeente, plaats of adres."
        return NietGevonden(tekst, {"samenwerkingsverband": code})
    return NietGevonden(f"Er is geen samenwerkingsverband {code}. Zoek op postcode, gemeente, plaats of adres.")


def _te_vroeg(datum: str, veld: str) -> tuple[Fout, ...]:
    """What is wrong with a day when the question is not about a gemeente."""
    try:
        controleer_swv(date.fromisoformat(datum), veld)
    except Vraagfout as fout:
        return fout.fouten
    return ()


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


def _uitkomst(
    datum: str, soort: str, antwoorden: list[Json], meldingen: list[Json] | None = None, *, meer: bool = False
) -> Json:
    """The outcome of a search; ``meer`` tells that these answers are only the first."""
    meldingen = list(meldingen or ())
    if meer:
        meldingen.insert(0, opmerking("meer-adressen", MEER_ADRESSEN))
    if len(antwoorden) > 1:
        aantal = f"De eerste {len(antwoorden)} van meer" if meer else f"Er zijn {len(antwoorden)}"
        tekst = f"{aantal} mogelijkheden. Kies zelf welke u bedoelt."
        meldingen.insert(0, opmerking("meer-mogelijkheden", tekst))
    return {"geldigOp": datum, "soort": soort, "antwoorden": antwoorden, "meldingen": meldingen}


def _op_punt(stand: Stand, vraag: str) -> Vindplaats | None:
    """Where a point lies that is written as lon and lat in degrees, or x and y in RD metres."""
    punt = _PUNT.fullmatch(vraag)
    if punt is None:
        return None
    eerste, tweede = float(punt[1]), float(punt[2])
    graden = max(abs(eerste), abs(tweede)) <= _GROOTSTE_GRAAD
    return (vind_op_lonlat if graden else vind_op_rd)(stand, eerste, tweede)


def _pc4s(vraag: str) -> list[str]:
    """The different PC4s in a question; raises Vraagfout for what can only be a postcode and is none."""
    gevonden = list(dict.fromkeys(vondst.pc4 for vondst in vind_postcodes(vraag)))
    return gevonden or ([lees_postcode(vraag)] if _LIJKT_POSTCODE.fullmatch(vraag) else [])


def _postcodes(stand: Stand, pc4s: list[str], datum: str) -> Json:
    """Answers for the postcodes that exist, a melding for each that does not; raises NietGevonden when none does."""
    onbekend = [onbekende_postcode(stand, pc4) for pc4 in pc4s if stand.plek(pc4) is None]
    if len(onbekend) == len(pc4s):
        raise NietGevonden(" ".join(map(str, onbekend)), onbekend[0].bekend)
    antwoorden = [antwoord_postcode(stand, pc4, datum) for pc4 in pc4s if stand.plek(pc4) is not None]
    meldingen = [opmerking("postcode-onbekend", str(fout)) for fout in onbekend]
    return _uitkomst(datum, "postcode", antwoorden, meldingen)


def op_naam(stand: Stand, vraag: str, datum: str) -> list[Json]:
    """Answers for every gemeente and place with a name; empty when there is none.

    A place that lies in a gemeente of the same name is that gemeente's own and stays out. Former
    gemeenten come after those that exist. A gemeente that still bears its former name as an alias
    stays out beside the former one, which names it as its successor.
    """
    namen = register_van(stand).met_naam(vraag)
    gemeenten = [antwoord_gemeente(stand, naam.sleutel, datum) for naam in namen if naam.soort == "gemeente"]
    bestaand = {antwoord["code"] for antwoord in gemeenten if antwoord["bestaat"]}
    plaatsen = [
        antwoord_plaats(stand, naam.sleutel, datum)
        for naam in namen
        if naam.soort == "plaats" and not _eigen_plaats(stand, naam, bestaand, datum)
    ]
    getoond = [antwoord for antwoord in gemeenten if not _hernoemd_uit(antwoord, gemeenten)]
    return [*sorted(getoond, key=lambda antwoord: not antwoord["bestaat"]), *plaatsen]


def _hernoemd_uit(gemeente: Json, andere: list[Json]) -> bool:
    """Whether a gemeente is one of the others under a new name."""
    codes = {antwoord["code"] for antwoord in andere}
    return any(oude["soort"] == "naamswijziging" and oude["code"] in codes for oude in gemeente["voorgangers"])


def _eigen_plaats(stand: Stand, naam: Naam, gemeenten: set[str], datum: str) -> bool:
    return bool(gemeenten) and gemeenten_van_plaats(stand, naam.sleutel, datum) <= gemeenten


def _adres(stand: Stand, vraag: str, datum: str, geocoder: Geocoder) -> Json:
    elders = register_van(stand).elders(vraag)
    if elders:
        raise NietGevonden(NIET_DAAR, {"suggesties": list(dict.fromkeys(naam.naam for naam in elders))[:_MEESTE_HINTS]})
    gevonden = geocoder.zoek(vraag)
    if gevonden.niet_opgezocht:
        meldingen = [opmerking("adres-niet-opgezocht", gevonden.niet_opgezocht)]
        plaatsen = _plaats_in_adres(stand, vraag, datum)
        if plaatsen or _CIJFER.search(vraag):
            return _uitkomst(datum, "adres", plaatsen, meldingen)
    antwoorden = [antwoord for adres in gevonden.adressen if (antwoord := _bij_adres(stand, adres, datum))]
    if antwoorden:
        return _uitkomst(datum, "adres", antwoorden, meer=gevonden.meer)
    raise _niets(stand, vraag, gevonden.niet_opgezocht)


def _niets(stand: Stand, vraag: str, niet_opgezocht: str | None) -> NietGevonden:
    """Nothing found, with names that look like it and what was not looked up."""
    bekend: dict[str, object] = {"suggesties": lijkt_op(stand, vraag)}
    if niet_opgezocht is None:
        return NietGevonden(NIETS_GEVONDEN, bekend)
    return NietGevonden(f"{NIETS_GEVONDEN} {niet_opgezocht}", {**bekend, "nietOpgezocht": niet_opgezocht})


def _bij_adres(stand: Stand, adres: Adres, datum: str) -> Json | None:
    """The answer at an address: by its postcode, else by its point; None if neither is usable."""
    if adres.postcode and stand.plek(adres.postcode[:4]) is not None:
        antwoord = antwoord_postcode(stand, adres.postcode[:4], datum, OP_ADRES)
    else:
        plaats = _plaats_van(stand, adres)
        if plaats is None:
            return None
        antwoord = antwoord_punt(stand, plaats, datum)
    return {**antwoord, "adres": adres.weergavenaam}


def _plaats_van(stand: Stand, adres: Adres) -> Vindplaats | None:
    """Where the point of an address lies, in degrees or RD metres; None if it has none here."""
    for vind, eerste, tweede in ((vind_op_lonlat, adres.lon, adres.lat), (vind_op_rd, adres.x, adres.y)):
        if eerste is not None and tweede is not None:
            with suppress(NietGevonden, Vraagfout):
                return vind(stand, eerste, tweede)
    return None


def _plaats_in_adres(stand: Stand, vraag: str, datum: str) -> list[Json]:
    """What the last words of an address say when the address itself was not looked up."""
    woorden = [woord for woord in re.split(r"[\s,]+", vraag) if not _CIJFER.search(woord)]
    for begin in range(max(0, len(woorden) - 4), len(woorden)):
        antwoorden = op_naam(stand, " ".join(woorden[begin:]), datum)
        if antwoorden:
            return antwoorden
    return []


def lijkt_op(stand: Stand, vraag: str, aantal: int = _MEESTE_HINTS) -> list[str]:
    """Names that look like what was typed; shown as a hint, never answered."""
    from rapidfuzz import process

    from regio.tijdlijn.namen import vouw

    namen = register_van(stand).alle_namen()
    gevonden = process.extract(vouw(vraag), list(namen), limit=aantal, score_cutoff=80)
    return list(dict.fromkeys(next(iter(namen[sleutel])).naam for sleutel, _, _ in gevonden))

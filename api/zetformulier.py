"""A move as a form: its fields, read into the JSON of a move, with every fault at its field.

The fields of every kind stand in one form; those that a kind does not need are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.scenario.lezen import MEESTE_STUKKEN, Gebrek, Gebreken, lees_zet
from regio.scenario.zetten import SOORTEN, als_json
from regio.stand.stand import Stand
from regio.zoeken.codes import gemeentecodes
from regio.zoeken.register import register_van

Json = dict[str, Any]
VELDEN = (
    *("soort", "sector", "grond", "gemeente", "postcodes", "bouwstenen", "naar", "van"),
    *("nieuw", "naam", "datum", "notitie", "aanname"),
)
GRONDEN = ("gemeente", "postcodes", "bouwstenen")
_VORM = r"(?:PO|VO|GM)\d{4}"
_CODE = re.compile(rf"\b{_VORM}\b", re.ASCII | re.IGNORECASE)
_CODES = re.compile(rf"{_VORM}(?:\s+{_VORM})*", re.ASCII | re.IGNORECASE)
# An entry of the lists of the form: ``PO2203 – a name``, in which commas part nothing, or ``Tynaarlo (GM1730)``.
_VERBAND = re.compile(r"(?:PO|VO)\d{4}\s+[–-]\s.*", re.ASCII | re.IGNORECASE)
_INGANG = re.compile(rf"{_VORM}\s+[–-]\s.*|.*\({_VORM}\)", re.ASCII | re.IGNORECASE)
_SCHEIDING = re.compile(r"[\s,;]+")
_KOMMA = re.compile(r"[,;]")
_REEKS = re.compile(r"\b([1-9]\d{3})\s*t/m\s*([1-9]\d{3})\b", re.ASCII)
_LANGSTE_REEKS = 500
# As many bouwstenen as a move may have, each on a line of its own with a comma behind it.
LANGSTE_VELD = 10 * MEESTE_STUKKEN
_TE_LANG = f"Dit is te lang: ten hoogste {LANGSTE_VELD:,} tekens.".replace(",", ".")
_TE_VEEL = f"Dit zijn te veel postcodes: ten hoogste {MEESTE_STUKKEN:,}.".replace(",", ".")
_DOEL = {"herindeel": "van"}
_NIET_EEN = {
    "verband": "Vul één verband in: de code, zoals PO2203, of een regel uit de lijst.",
    "verbanden": "Zet elk verband op een eigen regel: de code, zoals PO2203, of een regel uit de lijst.",
    "gemeente": "Vul één gemeente in: de naam, de code, zoals GM1730, of een regel uit de lijst.",
    "gemeenten": "Zet elke gemeente op een eigen regel: de naam, de code, zoals GM1730, of een regel uit de lijst.",
}
_MEER_GEMEENTEN = "Deze naam hoort bij meer gemeenten ({codes}); typ de code erbij."


def zet_uit(formulier: Mapping[str, str], stand: Stand | None = None) -> Json:
    """The move in a form, as JSON in the form in which it is kept.

    With a ``stand`` a gemeente may be given by its name alone. Raises Vraagfout with every fault; its
    ``veld`` is the name of a field.
    """
    if lang := [veld for veld in VELDEN if len(formulier.get(veld, "")) > LANGSTE_VELD]:
        raise Vraagfout(*(Fout(veld, "te-lang", _TE_LANG, "body") for veld in lang))
    soort = _waarde(formulier, "soort")
    if soort not in SOORTEN:
        raise Vraagfout(Fout("soort", "soort-onbekend", "Kies wat u wilt doen.", "body"))
    zoeker = _Zoeker(stand)
    velden = _LEZERS[soort](formulier, zoeker)
    velden |= {"soort": soort, "notitie": formulier.get("notitie", "").strip()}
    velden["aanname"] = bool(_waarde(formulier, "aanname"))
    try:
        zet = lees_zet(velden)
    except Gebreken as gebreken:
        fouten = [_als_fout(gebrek, soort, formulier) for gebrek in gebreken.lijst]
        gemeld = {fout.veld for fout in zoeker.fouten}
        alle = [*zoeker.fouten, *(fout for fout in fouten if fout.veld not in gemeld)]
        raise Vraagfout(*sorted(dict.fromkeys(alle), key=lambda fout: VELDEN.index(fout.veld))) from None
    return als_json(zet)


def op_velden(fouten: Iterable[Fout], formulier: Mapping[str, str], nummer: int = 0) -> list[Fout]:
    """Faults of moves as faults of the form: those of the move at ``nummer`` at its fields, others as they are."""
    return [_op_veld(fout, formulier, nummer) for fout in fouten]


def _op_veld(fout: Fout, formulier: Mapping[str, str], nummer: int) -> Fout:
    if fout.zet != nummer:
        return fout
    pad = fout.veld.partition("]")[2].removeprefix(".")
    return _als_fout(Gebrek(pad, fout.code, fout.zin), _waarde(formulier, "soort"), formulier)


def _als_fout(gebrek: Gebrek, soort: str, formulier: Mapping[str, str]) -> Fout:
    veld = _veld(gebrek.veld, soort, formulier)
    melding = _ONTBREEKT.get(veld, gebrek.melding) if gebrek.code == "ontbreekt" else gebrek.melding
    if gebrek.code in _LEEG and not _waarde(formulier, veld):
        melding = _ONTBREEKT.get(veld, melding)
    return Fout(veld, gebrek.code, f"{melding[:1].upper()}{melding[1:]}", "body")


def _veld(pad: str, soort: str, formulier: Mapping[str, str]) -> str:
    """The field of a form that a path inside a move (``grond.postcodes``, ``van[1]``) was read from."""
    eerste, _, rest = pad.partition(".")
    eerste = eerste.partition("[")[0]
    if eerste == "grond":
        return rest or _grondsoort(formulier)
    if eerste in ("code", "delen"):
        return "van"
    return eerste or ("naar" if soort in ("verplaats", "voegsamen") else _DOEL.get(soort, "soort"))


_LEEG = ("swv-vorm", "gemeente-vorm", "lijst-leeg", "grond-vorm")
_ONTBREEKT = {
    "sector": "Kies een sector.",
    "gemeente": "Vul een gemeente in.",
    "postcodes": "Vul een of meer postcodes in.",
    "bouwstenen": "Vul een of meer bouwstenen in.",
    "naar": "Vul in waar het naartoe gaat.",
    "van": "Vul in waar het vandaan komt.",
    "nieuw": "Vul de code in die het nieuwe verband krijgt.",
    "naam": "Vul een naam in.",
    "datum": "Vul een dag in.",
}


class _Zoeker:
    """Finds the codes in what somebody typed, and gathers what could not be used."""

    def __init__(self, stand: Stand | None) -> None:
        self._stand = stand
        # Postcodes that the ranges of this form may still stand for.
        self._over = MEESTE_STUKKEN
        self.fouten: list[Fout] = []

    def gemeente(self, tekst: str, veld: str) -> str:
        """The code of a gemeente, typed as code, as ``Naam (code)`` or as name; else the text as it is."""
        if _CODE.search(tekst):
            codes = _codes_in(tekst) if _is_stuk(tekst) and not self._noemt_meer(tekst) else []
            return self._enige(codes, veld, "gemeenten" if veld == "van" else "gemeente")
        if not tekst or self._stand is None:
            return tekst
        try:
            gevonden = gemeentecodes(register_van(self._stand), tekst)
        except Vraagfout as fout:
            self.fouten.append(Fout(veld, fout.fouten[0].code, str(fout), "body"))
            return ""
        if len(gevonden) > 1:
            melding = _MEER_GEMEENTEN.format(codes=", ".join(sorted(gevonden)))
            self.fouten.append(Fout(veld, "meer-gemeenten", melding, "body"))
            return ""
        return next(iter(gevonden))

    def verband(self, tekst: str, veld: str) -> str:
        """The code of an SWV, typed as code or as an entry of the list; else the text as it is."""
        return self._enige(_verbanden(tekst), veld, "verband") if _CODE.search(tekst) else tekst

    def verbanden(self, tekst: str, veld: str) -> list[str]:
        """The codes of SWVs, with spaces, commas or lines between them; else the pieces of the text as they are."""
        codes = _verbanden(tekst) if _CODE.search(tekst) else _stukken(tekst)
        if tekst and not codes:
            self._meld_meer(veld, "verbanden")
        return codes

    def _enige(self, codes: list[str], veld: str, wat: str) -> str:
        if len(codes) == 1:
            return codes[0]
        self._meld_meer(veld, wat)
        return ""

    def _meld_meer(self, veld: str, wat: str) -> None:
        self.fouten.append(Fout(veld, "niet-een", _NIET_EEN[wat], "body"))

    def _noemt_meer(self, tekst: str) -> bool:
        """Whether a gemeente with its code has another one beside it: names may have commas too."""
        if self._stand is None or "," not in tekst:
            return False
        met_naam = register_van(self._stand).met_naam
        return any(naam.soort == "gemeente" for stuk in tekst.split(",") for naam in met_naam(stuk))

    def postcodes(self, tekst: str, veld: str) -> list[str]:
        """Postcodes with spaces, commas or lines between them; ``9471 t/m 9475`` is every one of those."""
        uit = _stukken(_REEKS.sub(self._uitgeschreven, tekst))
        if self._over >= 0:
            return uit
        self.fouten.append(Fout(veld, "te-veel", _TE_VEEL, "body"))
        return []

    def _uitgeschreven(self, raak: re.Match[str]) -> str:
        """Every postcode of a range; the range itself when it is none, or when there are too many already."""
        reeks = range(int(raak[1]), int(raak[2]) + 1)
        if not 0 < len(reeks) <= _LANGSTE_REEKS or self._over < 0:
            return raak[0]
        self._over -= len(reeks)
        return " ".join(map(str, reeks))


Lezer = Callable[[Mapping[str, str], _Zoeker], Json]


def _verplaats(formulier: Mapping[str, str], zoeker: _Zoeker) -> Json:
    return _sector(formulier) | _grond(formulier, zoeker) | _swv(formulier, zoeker, "naar")


def _voegsamen(formulier: Mapping[str, str], zoeker: _Zoeker) -> Json:
    van = zoeker.verbanden(_waarde(formulier, "van"), "van")
    return _sector(formulier) | {"van": van} | _swv(formulier, zoeker, "naar")


def _splits(formulier: Mapping[str, str], zoeker: _Zoeker) -> Json:
    return _nieuw(formulier, zoeker) | _swv(formulier, zoeker, "van")


def _nieuw(formulier: Mapping[str, str], zoeker: _Zoeker) -> Json:
    uit = _sector(formulier) | _grond(formulier, zoeker)
    return uit | _swv(formulier, zoeker, "nieuw") | {"naam": _waarde(formulier, "naam")}


def _hernoem(formulier: Mapping[str, str], zoeker: _Zoeker) -> Json:
    code = zoeker.verband(_waarde(formulier, "van"), "van")
    return _sector(formulier) | {"code": code, "naam": _waarde(formulier, "naam")}


def _herindeel(formulier: Mapping[str, str], zoeker: _Zoeker) -> Json:
    regels = [regel.strip() for regel in _waarde(formulier, "van").splitlines() if regel.strip()]
    return {
        "datum": _waarde(formulier, "datum"),
        "naar": zoeker.gemeente(_waarde(formulier, "naar"), "naar"),
        "naam": _waarde(formulier, "naam"),
        "delen": [_deel(regel, zoeker) for regel in regels],
    }


_LEZERS: dict[str, Lezer] = {
    "verplaats": _verplaats,
    "voegsamen": _voegsamen,
    "splits": _splits,
    "nieuw": _nieuw,
    "hernoem": _hernoem,
    "herindeel": _herindeel,
}


def _waarde(formulier: Mapping[str, str], veld: str) -> str:
    return formulier.get(veld, "").strip()


def _sector(formulier: Mapping[str, str]) -> Json:
    return {"sector": _waarde(formulier, "sector")}


def _swv(formulier: Mapping[str, str], zoeker: _Zoeker, veld: str) -> Json:
    return {veld: zoeker.verband(_waarde(formulier, veld), veld)}


def _grondsoort(formulier: Mapping[str, str]) -> str:
    soort = _waarde(formulier, "grond")
    return soort if soort in GRONDEN else GRONDEN[0]


def _grond(formulier: Mapping[str, str], zoeker: _Zoeker) -> Json:
    """The ground: a gemeente, postcodes (in a gemeente when one is given too), or bouwstenen."""
    soort = _grondsoort(formulier)
    if soort == "bouwstenen":
        return {"grond": {"bouwstenen": _stukken(_waarde(formulier, "bouwstenen"))}}
    uit: Json = {}
    gemeente = zoeker.gemeente(_waarde(formulier, "gemeente"), "gemeente")
    if gemeente or soort == "gemeente":
        uit["gemeente"] = gemeente
    if soort == "postcodes":
        uit["postcodes"] = zoeker.postcodes(_waarde(formulier, "postcodes"), "postcodes")
    return {"grond": uit}


def _deel(regel: str, zoeker: _Zoeker) -> Json:
    """A line of a herindeling: ``Tynaarlo (GM1730)``, or with a part of it: ``GM1730: 9471 9472``."""
    naam, dubbelpunt, rest = regel.partition(":")
    uit: Json = {"gemeente": zoeker.gemeente(naam.strip(), "van")}
    return uit | {"postcodes": zoeker.postcodes(rest, "van")} if dubbelpunt else uit


def _stukken(tekst: str) -> list[str]:
    return [stuk for stuk in _SCHEIDING.split(tekst) if stuk]


def _verbanden(tekst: str) -> list[str]:
    """Every code in a text; none when there is more in it than codes and entries of the list."""
    stukken = [stuk for regel in tekst.splitlines() for stuk in _op_regel(regel.strip())]
    return [code for stuk in stukken for code in _codes_in(stuk)] if all(map(_is_stuk, stukken)) else []


def _op_regel(regel: str) -> list[str]:
    """The pieces of a line; an SWV with a name that has commas is one."""
    if _VERBAND.fullmatch(regel) and _is_stuk(regel):
        return [regel]
    return [stuk.strip() for stuk in _KOMMA.split(regel) if stuk.strip()]


def _is_stuk(tekst: str) -> bool:
    """Whether a text is nothing but codes, or one code with its name."""
    return bool(_CODES.fullmatch(tekst) or (_INGANG.fullmatch(tekst) and len(_codes_in(tekst)) == 1))


def _codes_in(tekst: str) -> list[str]:
    """The codes in a text; of one with a name every one once."""
    codes = [code.upper() for code in _CODE.findall(tekst)]
    return codes if _CODES.fullmatch(tekst) else list(dict.fromkeys(codes))

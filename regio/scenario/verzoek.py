"""A request to move a border: what it says, the steps it goes through, and who may take them.

The field asks with reasons and with support in the region, and OCW decides (motion Ypma/Mohandis, 33605
VIII no. 12). A request and its steps are only ever added to; its state follows from the steps.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from regio.fouten import Fout, NietToegestaan, Vraagfout
from regio.tijdlijn.klok import in_nederland
from regio.tijdlijn.peildatum import lees_datum

Json = dict[str, Any]
NIET_GEVRAAGD = "nog-niet-gevraagd"
STANDPUNTEN = ("steunt", "steunt-niet", NIET_GEVRAAGD)
INGEDIEND, AANVULLING, INGETROKKEN, IN_BEHANDELING = "ingediend", "aanvulling", "ingetrokken", "in-behandeling"
BESLUIT, STEUN = "besluit", "steun"
UITKOMSTEN = ("toegewezen", "deels-toegewezen", "afgewezen")
SOORTEN = (AANVULLING, STEUN, INGETROKKEN, IN_BEHANDELING, BESLUIT)
VAN_INDIENER = (AANVULLING, STEUN, INGETROKKEN)
# Steps that leave the state as it is, so that there can be many.
ERBIJ = (AANVULLING, STEUN)
# Which steps each state allows; what is withdrawn or decided stays so.
_KAN = {INGEDIEND: (*ERBIJ, INGETROKKEN, IN_BEHANDELING), IN_BEHANDELING: (*ERBIJ, INGETROKKEN, BESLUIT)}
_ALLEEN_BIJ = {"uitkomst": BESLUIT, "datum": BESLUIT, "naam": STEUN, "standpunt": STEUN}
_WOORD = {BESLUIT: "een besluit", STEUN: "een standpunt (steun)"}
MEESTE_STEUN = 500
LANGSTE_REGEL = 200
LANGSTE_TOELICHTING = 2_000
LANGSTE_TEKST = 10_000
# Of the steps in ERBIJ; of others there are three at most.
MEESTE_STAPPEN = 200
_CODE = re.compile(r"\b(?:GM|PO|VO)\d{4}\b", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Steun:
    """What one party thinks of it."""

    naam: str
    standpunt: str
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Indiening:
    """What whoever hands in a scenario says with it."""

    aanvrager: str
    reden: str
    steun: tuple[Steun, ...] = ()


@dataclass(frozen=True, slots=True)
class Stap:
    """A step as it is asked for; only a decision has an ``uitkomst`` and another ``datum`` than today.

    Of a standpoint ``naam`` is the party and ``tekst`` what goes with it.
    """

    soort: str
    datum: str
    tekst: str = ""
    uitkomst: str = ""
    naam: str = ""
    standpunt: str = ""


@dataclass(frozen=True, slots=True)
class Standpunt:
    """What a party thinks of a request since a day (JJJJ-MM-DD)."""

    naam: str
    standpunt: str
    toelichting: str
    datum: str


def lees_indiening(aanvrager: str, reden: str, steun: Iterable[Mapping[str, str]] = ()) -> Indiening:
    """What is said with a request, line ends made equal; raises Vraagfout naming everything that cannot be."""
    partijen = [
        Steun(een["naam"], een["standpunt"], _een_regeleinde(een.get("toelichting", ""))) for een in list(steun)
    ]
    indiening = Indiening(aanvrager, _een_regeleinde(reden), tuple(partijen))
    fouten = [
        *_regelfouten("aanvrager", aanvrager),
        *_tekstfouten("reden", indiening.reden, LANGSTE_TEKST, leeg=False),
        *_steunfouten(partijen),
    ]
    if fouten:
        raise Vraagfout(*fouten)
    return indiening


def keur_partijen(indiening: Indiening, betrokkenen: Iterable[str]) -> None:
    """Raises Vraagfout for a party that is named twice, now that it is known whom the moves touch."""
    if fouten := _dubbelfouten(indiening.steun, betrokkenen):
        raise Vraagfout(*fouten)


def lees_stap(
    soort: str, vandaag: str, tekst: str = "", uitkomst: str = "", datum: str = "", naam: str = "", standpunt: str = ""
) -> Stap:
    """A step; ``vandaag`` is the day in the Netherlands. Raises Vraagfout naming everything that cannot be."""
    if soort not in SOORTEN:
        raise Vraagfout(_fout("soort", "soort-onbekend", f"Kies als soort: {', '.join(SOORTEN)}."))
    stap = Stap(soort, datum or vandaag, _een_regeleinde(tekst), uitkomst, naam, standpunt)
    langste = LANGSTE_TOELICHTING if soort == STEUN else LANGSTE_TEKST
    fouten = _tekstfouten("tekst", stap.tekst, langste, leeg=soort not in (AANVULLING, BESLUIT))
    if soort == BESLUIT:
        fouten += _besluitfouten(uitkomst, stap.datum, vandaag)
    if soort == STEUN:
        fouten += [*_regelfouten("naam", naam), *_standpuntfouten("standpunt", standpunt)]
    gegeven = {"uitkomst": uitkomst, "datum": datum, "naam": naam, "standpunt": standpunt}
    fouten += [
        _fout(veld, "niet-hier", f"{veld} hoort alleen bij {_WOORD[bij]}; laat het weg.")
        for veld, bij in _ALLEEN_BIJ.items()
        if gegeven[veld] and bij != soort
    ]
    if fouten:
        raise Vraagfout(*fouten)
    return stap


def laatste_standpunten(gezegd: Sequence[Standpunt], betrokkenen: Iterable[str] = ()) -> list[Standpunt]:
    """What every party said last, in the order in which they were named first and under the name of then."""
    uit: dict[str, Standpunt] = {}
    for sleutel, een in zip(sleutels([een.naam for een in gezegd], betrokkenen), gezegd, strict=True):
        uit[sleutel] = replace(een, naam=uit[sleutel].naam) if sleutel in uit else een
    return list(uit.values())


def sleutels(namen: Sequence[str], betrokkenen: Iterable[str] = ()) -> list[str]:
    """What each of these names of parties goes by: its code, or without one its name.

    A name without a code gets that of the one party with that name, among these and those touched
    (``Tynaarlo (GM1730)``).
    """
    codes = defaultdict(set)
    for naam in (*betrokkenen, *namen):
        if code := _code(naam):
            codes[_CODE.sub("", naam).strip(" ()").casefold()].add(code)
    return [_code(naam) or _enige(codes.get(naam.casefold(), ())) or naam.casefold() for naam in namen]


def _code(naam: str) -> str:
    """The one code in a name, in capitals."""
    return _enige({code.upper() for code in _CODE.findall(naam)})


def _enige(codes: Collection[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


def status_na(soorten: Iterable[str]) -> str:
    """The state of a request after its steps, as they are kept: a decision under its outcome."""
    return next((soort for soort in reversed(list(soorten)) if soort not in ERBIJ), INGEDIEND)


def mogelijk(status: str, *, indiener: bool, beheerder: bool) -> tuple[str, ...]:
    """The steps that somebody can take in a state."""
    return tuple(soort for soort in _KAN.get(status, ()) if _mag(soort, indiener=indiener, beheerder=beheerder))


def keur_stap(status: str, soort: str, *, indiener: bool, beheerder: bool) -> None:
    """Raises NietToegestaan when the step is somebody else's, Vraagfout when the state does not allow it."""
    if not _mag(soort, indiener=indiener, beheerder=beheerder):
        wie = "wie het verzoek indiende" if soort in VAN_INDIENER else "een beheerder"
        raise NietToegestaan(f"Deze stap kan alleen door {wie} worden gezet.")
    kan = _KAN.get(status, ())
    if soort not in kan:
        zin = f"Er kan nu: {', '.join(kan)}." if kan else "Daarmee is het afgerond; dien zo nodig een nieuw verzoek in."
        raise Vraagfout(_fout("soort", "kan-nu-niet", f"Het verzoek is {status}: {soort} kan nu niet. {zin}"))


def keur_besluitdag(stap: Stap, ingediend_op: str) -> None:
    """Raises Vraagfout for a decision of before the day on which the request was handed in (a moment, UTC)."""
    ingediend = dag_in_nederland(ingediend_op)
    if stap.soort == BESLUIT and stap.datum < ingediend:
        zin = f"Het verzoek is ingediend op {ingediend}; kies als dag van het besluit die dag of een latere."
        raise Vraagfout(_fout("datum", "datum-te-vroeg", zin))


def dag_in_nederland(moment: str) -> str:
    """The day in the Netherlands (JJJJ-MM-DD) of a moment in ISO 8601."""
    return in_nederland(moment).date().isoformat()


def _mag(soort: str, *, indiener: bool, beheerder: bool) -> bool:
    return indiener if soort in VAN_INDIENER else beheerder


def _besluitfouten(uitkomst: str, datum: str, vandaag: str) -> list[Fout]:
    fouten = []
    if uitkomst not in UITKOMSTEN:
        zin = f"Kies als uitkomst van het besluit: {', '.join(UITKOMSTEN)}."
        fouten.append(_fout("uitkomst", "uitkomst-onbekend", zin))
    try:
        if lees_datum(datum, "datum").isoformat() > vandaag:
            fouten.append(_fout("datum", "datum-te-laat", "De dag van het besluit is nog niet geweest."))
    except Vraagfout as fout:
        fouten.append(_fout("datum", fout.fouten[0].code, fout.fouten[0].melding))
    return fouten


def _steunfouten(partijen: Sequence[Steun]) -> list[Fout]:
    if len(partijen) > MEESTE_STEUN:
        return [_fout("steun", "te-veel", f"Noem ten hoogste {MEESTE_STEUN} partijen; dit zijn er {len(partijen)}.")]
    fouten = []
    for nummer, een in enumerate(partijen):
        veld = f"steun[{nummer}]"
        fouten += _regelfouten(f"{veld}.naam", een.naam)
        fouten += _tekstfouten(f"{veld}.toelichting", een.toelichting, LANGSTE_TOELICHTING)
        fouten += _standpuntfouten(f"{veld}.standpunt", een.standpunt)
    return fouten + _dubbelfouten(partijen)


def _dubbelfouten(partijen: Sequence[Steun], betrokkenen: Iterable[str] = ()) -> list[Fout]:
    """Of every party that was named before, also under another name; a name that cannot be is told of elsewhere."""
    eerste: dict[str, str] = {}
    fouten = []
    for nummer, sleutel in enumerate(sleutels([een.naam for een in partijen], betrokkenen)):
        naam = partijen[nummer].naam
        if _regelfouten("naam", naam):
            continue
        if sleutel in eerste:
            zin = f"Deze partij staat er al, als {eerste[sleutel]}. Noem elke partij één keer, met één standpunt."
            fouten.append(_fout(f"steun[{nummer}].naam", "dubbel", zin))
        else:
            eerste[sleutel] = naam
    return fouten


def _standpuntfouten(veld: str, standpunt: str) -> list[Fout]:
    zin = f"Kies als standpunt: {', '.join(STANDPUNTEN)}."
    return [] if standpunt in STANDPUNTEN else [_fout(veld, "standpunt-onbekend", zin)]


def _regelfouten(veld: str, tekst: str) -> list[Fout]:
    goed = tekst == tekst.strip() and 0 < len(tekst) <= LANGSTE_REGEL and tekst.isprintable() and not _html(tekst)
    zin = (
        f"{_kort(veld)} is één regel gewone tekst van 1 tot en met {LANGSTE_REGEL} tekens, zonder < en > en "
        "zonder spaties eromheen."
    )
    return [] if goed else [_fout(veld, "regel-vorm", zin)]


def _tekstfouten(veld: str, tekst: str, langste: int, *, leeg: bool = True) -> list[Fout]:
    if not tekst.strip():
        return [] if leeg else [_fout(veld, "ontbreekt", f"{_kort(veld)} ontbreekt.")]
    if len(tekst) > langste:
        return [_fout(veld, "te-lang", f"{_kort(veld)} is {len(tekst)} tekens; ten hoogste {langste} mag.")]
    if _html(tekst) or any(not teken.isprintable() and teken not in "\n\t" for teken in tekst):
        return [
            _fout(veld, "tekst-vorm", f"{_kort(veld)} is gewone tekst, zonder < en > en zonder tekens die u niet ziet.")
        ]
    return []


def _html(tekst: str) -> bool:
    return "<" in tekst or ">" in tekst


def _een_regeleinde(tekst: str) -> str:
    return tekst.replace("\r\n", "\n").replace("\r", "\n")


def _fout(veld: str, code: str, melding: str) -> Fout:
    return Fout(veld, code, melding, "body")


def _kort(veld: str) -> str:
    """``naam`` of ``steun[3].naam``."""
    return veld.rpartition(".")[2]

"""From the JSON of a search outcome to what the page shows: plain Dutch, nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaarten import gebied
from kaarten.teksten import datum_lang, opsomming, procent, reeks
from regio.stand.opmerkingen import EERSTE_JEUGDREGIO
from regio.stand.stand import Stand

Json = dict[str, Any]
SECTORTITEL = {"PO": "Basisonderwijs", "VO": "Voortgezet onderwijs"}
_LIGGING = {
    "postcode": "Op de vier cijfers van de postcode.",
    "gemeente": "Op de naam van de gemeente. Een postcode is nauwkeuriger.",
    "plaats": "Op de naam van de plaats. Een postcode is nauwkeuriger.",
    "geocoder": "Het adres is opgezocht in een adressenlijst; de postcode van dat adres bepaalt het antwoord.",
    "punt-schets": "Op een punt, met geschetste grenzen. Dicht bij een grens kan het verband ernaast gelden.",
    "punt-officieel": "Op een punt, met de officiële grenzen.",
}


@dataclass(frozen=True, slots=True)
class Verband:
    """One SWV on a card; ``zekerheid`` is a short label and the sentence behind it."""

    code: str
    naam: str | None
    website: str | None
    gemeenten: list[str]
    aandeel: str | None
    postcodes: str | None
    zekerheid: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kaart:
    """The answer for one sector; ``zonder`` are sentence and postcodes without an SWV.

    ``zekerheid`` is set where it is the same for several SWVs, to be said once.
    """

    sector: str
    titel: str
    uitleg: str | None
    verbanden: list[Verband]
    zonder: list[tuple[str, str | None]]
    zekerheid: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One answer; ``verwanten`` is a sentence and per gemeente its code, name and what went over.

    ``gemeenten`` are the codes that the map shows; ``grens`` is a sentence and what lies on either
    side where a border is near, else None.
    """

    titel: str
    kaarten: list[Kaart]
    gemeenten: list[str]
    grens: tuple[str, list[tuple[str, str]]] | None
    feiten: list[tuple[str, list[str]]]
    verwanten: tuple[str, list[tuple[str, str, str]]] | None
    opmerkingen: list[str]


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """Everything under the search box after a question that could be answered.

    ``steunpunt`` says how to find the steunpunt where a website is not known, else it is empty.
    """

    titel: str
    samenvatting: str
    peildatum: str
    meldingen: list[str]
    antwoorden: list[Antwoord]
    regeling: Json | None
    herkomst: list[Json]
    websites: list[str]
    steunpunt: str
    landelijk: list[tuple[str, str, str | None]]


def maak_uitkomst(stand: Stand, uitkomst: Json) -> Uitkomst:
    """What to show for an outcome of ``regio.zoeken.zoek.zoek``."""
    antwoorden = [_antwoord(stand, antwoord) for antwoord in uitkomst["antwoorden"]]
    verbanden = [v for antwoord in antwoorden for kaart in antwoord.kaarten for v in kaart.verbanden]
    eerste = uitkomst["antwoorden"][0] if antwoorden else {"regeling": None, "herkomst": []}
    return Uitkomst(
        titel=_titel(antwoorden),
        samenvatting=_samenvatting(antwoorden),
        peildatum=datum_lang(uitkomst["geldigOp"]),
        meldingen=[datum_lang(melding["tekst"]) for melding in uitkomst["meldingen"]],
        antwoorden=antwoorden,
        regeling=_regeling(eerste["regeling"]),
        herkomst=eerste["herkomst"],
        websites=list(dict.fromkeys(verband.website for verband in verbanden if verband.website)),
        steunpunt="" if verbanden and all(verband.website for verband in verbanden) else _steunpunt(uitkomst),
        landelijk=gebied.landelijke(stand),
    )


def _steunpunt(uitkomst: Json) -> str:
    """How to find a steunpunt of which no source gives the website."""
    namen = {gemeente["naam"] for antwoord in uitkomst["antwoorden"] for gemeente in antwoord["gemeenten"]}
    zoals = f", zoals ‘ouder- en jeugdsteunpunt {min(namen)}’" if len(namen) == 1 and None not in namen else ""
    return (
        "Staat de website van uw steunpunt hier niet? Zoek op internet naar ‘ouder- en jeugdsteunpunt’ met de naam "
        f"van uw gemeente{zoals}. Of vraag de school of de gemeente ernaar."
    )


def _titel(antwoorden: list[Antwoord]) -> str:
    if not antwoorden:
        return "Dit adres is niet opgezocht"
    return antwoorden[0].titel if len(antwoorden) == 1 else f"{len(antwoorden)} mogelijkheden"


def _samenvatting(antwoorden: list[Antwoord]) -> str:
    """What a screen reader announces."""
    if len(antwoorden) != 1:
        return _titel(antwoorden)
    delen = [f"{kaart.titel}: {_kort(kaart)}" for kaart in antwoorden[0].kaarten]
    return f"{antwoorden[0].titel}. {'. '.join(delen)}."


def _kort(kaart: Kaart) -> str:
    namen = [verband.naam or verband.code for verband in kaart.verbanden]
    return opsomming(namen) if namen else "geen samenwerkingsverband"


def _antwoord(stand: Stand, antwoord: Json) -> Antwoord:
    return Antwoord(
        titel=titel_van(antwoord),
        kaarten=[_kaart(stand, antwoord, sector) for sector in SECTORTITEL],
        gemeenten=[gemeente["code"] for gemeente in antwoord["gemeenten"]],
        grens=_grens(stand, antwoord),
        feiten=_feiten(antwoord),
        verwanten=_verwanten(antwoord),
        opmerkingen=[datum_lang(opmerking["tekst"]) for opmerking in antwoord["opmerkingen"]],
    )


def _grens(stand: Stand, antwoord: Json) -> tuple[str, list[tuple[str, str]]] | None:
    """What is said of a point near a border: both sides, this one first."""
    nabij = antwoord.get("grensNabij")
    if not nabij:
        return None
    namen = stand.zicht(stand.toestand_nr_iso(antwoord["geldigOp"])).namen["swv"]
    zin = (
        f"Dit punt ligt binnen {round(nabij['binnenMeter'])} meter van een grens. Kijk goed aan welke kant u moet zijn."
    )
    if all(_codes(kant) == _codes(antwoord) for kant in nabij["overkant"]):
        zin += " De samenwerkingsverbanden zijn aan beide kanten dezelfde."
    kanten = [("Deze kant", antwoord), *(("De andere kant", kant) for kant in nabij["overkant"])]
    return zin, [(kop, _kant(kant, namen)) for kop, kant in kanten]


def _codes(kant: Json) -> set[str]:
    return {deel["code"] for deel in kant["samenwerkingsverbanden"]}


def _kant(kant: Json, namen: Json) -> str:
    """One side of a border: postcode, gemeente and SWVs."""
    delen = [f"postcode {kant['postcode']}"] if kant["postcode"] else []
    if kant.get("gemeente"):
        delen.append(f"gemeente {kant['gemeente']['naam'] or kant['gemeente']['code']}")
    verbanden = [_met_code(deel["code"], namen) for deel in kant["samenwerkingsverbanden"]]
    return f"{', '.join(delen)}: {opsomming(verbanden) or 'geen samenwerkingsverband'}."


def _met_code(code: str, namen: Json) -> str:
    return f"{namen[code]} ({code})" if namen.get(code) else code


def titel_van(antwoord: Json) -> str:
    """What an answer is about: ``Postcode 9471``, ``Gemeente Tynaarlo``, ``Plaats Eelde (Tynaarlo)``."""
    if "adres" in antwoord:
        return str(antwoord["adres"])
    if "plaats" in antwoord:
        namen = opsomming(gemeente["naam"] or gemeente["code"] for gemeente in antwoord["gemeenten"])
        return f"Plaats {antwoord['plaats']}, gemeente {namen}" if namen else f"Plaats {antwoord['plaats']}"
    if "naam" in antwoord:
        return f"{'Voormalige gemeente' if _voorbij(antwoord) else 'Gemeente'} {antwoord['naam']}"
    return f"Postcode {antwoord['postcode']}"


def _voorbij(antwoord: Json) -> bool:
    """Whether the answer is about a gemeente that ended on or before the peildatum."""
    tot = antwoord.get("geldigTot")
    return bool(tot) and tot <= antwoord["geldigOp"]


def _kaart(stand: Stand, antwoord: Json, sector: str) -> Kaart:
    delen = [deel for deel in antwoord["samenwerkingsverbanden"] if deel["sector"] == sector]
    zonder = [deel for deel in antwoord["zonderSamenwerkingsverband"] if deel["sector"] == sector]
    verbanden = [_verband(stand, antwoord, deel, gedeeld=len(delen) + len(zonder) > 1) for deel in delen]
    return Kaart(
        sector=sector,
        titel=SECTORTITEL[sector],
        uitleg=_uitleg(antwoord, delen, zonder),
        verbanden=verbanden,
        zonder=[(z["toelichting"], reeks(z["postcodes"]) if z["postcodes"] else None) for z in zonder],
        zekerheid=verbanden[0].zekerheid if len({v.zekerheid for v in verbanden}) == 1 < len(verbanden) else None,
    )


def _uitleg(antwoord: Json, delen: list[Json], zonder: list[Json]) -> str | None:
    """The sentence above several SWVs, or in place of one."""
    if not delen and not zonder:
        return "Niet bekend: de bronnen zeggen niet welke postcodes hierbij horen. Zoek op postcode."
    if len(delen) + len(zonder) == 1:
        return None
    if any(deel["grondslag"] == "onbekend" for deel in delen):
        return "Dit staat niet vast. Daarom ziet u alle samenwerkingsverbanden die het kunnen zijn."
    if antwoord["postcode"]:
        return "Deze postcode is verdeeld. De gemeente waarin het adres ligt, bepaalt welk verband erbij hoort."
    wat = "Deze gemeente" if "naam" in antwoord else "Deze plaats"
    return f"{wat} is verdeeld. De postcode bepaalt welk samenwerkingsverband erbij hoort."


def _verband(stand: Stand, antwoord: Json, deel: Json, *, gedeeld: bool) -> Verband:
    nummer = stand.toestand_nr_iso(antwoord["geldigOp"])
    return Verband(
        code=deel["code"],
        naam=deel["naam"],
        website=gebied.website(stand, deel["code"]),
        gemeenten=gebied.gemeenten_per_verband(stand, nummer, deel["sector"]).get(deel["code"], []),
        aandeel=_aandeel(deel, deel["aandeelNaar"]) if gedeeld else None,
        postcodes=reeks(deel["postcodes"]) if gedeeld and deel["postcodes"] else None,
        zekerheid=_zekerheid(antwoord, {**deel, "rij": None} if gedeeld and deel["postcodes"] else deel),
    )


def _aandeel(deel: Json, naar: str | None) -> str | None:
    if deel["aandeel"] is None or naar is None:
        return None
    return f"{procent(deel['aandeel'])} van de {naar}{' in 2021' if naar == 'inwoners' else ''}"


def _zekerheid(antwoord: Json, deel: Json) -> tuple[str, str]:
    """Label and sentence for the grondslag of one SWV."""
    if deel["grondslag"] == "onbekend":
        return "Niet zeker", "De bronnen laten meer dan één samenwerkingsverband open."
    rij = f" (rij {deel['rij']})" if deel["rij"] else ""
    versie = f"de regeling van {datum_lang(antwoord['regeling']['versie'])}{rij}"
    if deel["grondslag"] == "regeling" and antwoord["ligging"] != "punt-schets":
        return "Zeker", f"Staat zo in {versie}."
    if deel["grondslag"] == "regeling":
        return "Op de schets", f"Staat zo in {versie} voor de postcode die op de schets is gevonden."
    return "Afgeleid", _afleiding(antwoord, deel, versie)


def _afleiding(antwoord: Json, deel: Json, versie: str) -> str:
    """Why an answer is derived instead of printed."""
    codes = {opmerking["code"] for opmerking in antwoord["opmerkingen"]}
    if "niet-in-de-regeling" in codes:
        zin = "dit is het verband van de andere postcodes van de gemeente waarin de grond in 2016 lag."
        return f"De postcode staat niet in {versie}: {zin}"
    if "nieuwer-dan-de-regeling" in codes:
        return f"De postcode is nieuwer dan {versie}: dit is het verband van de gemeente waarin de grond toen lag."
    if deel["correcties"]:
        nummers = ", ".join(deel["correcties"])
        return f"Uit {versie}. Daarin staat hier een drukfout, die is verbeterd (correctie {nummers})."
    doorgetrokken = f"Volgens artikel 3 doorgetrokken uit {versie}."
    if antwoord["regeling"]["laatstBekendeVersie"]:
        return f"{doorgetrokken} Latere versies van de regeling zijn hier niet bekend."
    return doorgetrokken


def _feiten(antwoord: Json) -> list[tuple[str, list[str]]]:
    naar = "oppervlakte" if antwoord["postcode"] else "inwoners"
    regios = [_gebied(regio, naar) for regio in antwoord["jeugdregios"]]
    bestaan = antwoord["geldigOp"] >= EERSTE_JEUGDREGIO
    leeg = "Niet bekend." if bestaan else "Bestond nog niet: de jeugdregio’s zijn van 2015."
    gezocht = [_LIGGING[antwoord["ligging"]]]
    return [
        *_gemeentefeit(antwoord, naar),
        ("Jeugdregio" if len(regios) < 2 else "Jeugdregio, een van deze", regios or [leeg]),
        ("Hoe gezocht", gezocht),
    ]


def _gemeentefeit(antwoord: Json, naar: str) -> list[tuple[str, list[str]]]:
    namen = [_gebied(gemeente, naar) for gemeente in antwoord["gemeenten"]] or ["Niet bekend."]
    if antwoord.get("bestaat", True):
        return [("Gemeente" if len(namen) == 1 else "Gemeenten", namen)]
    eigen = f"{antwoord['naam']} ({antwoord['code']})"
    if antwoord["geldigTot"]:
        eigen += f", tot {datum_lang(antwoord['geldigTot'])}"
    return [("Gemeente", [eigen]), (f"Ligt op {datum_lang(antwoord['geldigOp'])} in", namen)]


def _gebied(deel: Json, naar: str) -> str:
    """A gemeente or jeugdregio with its share, or with the doubt about it."""
    naam = f"{deel['naam']} ({deel['code']})" if deel["naam"] else str(deel["code"])
    if deel["aandeel"] is None or deel["grondslag"] == "onbekend":
        return f"{naam}, niet zeker"
    return naam if deel["aandeel"] == 1.0 else f"{naam}, {_aandeel(deel, naar)}"


def _verwanten(antwoord: Json) -> tuple[str, list[tuple[str, str, str]]] | None:
    """Where to look further for a gemeente that is gone, or not there yet; each gemeente once."""
    if antwoord.get("bestaat", True):
        return None
    if _voorbij(antwoord):
        zin, rijen = "Deze gemeente bestaat niet meer. Zoek verder bij:", antwoord["opvolgers"]
    else:
        zin, rijen = "Deze gemeente bestond toen nog niet. Zoek verder bij:", antwoord["voorgangers"]
    uit = {rij["code"]: (rij["code"], rij["naam"], _overgang(rij)) for rij in rijen}
    return (zin, list(uit.values())) if uit else None


def _overgang(rij: Json) -> str:
    hoeveel = "geheel" if rij["omvang"] == "geheel" else _aandeel(rij, "inwoners") or "een deel"
    return f"{hoeveel}, op {datum_lang(rij['datum'])}"


def _regeling(regeling: Json | None) -> Json | None:
    if regeling is None:
        return None
    toelichting = regeling["toelichting"] and datum_lang(regeling["toelichting"])
    return {**regeling, "versie": datum_lang(regeling["versie"]), "toelichting": toelichting}

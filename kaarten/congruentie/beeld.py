"""From the JSON of a pair to what the page shows: the outcome first, then figures, table and method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import BANDUITLEG, band, deel, heel, km, komma, met_hoofdletter
from kaarten.congruentie.tabel import OORDELEN, Tabel, maak_tabel
from kaarten.congruentie.verplaatsing import Lijst, maak_lijsten
from kaarten.congruentie.vraag import Formulier
from kaarten.teksten import datum_lang

Json = dict[str, Any]
Namen = Mapping[str, Sequence[str]]
_IN_JSON = {"zonder gebied": "zonderGebied"}
_MATEN = (
    ("v", "V-maat", "Eén getal voor het geheel: 1 is gelijk, 0 is zonder verband."),
    ("homogeniteit", "Homogeniteit (h)", "1 als u aan het gebied van B kunt zien welk gebied van A het is."),
    ("volledigheid", "Volledigheid (c)", "1 als u aan het gebied van A kunt zien welk gebied van B het is."),
    ("jaccardA", "Overlap van A met het best passende gebied van B", "Het gemiddelde van alle gebieden van A."),
    ("jaccardAGewogen", "Dezelfde, gewogen", "Grote gebieden van A tellen zwaarder."),
    ("jaccardB", "Overlap van B met het best passende gebied van A", "Het gemiddelde van alle gebieden van B."),
    ("jaccardBGewogen", "Dezelfde, gewogen", "Grote gebieden van B tellen zwaarder."),
)


@dataclass(frozen=True, slots=True)
class Grensregel:
    """The outer border of one of both divisions: a sentence, and what was left out of it."""

    titel: str
    tekst: str
    buiten: str


@dataclass(frozen=True, slots=True)
class Kop:
    """What an answer is about; ``a`` and ``b`` are the titles of the divisions, each with its explanation."""

    titel: str
    datum: str
    a: str
    b: str
    uitleg: list[tuple[str, str]]
    weging: str
    eenheid: str
    wegingregels: list[str]
    opmerkingen: list[str]
    regeling: str | None
    herkomst: list[Json]


@dataclass(frozen=True, slots=True)
class Paarbeeld:
    """Everything the page and the report show of a pair.

    ``band`` tells what V leaves out, empty where nothing is open; ``oordelen`` are name, number and
    meaning; ``maten`` name, value and meaning; ``buiten`` what does not count, empty where everything does.
    """

    kop: Kop
    conclusie: list[str]
    band: str
    schets: bool
    oordelen: list[tuple[str, int, str]]
    grenzen: list[Grensregel]
    grensuitleg: str
    maten: list[tuple[str, str, str]]
    buiten: list[str]
    verplaatsingen: list[Lijst]
    tabel: Tabel


def maak_paar(paar: Json, formulier: Formulier, gemeenten: Namen) -> Paarbeeld:
    """What to show of a ``Congruentie``; ``gemeenten`` are names per region, for regions without a name."""
    grens = paar["grens"]
    return Paarbeeld(
        kop=maak_kop(paar),
        conclusie=[datum_lang(zin) for zin in paar["conclusie"]],
        band=_band(paar["maten"]),
        schets=grens["bron"] == "schets",
        oordelen=_oordelen(paar["oordelen"]),
        grenzen=[_grens(paar[kant]["titel"], grens[kant]) for kant in ("indeling", "met")],
        grensuitleg=datum_lang(grens["toelichting"]),
        maten=_maten(paar["maten"]),
        buiten=_buiten(paar["buiten"], paar["weging"]),
        verplaatsingen=maak_lijsten(paar),
        tabel=maak_tabel(paar, formulier, gemeenten),
    )


def maak_kop(antwoord: Json) -> Kop:
    """The head of an answer about a pair or one of its regions."""
    a, b, weging = antwoord["indeling"], antwoord["met"], antwoord["weging"]
    regeling = antwoord["regeling"]
    return Kop(
        titel=f"{met_hoofdletter(a['titel'])} naast {b['titel']}",
        datum=datum_lang(antwoord["geldigOp"]),
        a=a["titel"],
        b=b["titel"],
        uitleg=[(met_hoofdletter(een["titel"]), _over(een)) for een in (a, b)],
        weging=weging["titel"],
        eenheid=weging["eenheid"],
        wegingregels=_weging(weging),
        opmerkingen=[datum_lang(opmerking["tekst"]) for opmerking in antwoord["opmerkingen"]],
        regeling=datum_lang(regeling["toelichting"]) if regeling and regeling["toelichting"] else None,
        herkomst=antwoord["herkomst"],
    )


def _over(indeling: Json) -> str:
    delen = [f"{indeling['regios']} gebieden met grond op de peildatum."]
    if indeling["stand"]:
        delen.append(f"Stand van {datum_lang(indeling['stand'])}.")
    if indeling["toelichting"]:
        delen.append(datum_lang(indeling["toelichting"]))
    return " ".join(delen)


def _weging(weging: Json) -> list[str]:
    zonder = weging["zonderGegevens"]
    regels = [
        f"Gewogen met: {weging['titel']}. In totaal {heel(weging['totaal'])} {weging['eenheid']}.",
        weging["toelichting"],
        weging["verdeelregel"],
        f"Van {zonder} postcodes is geen aantal bekend; die tellen als nul." if zonder else "",
    ]
    return [datum_lang(regel) for regel in regels if regel]


def _oordelen(oordelen: Json) -> list[tuple[str, int, str]]:
    """Every verdict from best to worst; those nobody gets only where they always matter."""
    alle = [(naam, oordelen[_IN_JSON.get(naam, naam)], uitleg) for naam, uitleg in OORDELEN.items()]
    volgorde = ["identiek", "unie", "binnen", "doorsneden", "onbekend", "zonder gebied"]
    alle.sort(key=lambda rij: volgorde.index(rij[0]))
    return [rij for rij in alle if rij[1] or rij[0] in volgorde[:4]]


def _grens(titel: str, grens: Json) -> Grensregel:
    tekst = (
        f"Van {km(grens['lengte'])} grens valt {km(grens['samenvallend'])} samen: {deel(grens['aandeel'])}."
        if grens["lengte"]
        else "Deze indeling heeft geen grens in het land."
    )
    delen = [f"kust, rijksgrens en water tussen postcodes {km(grens['rand'])}"] if grens["rand"] else []
    delen += [f"niet zeker {km(grens['onzeker'])}"] if grens["onzeker"] else []
    return Grensregel(met_hoofdletter(titel), tekst, f"Telt niet mee: {', '.join(delen)}." if delen else "")


def _maten(maten: Json) -> list[tuple[str, str, str]]:
    uit = [(titel, komma(maten[naam], 3), uitleg) for naam, titel, uitleg in _MATEN]
    if maten["vMin"] < maten["vMax"]:
        titel, waarde, uitleg = uit[0]
        tussen = band(maten["vMin"], maten["vMax"], 3)
        uit[0] = (titel, waarde, f"{uitleg} Met gemeenten waarvan het gebied openstaat: {tussen}.")
    return uit


def _band(maten: Json) -> str:
    """What V leaves out and the band does not: why V itself may lie outside its band."""
    if maten["vMin"] >= maten["vMax"]:
        return ""
    return f"{BANDUITLEG} De band is hier {band(maten['vMin'], maten['vMax'], 3)}."


def _buiten(buiten: Json, weging: Json) -> list[str]:
    if not buiten["bouwstenen"]:
        return []
    kop = f"Niet meegeteld: {buiten['bouwstenen']} stukken grond, {heel(buiten['gewicht'])} {weging['eenheid']}"
    kop += f" ({deel(buiten['aandeel'])} van het geheel)." if buiten["aandeel"] is not None else "."
    return [kop, *(datum_lang(reden["tekst"]) for reden in buiten["redenen"])]

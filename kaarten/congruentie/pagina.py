"""The page about congruence, the page of one region, and the report, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from kaarten.analyse.bron import bron_van
from kaarten.congruentie.beeld import Paarbeeld, maak_paar
from kaarten.congruentie.getallen import met_hoofdletter
from kaarten.congruentie.grafiek import grafiek
from kaarten.congruentie.prent import PRENT, Bijschrift, prent_svg
from kaarten.congruentie.regiobeeld import maak_regio
from kaarten.congruentie.svg import kaart_svg, legenda, randstad_svg, staal
from kaarten.congruentie.tijd import Tijdbeeld, maak_tijd
from kaarten.congruentie.vormen import SPIKKEL_M, Kaartvormen, kaartvormen, vormen_van
from kaarten.congruentie.vraag import INDELINGEN, WEGINGEN, Formulier
from kaarten.gebied import gemeenten_per_verband
from kaarten.pagina import vul_in
from kaarten.rapport import Rapport, maak_rapport
from kaarten.teksten import datum_lang
from regio.congruentie.indelingen import Keuze
from regio.congruentie.lijnen import VEREENVOUDIGD_METER
from regio.fouten import GeenKaarten
from regio.stand.stand import Stand

Json = dict[str, Any]
# A region without a name of which the gemeenten tell where it is.
SECTOREN = ("PO", "VO")


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """The answers of the service on a question of the form: the pair, and the pair through time.

    A division of the user's own is of one day: without ``tijdreeks``.
    """

    paar: Json
    tijdreeks: Json | None


def leeg(formulier: Formulier) -> str:
    """The page with the form alone, with what is wrong with it."""
    return vul_in("congruentie.html", formulier=formulier, indelingen=INDELINGEN, wegingen=WEGINGEN, beeld=None)


def pagina(stand: Stand, formulier: Formulier, antwoorden: Antwoorden) -> str:
    """The whole page; the map itself comes as a file of its own."""
    paar = antwoorden.paar
    beeld = maak_paar(paar, formulier, gemeenten_bij(stand, paar))
    vermelding = _vermelding(stand)
    return vul_in(
        "congruentie.html",
        formulier=formulier,
        indelingen=INDELINGEN,
        wegingen=WEGINGEN,
        beeld=beeld,
        kaart=formulier.adres("/congruentie/kaart.json", weging="") if vermelding else "",
        vermelding=vermelding,
        maat=(PRENT[0] // 4, PRENT[1] // 4),
        alt=_alt(beeld),
        legendaregels=_legenda(paar),
        staal=staal,
        api=_in_de_api(formulier, paar),
        **_tijd(antwoorden),
    )


def gebied(stand: Stand, formulier: Formulier, antwoord: Json, *, fragment: bool) -> str:
    """What there is to know of one region, as a page or as a part to put in one."""
    regio = maak_regio(antwoord, gemeenten_bij(stand, antwoord))
    sjabloon, niveau = ("congruentie_gebied.html", 2) if fragment else ("congruentie_regio.html", 1)
    return vul_in(sjabloon, regio=regio, niveau=niveau, terug=formulier.adres())


def rapport(
    stand: Stand,
    formulier: Formulier,
    antwoorden: Antwoorden,
    *,
    vandaag: str,
    adres: str = "",
    keuzes: tuple[Keuze, Keuze] | None = None,
) -> Rapport:
    """The report of a pair: no scripts, no other files.

    ``adres`` begins the link to make it again, and without it there is none. ``keuzes`` are A and B
    where the edition does not know them by their names.
    """
    paar = antwoorden.paar
    beeld = maak_paar(paar, formulier, gemeenten_bij(stand, paar))
    vermelding = _vermelding(stand)
    namen = f"{paar['indeling']['naam']}-{paar['met']['naam']}-{paar['weging']['naam']}-{paar['geldigOp']}"
    return maak_rapport(
        "congruentie_rapport.html",
        f"congruentie-{namen.lower()}.html",
        beeld=beeld,
        kaarten=_kaarten(stand, paar, beeld, keuzes) if vermelding else (),
        vermelding=vermelding,
        legendaregels=_legenda(paar),
        staal=staal,
        gemaakt=datum_lang(vandaag),
        adres=adres and adres + formulier.adres("/congruentie/rapport", peildatum=paar["geldigOp"]),
        **_tijd(antwoorden),
    )


def kaart(stand: Stand, paar: Json) -> str:
    """The map of a pair as a picture that tells by itself what it is. Raises Opslagfout for an edition without maps."""
    titel = f"{met_hoofdletter(paar['indeling']['titel'])} naast {paar['met']['titel']}"
    woorden = Bijschrift(
        titel,
        datum_lang(paar["geldigOp"]),
        _legenda(paar),
        _vermelding(stand),
        schets=paar["grens"]["bron"] == "schets",
    )
    return prent_svg(_vormen(stand, paar, None), _oordelen(paar), woorden)


def gemeenten_bij(stand: Stand, antwoord: Json) -> Mapping[str, Sequence[str]]:
    """The gemeenten per region of A, where A is a sector; else the names tell where a region is."""
    naam = antwoord["indeling"]["naam"]
    if naam not in SECTOREN:
        return {}
    return gemeenten_per_verband(stand, stand.toestand_nr_iso(antwoord["geldigOp"]), naam)


def _kaarten(stand: Stand, paar: Json, beeld: Paarbeeld, keuzes: tuple[Keuze, Keuze] | None) -> tuple[str, str]:
    """The maps of a report: the country, and the Randstad larger."""
    vormen = _vormen(stand, paar, keuzes)
    return (
        kaart_svg(vormen, _oordelen(paar), _alt(beeld)),
        randstad_svg(vormen, f"De Randstad, groter: {beeld.kop.titel}."),
    )


def _vormen(stand: Stand, paar: Json, keuzes: tuple[Keuze, Keuze] | None) -> Kaartvormen:
    if keuzes:
        return vormen_van(stand, *keuzes)
    return kaartvormen(stand, paar["indeling"]["naam"], paar["met"]["naam"], paar["geldigOp"])


def _oordelen(paar: Json) -> dict[str, str]:
    return {regio["code"]: regio["oordeel"] for regio in paar["regios"]}


def _alt(beeld: Paarbeeld) -> str:
    """What the picture shows, for who does not see it."""
    return f"Kaart van Nederland: {beeld.kop.titel}. {beeld.grenzen[0].tekst} De tabel zegt het per gebied."


def _legenda(paar: Json) -> list[tuple[str, str]]:
    grens = paar["grens"]
    onzeker = bool(grens["indeling"]["onzeker"] or grens["met"]["onzeker"])
    return legenda(paar["indeling"]["titel"], paar["met"]["titel"], onzeker=onzeker)


def _vermelding(stand: Stand) -> str:
    """How the source of the borders wants to be named; empty for an edition without maps."""
    try:
        bron = bron_van(stand)
    except GeenKaarten:
        return ""
    spikkels = f"Losse stukjes korter dan {SPIKKEL_M:.0f} meter staan niet op de kaart; in de lengtes tellen zij mee."
    ruimte = f"Een grens kan op deze kaart zo’n {bron.nauwkeurigheid:.0f} meter van de werkelijkheid afwijken."
    lijn = f"De lijnen zijn vereenvoudigd: daardoor kunnen zij {VEREENVOUDIGD_METER} meter naast hun grens liggen."
    return f"Bron: {bron.vermelding.rstrip('.')}. {ruimte} {lijn} {spikkels}"


def _tijd(antwoorden: Antwoorden) -> dict[str, Tijdbeeld | str | None]:
    if antwoorden.tijdreeks is None:
        return {"tijd": None, "grafiek": ""}
    tijd = maak_tijd(antwoorden.tijdreeks)
    tot = antwoorden.paar["geldigOp"]
    laatste = max((punt["vanaf"] for reeks in antwoorden.tijdreeks["reeksen"] for punt in reeks["punten"]), default=tot)
    return {"tijd": tijd if tijd.rijen else None, "grafiek": grafiek(antwoorden.tijdreeks, max(tot, laatste))}


def _in_de_api(formulier: Formulier, paar: Json) -> dict[str, str]:
    """The paths of the same answer and of its lines in the API."""
    pad = f"/v1/congruenties/{quote(formulier.indeling.lower())}/{quote(formulier.met.lower())}"
    dag = {"geldigOp": paar["geldigOp"]} if formulier.peildatum else {}
    met_weging = urlencode({**dag, "weging": formulier.weging})
    return {"paar": f"{pad}?{met_weging}", "grenzen": f"{pad}/grenzen{'?' + urlencode(dag) if dag else ''}"}

"""The pages about the OOGO as HTML: a gemeente, a samenwerkingsverband, the country, and what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.overleg.beeld import Overlegbeeld, Tafelbeeld, gemeentebeeld, verbandbeeld
from kaarten.overleg.kaart import Kaart, staal, tafelkaart
from kaarten.overleg.landelijk import landelijk_beeld
from kaarten.overleg.vormen import BINNEN, Tafelvormen, tafelvormen
from kaarten.overleg.vraag import Vraag, pad_van
from kaarten.pagina import vul_in
from regio.fouten import GeenKaarten
from regio.overleg.vinden import bestaat, in_de_plaats, laatste_dag
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import EERSTE_DAG_REGELING
from regio.zoeken.gemeente import begin
from regio.zoeken.register import register_van

Json = dict[str, Any]
_ZONDER_NUMMER = "Een stuk zonder nummer is grond van een postcode die vooral in een andere gemeente ligt. "
BESTANDEN = ("csv", "xlsx", "ics")


@dataclass(frozen=True, slots=True)
class Kaartblok:
    """The map of a table with its legend and whose borders it shows."""

    kaart: Kaart
    vermelding: str
    schets: bool


def gemeentepagina(stand: Stand, antwoord: Json, vraag: Vraag) -> str:
    """The page of a gemeente, from a ``GemeenteOverleg``."""
    return _pagina(stand, gemeentebeeld(antwoord, vraag), vraag, antwoord["gemeente"]["code"])


def verbandpagina(stand: Stand, antwoord: Json, vraag: Vraag) -> str:
    """The page of an SWV, from a ``VerbandOverleg``."""
    return _pagina(stand, verbandbeeld(antwoord, vraag), vraag, "")


def _pagina(stand: Stand, beeld: Overlegbeeld, vraag: Vraag, eigen: str) -> str:
    pad = pad_van(beeld.code)
    kaarten = {tafel.code: kaartblok(stand, beeld.datum, tafel, eigen) for tafel in beeld.tafels}
    return vul_in(
        "overleg_een.html",
        beeld=beeld,
        vraag=vraag,
        pad=pad,
        van_gemeente=bool(eigen),
        kaarten=kaarten,
        staal=staal,
        bestanden={soort: vraag.adres(f"{pad}/overleg.{soort}") for soort in BESTANDEN},
        api=f"/v1{pad}/overlegpartners" + (f"?geldigOp={beeld.datum}" if vraag.peildatum else ""),
        terug=vraag.adres("/overleg"),
    )


def kaartblok(stand: Stand, datum: str, tafel: Tafelbeeld, eigen: str) -> Kaartblok | None:
    """The map of a table on a day (ISO); None for an edition without maps and a table without ground."""
    try:
        vormen = tafelvormen(stand, stand.toestand_nr_iso(datum), tafel.code)
    except GeenKaarten:
        return None
    if not vormen.delen:
        return None
    streep = {eigen} if eigen else {lid.code for lid in tafel.leden if lid.ligging == "voor een deel"}
    kaart = tafelkaart(vormen, tafel.code, tafel.nummers, _alt(tafel), eigen=eigen, gestreept=streep)
    los = any(deel.ligging == BINNEN and deel.gemeente not in tafel.nummers for deel in vormen.delen)
    return Kaartblok(kaart, (_ZONDER_NUMMER if los else "") + _vermelding(vormen), vormen.bron == "schets")


def _alt(tafel: Tafelbeeld) -> str:
    """What the picture shows, for who does not see it."""
    wie = ", ".join(f"{lid.nummer} {lid.naam} ({lid.ligging})" for lid in tafel.leden)
    return f"Kaart van {tafel.titel} met de gemeenten {wie}. De tabel zegt hetzelfde."


def _vermelding(vormen: Tafelvormen) -> str:
    ruimte = f"Een grens kan op deze kaart zo’n {vormen.nauwkeurigheid:.0f} meter van de werkelijkheid afwijken."
    return f"Bron: {vormen.vermelding.rstrip('.')}. {ruimte}"


def startpagina(antwoord: Json, vraag: Vraag, keuzes: Sequence[tuple[str, str, str]] = ()) -> str:
    """The start page; ``keuzes`` are namesakes to choose from: code, name, and what sets one apart."""
    met_adres = [(vraag.naar(code), code, naam, uitleg) for code, naam, uitleg in keuzes]
    return vul_in("overleg.html", beeld=landelijk_beeld(antwoord, vraag), vraag=vraag, keuzes=met_adres)


def foutpagina(vraag: Vraag, titel: str, pad: str) -> str:
    """A page with the form for a day alone, and what is wrong with it; ``pad`` is where the form goes."""
    return vul_in("overleg_fout.html", vraag=vraag, titel=titel, pad=pad)


def niet_gevonden(vraag: Vraag, tekst: str) -> str:
    """The page for a code that nothing has."""
    return vul_in("overleg_weg.html", vraag=vraag, titel="Niet gevonden", tekst=tekst, opvolgers=[], dag=None)


def er_niet_meer(stand: Stand, code: str, datum: str, vraag: Vraag) -> str:
    """The page of a gemeente that does not exist on a day (ISO): who came in its place, and when it did exist."""
    register = register_van(stand).gemeenten
    rij = register[code]
    naam, tot = rij["naam"], rij["geldig_tot"]
    weg = bool(tot and tot <= datum)
    dag = laatste_dag(stand, code) if weg else begin(rij)
    if dag and (dag < EERSTE_DAG_REGELING.isoformat() or not bestaat(stand, code, dag)):
        dag = None
    wanneer = f"bestaat sinds {tot} niet meer" if weg else f"bestond nog niet op {datum}"
    return vul_in(
        "overleg_weg.html",
        vraag=vraag,
        titel=f"Gemeente {naam} {'bestaat niet meer' if weg else 'bestond nog niet'}",
        tekst=f"{naam} ({code}) {wanneer}.",
        opvolgers=[(register[een]["naam"], vraag.naar(een)) for een in in_de_plaats(stand, code, datum)],
        dag=(dag, f"{pad_van(code)}?peildatum={dag}", weg) if dag else None,
    )

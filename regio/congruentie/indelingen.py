"""The divisions that can be held against one another, by name, on a peildatum.

Divisions of the day itself come straight from the edition. An *edition* of the jeugdregio's or the
RMC-regio's is a list of one day, carried to the gemeenten of the peildatum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from regio.congruentie import overzetten
from regio.fouten import Fout, Vraagfout
from regio.indeling import Indeling
from regio.stand.bewaren import bewaard
from regio.stand.opmerkingen import EERSTE_JEUGDREGIO, opmerking
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import EERSTE_DAG_GEMEENTEN, EERSTE_DAG_REGELING, controleer_gemeente, controleer_swv
from regio.zoeken import jeugdregio, rmc

Json = dict[str, Any]

EDITIES = {
    "jeugdregio-2015": ("jeugdregio", "2015-01-01"),
    "jeugdregio-2016": ("jeugdregio", "2016-01-01"),
    "jeugdregio-2025": ("jeugdregio", "2025-01-01"),
    "rmc-2012": ("rmc", "2012-08-01"),
    "rmc-2013": ("rmc", "2013-06-14"),
    "rmc-2014": ("rmc", "2014-08-28"),
}
PROVINCIE = "provincie-2014"
DAG_PROVINCIE = "2014-01-01"
SECTOREN = ("PO", "VO")
NAMEN = (
    *SECTOREN,
    *("jeugdregio", "jeugdregio-2015", "jeugdregio-2016", "jeugdregio-2025"),
    *("rmc", "rmc-2012", "rmc-2013", "rmc-2014", PROVINCIE, "gemeente"),
)
_PER_LETTERS = {naam.casefold(): naam for naam in NAMEN}
_REGIO = {
    "PO": "samenwerkingsverband",
    "VO": "samenwerkingsverband",
    "jeugdregio": "jeugdregio",
    "rmc": "RMC-regio",
    "provincie": "provincie",
    "gemeente": "gemeente",
}
_MEERVOUD = {
    "PO": "samenwerkingsverbanden PO",
    "VO": "samenwerkingsverbanden VO",
    "jeugdregio": "jeugdregio's",
    "rmc": "RMC-regio's",
    "provincie": "provincies",
    "gemeente": "gemeenten",
}
# Divisions of whole gemeenten: where it is open which region a gemeente has, it is one for all of its ground.
_VAN_GEMEENTEN = ("jeugdregio", "rmc")
# The first day on which a division of the day itself can be asked for.
_VANAF = {
    "PO": EERSTE_DAG_REGELING.isoformat(),
    "VO": EERSTE_DAG_REGELING.isoformat(),
    "rmc": rmc.EERSTE_DAG,
}
_BESTAND = {
    "jeugdregio": ("jeugdregios/gemeente_jeugdregio.csv", "jeugdregios/jeugdregios.csv"),
    "rmc": ("jeugdregios/gemeente_rmc.csv",),
    "provincie": ("postcodes/postcodes_2014.csv", "gemeenten/provincies.csv"),
}
OVERGEZET = (
    "Dit is de lijst van {dag}, op de gemeenten van de peildatum. Een gemeente die de lijst noemt, heeft de {regio} "
    "van de lijst. Een gemeente die de lijst niet noemt, heeft de {regio} van haar grond; ligt die in meer dan een "
    "{regio}, dan zijn die alle mogelijk."
)
UITLEG_PROVINCIE = (
    "De provincie van de gemeente waarin de grond op 2014-01-01 lag. Deze indeling is op elke peildatum dezelfde."
)


@dataclass(frozen=True, eq=False)
class Keuze:
    """A division as chosen: what it is called, and the region of every bouwsteen.

    ``stand`` is the day of the list behind it, None for a division of the peildatum itself.
    ``namen`` holds every region with ground, None where no source gives a name. ``sectoren`` are
    those of which it is the division. ``bronnen`` are the files of the facts that it rests on beside
    those of the gemeenten, ``herkomst`` other sources in the form in which answers name them.
    """

    naam: str
    titel: str
    regio: str
    stand: str | None
    toelichting: str | None
    indeling: Indeling
    namen: Mapping[str, str | None]
    sectoren: tuple[str, ...] = ()
    opmerkingen: tuple[Json, ...] = ()
    bronnen: tuple[str, ...] = ()
    herkomst: tuple[Json, ...] = ()


def soort_van(naam: str) -> str:
    """The kind of a division: ``jeugdregio`` of ``jeugdregio-2015``."""
    return naam.partition("-")[0]


def bekende_naam(naam: str, veld: str = "indeling") -> str:
    """The name of a division as it is written; raises Vraagfout for an unknown one, listing the known."""
    gevonden = _PER_LETTERS.get(naam.strip().casefold())
    if gevonden is None:
        # The name itself is not repeated: whatever was typed stays out of answers.
        melding = f"Deze indeling is niet bekend. Kies uit: {', '.join(NAMEN)}."
        raise Vraagfout(Fout(veld, "indeling-onbekend", melding))
    return gevonden


def vanaf(naam: str) -> str:
    """The first peildatum (JJJJ-MM-DD) on which a division, by its known name, can be asked for."""
    return _VANAF.get(naam, EERSTE_DAG_GEMEENTEN.isoformat())


def kies(stand: Stand, naam: str, datum: str, veld: str = "indeling") -> Keuze:
    """A division by its name (letters' case aside) on a day (``JJJJ-MM-DD``).

    Raises Vraagfout for an unknown name and for a day on which the division did not exist.
    """
    eigen = bekende_naam(naam, veld)
    controleer_dag(eigen, datum)
    return _kies(stand, eigen, stand.toestand_nr_iso(datum))


def controleer_dag(naam: str, datum: str) -> None:
    """Raises Vraagfout for a day on which a division, by its known name, cannot be asked for."""
    dag = date.fromisoformat(datum)
    controleer_swv(dag) if naam in SECTOREN else controleer_gemeente(dag)
    if datum < vanaf(naam):
        melding = f"RMC-regio's zijn bekend vanaf {vanaf(naam)}; kies die datum of later, of kies rmc-2012."
        raise Vraagfout(Fout("geldigOp", "datum-te-vroeg", melding))


@bewaard(256)
def _kies(stand: Stand, naam: str, toestand: int) -> Keuze:
    keuze = _gekozen(stand, naam, toestand)
    if soort_van(naam) not in _VAN_GEMEENTEN:
        return keuze
    gemeenten = stand.indeling("gemeente", date.fromisoformat(stand.zicht(toestand).vanaf))
    return replace(keuze, indeling=keuze.indeling.van_gehele(gemeenten))


def _gekozen(stand: Stand, naam: str, toestand: int) -> Keuze:
    if naam in EDITIES:
        return _editie(stand, naam, toestand)
    if naam == PROVINCIE:
        return _provincie(stand)
    dag = stand.zicht(toestand).vanaf
    if naam == "jeugdregio" and dag < EERSTE_JEUGDREGIO:
        return _voor_de_jeugdwet(stand, toestand)
    return _van_de_dag(stand, naam, toestand)


def _van_de_dag(stand: Stand, naam: str, toestand: int) -> Keuze:
    """A division as the edition has it on the day."""
    zicht = stand.zicht(toestand)
    indeling = met_grond(stand.indeling(naam, date.fromisoformat(zicht.vanaf)))
    soort = "swv" if naam in SECTOREN else naam
    uitleg = {"jeugdregio": jeugdregio.toelichting, "rmc": rmc.toelichting}.get(naam)
    return Keuze(
        naam=naam,
        titel=_MEERVOUD[naam] if naam in (*SECTOREN, "gemeente") else f"{_MEERVOUD[naam]} {_lijst(naam, zicht.vanaf)}",
        regio=_REGIO[naam],
        stand=None,
        toelichting=uitleg(zicht.vanaf) if uitleg else None,
        indeling=indeling,
        namen={code: zicht.naam(soort, code) for code in indeling.codes},
        sectoren=(naam,) if naam in SECTOREN else (),
        bronnen=_BESTAND.get(naam, ()),
    )


def _lijst(naam: str, dag: str) -> str:
    """Which list a division of a day (ISO) rests on, to stand behind its name."""
    if naam == "rmc":
        return f"(lijst van {max(lijst for soort, lijst in EDITIES.values() if soort == naam and lijst <= dag)})"
    jaren = sorted(lijst[:4] for soort, lijst in EDITIES.values() if soort == naam)
    # Between two lists both count where they differ.
    bekend = [jaar for jaar in jaren if jaar <= dag][-1:] + [jaar for jaar in jaren if jaar > dag][:1]
    return f"({'stand' if len(bekend) == 1 else 'standen'} {' en '.join(bekend)})"


def _editie(stand: Stand, naam: str, toestand: int) -> Keuze:
    """The list of one day, carried to the gemeenten of another."""
    soort, dag = EDITIES[naam]
    indeling = overzetten.zet_over(stand, soort, dag, toestand)
    namen = stand.zicht(stand.toestand_nr_iso(dag)).namen[soort]
    return Keuze(
        naam=naam,
        titel=f"{_MEERVOUD[soort]} van {dag[:4]}",
        regio=_REGIO[soort],
        stand=dag,
        toelichting=OVERGEZET.format(dag=dag, regio=_REGIO[soort]),
        indeling=indeling,
        namen={code: namen.get(code) for code in indeling.codes},
        bronnen=_BESTAND[soort],
    )


def _voor_de_jeugdwet(stand: Stand, toestand: int) -> Keuze:
    """The jeugdregio's before there were any: those of 2015, and said so."""
    van_2015 = _kies(stand, "jeugdregio-2015", toestand)
    tekst = "Jeugdregio's bestaan sinds 2015-01-01. Voor een eerdere dag is gerekend met de regio's van 2015."
    return Keuze(
        naam="jeugdregio",
        titel=van_2015.titel,
        regio=van_2015.regio,
        stand=van_2015.stand,
        toelichting=van_2015.toelichting,
        indeling=van_2015.indeling,
        namen=van_2015.namen,
        opmerkingen=(opmerking("met-de-regios-van-2015", tekst),),
        bronnen=van_2015.bronnen,
    )


def _provincie(stand: Stand) -> Keuze:
    indeling = met_grond(stand.provincies())
    namen = stand.provincienamen
    return Keuze(
        naam=PROVINCIE,
        titel="provincies van 2014",
        regio=_REGIO["provincie"],
        stand=DAG_PROVINCIE,
        toelichting=UITLEG_PROVINCIE,
        indeling=indeling,
        namen={code: namen.get(code) for code in indeling.codes},
        bronnen=_BESTAND["provincie"],
    )


def met_grond(indeling: Indeling) -> Indeling:
    """The same division with only the codes that lie somewhere, in their order."""
    return overzetten.herschreven(indeling.naam, indeling, lambda codes: codes)

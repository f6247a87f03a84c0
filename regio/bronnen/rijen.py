"""The rows of the fact tables in ``data/``, one frozen class per file, and ``Feiten``: all of them.

``Feiten`` is what an edition is made of: it is read from the CSV files or from the database, and
both give an equal object. Dates are ``datetime.date``; ``geldig_tot`` is always the first day on
which something no longer holds. Coordinates are RD (EPSG:28992) in metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Bron:
    """A row of the manifest: one file with its authority, source, licence, dates and sha256."""

    bestand: str
    titel: str
    autoriteit: str
    bron: str
    licentie: str
    geldig_vanaf: date | None
    geldig_tot: date | None
    verzameld_op: date
    sha256: str
    opmerking: str


@dataclass(frozen=True, slots=True)
class Versie:
    """A version of the regeling; ``gemeenten_per`` is the date whose gemeenten its list names."""

    versie: date
    geldig_vanaf: date
    geldig_tot: date | None
    gemeenten_per: date
    vorm: str
    bestand: str
    vindplaats: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class RegelingRij:
    """A row of the annexes of 2013: a gemeente in an SWV, sometimes limited by postcodes."""

    versie: date
    sector: str
    rij: int
    swv: str
    gemeente: str
    postcodes_wel: tuple[str, ...]
    postcodes_niet: tuple[str, ...]
    zoals_gedrukt: str


@dataclass(frozen=True, slots=True)
class RegelingPostcode:
    """A row of the table of 2015: a PC4 with its gemeente and the two codes as printed."""

    versie: date
    rij: int
    pc4: str
    gemeente: str
    po: str
    vo: str


@dataclass(frozen=True, slots=True)
class Correctie:
    """A misprint or oddity of the law: what is printed, how it is read, and why."""

    nummer: str
    versie: date
    sector: str
    plaats: str
    gedrukt: str
    gelezen: str
    toegepast: bool
    reden: str


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A difference between two versions of the regeling that is no mere renaming."""

    van_versie: date
    naar_versie: date
    sector: str
    gemeente: str
    postcodes: str
    oud: str
    nieuw: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class Conceptwijziging:
    """A change since the concept of 2011 named by the progress report of February 2013."""

    nummer: int
    sector: str
    onderwerp: str
    volgens_voortgangsrapportage: str
    in_de_regeling: str
    oordeel: str
    zekerheid_concept: str
    bron: str


@dataclass(frozen=True, slots=True)
class Aandachtspunt:
    """Something known outside the regeling that may touch an answer, from a day on."""

    nummer: str
    sector: str
    gemeenten: tuple[str, ...]
    vanaf: date
    tekst: str
    bron: str


@dataclass(frozen=True, slots=True)
class SwvRij:
    """A samenwerkingsverband; ``naam`` is empty unless a source gives it."""

    code: str
    sector: str
    naam: str
    naam_status: str
    soort: str
    website: str
    plaats: str
    code_in_bron: str
    bron: str
    opmerking: str


@dataclass(frozen=True, slots=True)
class NieuwePostcode:
    """A postcode newer than the law, with the SWV of the gemeente its ground lay in."""

    pc4: str
    gemeente_code_2016: str
    gemeente_2016: str
    po: str
    vo: str
    inwoners_2021: int


@dataclass(frozen=True, slots=True)
class GemeenteRij:
    """A gemeente that existed on some day between 2011-01-01 and now."""

    code: str
    naam: str
    geldig_vanaf: date
    geldig_tot: date | None
    bestond_al_op_2011_01_01: bool


@dataclass(frozen=True, slots=True)
class AliasRij:
    """Another writing of a gemeente's name, with where it was seen."""

    code: str
    naam: str
    alias: str
    waar_gezien: str


@dataclass(frozen=True, slots=True)
class HerindelingRij:
    """One transition of a herindeling: ground of one gemeente that came to another.

    ``bevestigd`` is ``bevestigd``, ``onbevestigd`` (never applied) or ``waargenomen``: the date is
    not confirmed, but official maps show the ground on the old side on 2016-01-01 and on the new
    side on 2022-01-01. ``omvang`` is ``geheel``, ``deel`` (the listed postcodes and places), ``rest`` (all but the
    parts named in other rows) or ``onbekend`` (which ground went over is not in the facts).
    """

    datum: date
    soort: str
    oude_code: str
    oude_naam: str
    nieuwe_code: str
    nieuwe_naam: str
    omvang: str
    postcodes: tuple[str, ...]
    plaatsen: tuple[str, ...]
    omschrijving: str
    bevestigd: str
    bron: str
    opmerking: str


@dataclass(frozen=True, slots=True)
class JeugdregioRij:
    """A jeugdregio code with a name and the years in which that name was seen."""

    code: str
    naam: str
    jaren_gezien: str
    opmerking: str


@dataclass(frozen=True, slots=True)
class GemeenteJeugdregioRij:
    """The jeugdregio of a gemeente on one of the three known dates."""

    peildatum: date
    gemeente_code: str
    gemeente: str
    jeugdregio: str
    methode: str
    controle: str


@dataclass(frozen=True, slots=True)
class WisselRij:
    """A gemeente that changed jeugdregio in an unknown year."""

    gemeente_code: str
    gemeente: str
    van: str
    naar: str
    na: date
    uiterlijk: date
    toelichting: str


@dataclass(frozen=True, slots=True)
class RmcRij:
    """The RMC-regio of a gemeente on one date, as the law or DUO printed it."""

    peildatum: date
    herkomst: str
    rmc_nr: int
    rmc_naam: str
    gemeente_code: str
    gemeente_zoals_gedrukt: str
    toen_al_opgeheven: bool


@dataclass(frozen=True, slots=True)
class PostcodeRij:
    """A PC4 with a point inside it (RD, metres), counts of 2021 and its gemeente of 2022."""

    pc4: str
    x_rd: int
    y_rd: int
    punt_bron: str
    inwoners_2021: int | None
    kinderen_4_11: int | None
    kinderen_12_17: int | None
    gemeente_2022: str
    gemeente_2022_grootste_oppervlak: str
    aandeel_grootste_oppervlak: float | None


@dataclass(frozen=True, slots=True)
class Postcode2014Rij:
    """A PC4 on 2014-01-01: gemeente, main woonplaats and the gemeente of 2013 where known."""

    pc4: str
    gemeente_2014: str
    woonplaats_code: str
    woonplaats: str
    buurtnaam: str
    provincie: str
    inwoners_2014: int | None
    x_rd: int
    y_rd: int
    gemeente_2013_duo: str


@dataclass(frozen=True, slots=True)
class DeelRij:
    """The share of a PC4's ground that lies in a gemeente, on the borders of a year."""

    pc4: str
    grenzen_jaar: int
    gemeente: str
    aandeel_oppervlak: float
    hectare: float


@dataclass(frozen=True, slots=True)
class BouwsteenRij:
    """A bouwsteen: the ground of a PC4, or a named part of it.

    ``gemeente`` holds on ``gemeente_per``; ``aandeel`` is the part's share of the PC4's area.
    Part 1 is the *hoofddeel*: the ground in the gemeente under which the law lists the postcode.
    """

    id: str
    pc4: str
    deel: int
    gemeente: str
    gemeente_per: date
    aandeel: float
    reden: str


@dataclass(frozen=True, slots=True)
class OppervlakteRij:
    """The area of a PC4 in hectares."""

    pc4: str
    hectare: int


@dataclass(frozen=True, slots=True)
class ProvincieRij:
    """A provincie with its CBS code (PV20 to PV31)."""

    code: str
    naam: str


@dataclass(frozen=True, slots=True)
class LeerlingRij:
    """Pupils of a sector in a PC4, as the user's own source (``bron``) counted them in ``jaar``."""

    pc4: str
    sector: str
    leerlingen: int
    jaar: int
    bron: str


@dataclass(frozen=True, slots=True)
class Feiten:
    """All fact tables of one edition, in file order; ``leerlingen`` is empty until a user loads them."""

    bronnen: tuple[Bron, ...]
    versies: tuple[Versie, ...]
    regeling_rijen: tuple[RegelingRij, ...]
    regeling_postcodes: tuple[RegelingPostcode, ...]
    correcties: tuple[Correctie, ...]
    wijzigingen: tuple[Wijziging, ...]
    concept_2011: tuple[Conceptwijziging, ...]
    aandachtspunten: tuple[Aandachtspunt, ...]
    swvs: tuple[SwvRij, ...]
    nieuwe_postcodes: tuple[NieuwePostcode, ...]
    gemeenten: tuple[GemeenteRij, ...]
    aliassen: tuple[AliasRij, ...]
    herindelingen: tuple[HerindelingRij, ...]
    jeugdregios: tuple[JeugdregioRij, ...]
    gemeente_jeugdregio: tuple[GemeenteJeugdregioRij, ...]
    wissels: tuple[WisselRij, ...]
    rmc: tuple[RmcRij, ...]
    postcodes: tuple[PostcodeRij, ...]
    postcodes_2014: tuple[Postcode2014Rij, ...]
    delen: tuple[DeelRij, ...]
    bouwstenen: tuple[BouwsteenRij, ...]
    oppervlakten: tuple[OppervlakteRij, ...] = ()
    provincies: tuple[ProvincieRij, ...] = ()
    leerlingen: tuple[LeerlingRij, ...] = ()


RIJKLASSEN: dict[str, type[Any]] = {
    "bronnen": Bron,
    "versies": Versie,
    "regeling_rijen": RegelingRij,
    "regeling_postcodes": RegelingPostcode,
    "correcties": Correctie,
    "wijzigingen": Wijziging,
    "concept_2011": Conceptwijziging,
    "aandachtspunten": Aandachtspunt,
    "swvs": SwvRij,
    "nieuwe_postcodes": NieuwePostcode,
    "gemeenten": GemeenteRij,
    "aliassen": AliasRij,
    "herindelingen": HerindelingRij,
    "jeugdregios": JeugdregioRij,
    "gemeente_jeugdregio": GemeenteJeugdregioRij,
    "wissels": WisselRij,
    "rmc": RmcRij,
    "postcodes": PostcodeRij,
    "postcodes_2014": Postcode2014Rij,
    "delen": DeelRij,
    "bouwstenen": BouwsteenRij,
    "oppervlakten": OppervlakteRij,
    "provincies": ProvincieRij,
    "leerlingen": LeerlingRij,
}

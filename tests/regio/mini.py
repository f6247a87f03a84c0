"""A drawn mini-Nederland: twenty postcodes on a grid of 5 km, with everything that is hard.

Postcodes and, as a letter, the gemeente of 2015-04-23 (x and y in km, RD)::

            x 100     105      110      115
    y 460   1001 A   1002 A   1003 B   1004 B
    y 455   2001 A   2002 C   2003 A   2004 D
    y 450   3001 F   3002 A   3003 D/A 3004 D
    y 445   4001 F   4002 F   4003 B   4004 H
    y 440   5001 E   5002 E   5003 H   5004 H

- C (2002) is an enclave in A; 4003 is an exclave of B; 3003 has a second part, in A.
- A is split between two SWVs: in PO by ``postcodes_wel`` against ``postcodes_niet`` (1001, 1002),
  in VO the other way about (2001, 2003), where version 1 misprints 2003 as 2093.
- H was called Hoge Kamp and had another code before 2014-01-01.
- F is split over A (3001, by postcode), E (4001, by postcode and place) and B (4002, by place)
  on 2018-01-01. The last names no postcode, so no share of this split is known.
- E and H merge into G on 2019-01-01, across two SWVs in both sectors.
- 2004 went from D to B on a day nobody knows (seen on maps, 2017-01-01 is a guess).
- On 2016-01-01 A gave B ground, which is unknown. B into A on 2027-01-01 is not confirmed.
- 5004 reads Europoort where codes belong; 4004 is newer than the law.
- 5001 went from PO9001 to PO9002 between the versions of 2013 and 2015.
- E, F and H lie in provincie PV91, the others in PV90.
- B changed jeugdregio in an unknown year; PO0001 and VO0001 have no territory.
"""

from __future__ import annotations

from datetime import date

from regio.bronnen.lezen import BESTANDEN, MANIFEST
from regio.bronnen.rijen import (
    Aandachtspunt,
    AliasRij,
    BouwsteenRij,
    Bron,
    Conceptwijziging,
    Correctie,
    DeelRij,
    Feiten,
    GemeenteJeugdregioRij,
    GemeenteRij,
    HerindelingRij,
    JeugdregioRij,
    NieuwePostcode,
    OppervlakteRij,
    Postcode2014Rij,
    PostcodeRij,
    ProvincieRij,
    RegelingPostcode,
    RegelingRij,
    RmcRij,
    SwvRij,
    Versie,
    Wijziging,
    WisselRij,
)

V1, V2, V3 = date(2013, 1, 1), date(2013, 10, 1), date(2015, 4, 23)
BEGIN = date(2011, 1, 1)
A, B, C, D, E, F = (f"GM900{nr}" for nr in range(1, 7))
H_OUD, H, G = "GM9008", "GM9018", "GM9020"
NAMEN = {
    A: "Aadorp",
    B: "Bovenveen",
    C: "Côrtenhof",
    D: "'s-Diepwijk",
    E: "Eksloo",
    F: "Foort",
    H_OUD: "Hoge Kamp",
    H: "Hogekamp",
    G: "Gravenmeer",
}
BESTAAT = {E: (BEGIN, date(2019, 1, 1)), F: (BEGIN, date(2018, 1, 1)), H_OUD: (BEGIN, date(2014, 1, 1))}
BESTAAT |= {H: (date(2014, 1, 1), date(2019, 1, 1))}
NIEUW = "4004"

# PC4: gemeente of 2015, main place, codes of the table of 2015.
GROND = {
    "1001": (A, "Aadorp", "PO9001", "VO9001"),
    "1002": (A, "Aadorp", "PO9001", "VO9001"),
    "1003": (B, "Bovenveen", "PO9001", "VO9001"),
    "1004": (B, "Bovenveen", "PO9001", "VO9001"),
    "2001": (A, "Westaa", "PO9002", "VO9002"),
    "2002": (C, "Côrtenhof", "PO9002", "VO9001"),
    "2003": (A, "Oostaa", "PO9002", "VO9002"),
    "2004": (D, "Diepveen", "PO9002", "VO9002"),
    "3001": (F, "Foort", "PO9001", "VO9001"),
    "3002": (A, "Zuidaa", "PO9002", "VO9001"),
    "3003": (D, "'s-Diepwijk", "PO9002", "VO9002"),
    "3004": (D, "'s-Diepwijk", "PO9002", "VO9002"),
    "4001": (F, "Westfoort", "PO9001", "VO9001"),
    "4002": (F, "Middenfoort", "PO9001", "VO9001"),
    "4003": (B, "Uithoek", "PO9001", "VO9001"),
    "4004": (H, "", "PO9002", "VO9002"),
    "5001": (E, "Eksloo", "PO9002", "VO9001"),
    "5002": (E, "Eksloo", "PO9001", "VO9001"),
    "5003": (H, "Hoge Kamp", "PO9002", "VO9002"),
    "5004": (H, "Havens", "Europoort", "Europoort"),
}
# Sector, SWV, gemeente, postcodes with, postcodes without: the lists of 2013.
LIJST: tuple[tuple[str, str, str, str, str], ...] = (
    ("PO", "PO9001", A, "1001 1002", ""),
    *(("PO", "PO9001", gemeente, "", "") for gemeente in (B, E, F)),
    ("PO", "PO9002", A, "", "1001 1002"),
    *(("PO", "PO9002", gemeente, "", "") for gemeente in (C, D, H_OUD)),
    ("VO", "VO9001", A, "", "2001 2003"),
    *(("VO", "VO9001", gemeente, "", "") for gemeente in (B, C, E, F)),
    ("VO", "VO9002", A, "2001 2003", ""),
    *(("VO", "VO9002", gemeente, "", "") for gemeente in (D, H_OUD)),
)
JEUGD = {A: "JZ91", B: "JZ91", C: "JZ91", D: "JZ92", E: "JZ91", F: "JZ91", H: "JZ92", G: "JZ92"}


def mini_nederland() -> Feiten:
    """All facts of mini-Nederland."""
    return Feiten(
        bronnen=_bronnen(),
        versies=_versies(),
        regeling_rijen=(*_lijst(V1, drukfout=True), *_lijst(V2, drukfout=False)),
        regeling_postcodes=_tabel(),
        correcties=(Correctie("M1", V1, "VO", "VO9002, Aadorp", "2093", "2003", True, "2093 bestaat niet."),),
        wijzigingen=_wijzigingen(),
        concept_2011=(Conceptwijziging(1, "VO", "niets", "", "", "", "aanname", "verzonnen"),),
        aandachtspunten=(Aandachtspunt("A1", "VO", (D,), date(2018, 8, 1), "Let op Diepwijk.", "de krant"),),
        swvs=_swvs(),
        nieuwe_postcodes=(NieuwePostcode(NIEUW, H, NAMEN[H], "PO9002", "VO9002", 40),),
        gemeenten=tuple(_gemeente(code, naam) for code, naam in NAMEN.items()),
        aliassen=(AliasRij(D, NAMEN[D], "Diepwijk", "spreektaal"),),
        herindelingen=_herindelingen(),
        jeugdregios=(JeugdregioRij("JZ91", "Noord", "2015 2025", ""), JeugdregioRij("JZ92", "Zuid", "2015 2025", "")),
        gemeente_jeugdregio=_leden(),
        wissels=(WisselRij(B, NAMEN[B], "JZ91", "JZ92", date(2016, 1, 1), date(2025, 1, 1), ""),),
        rmc=(RmcRij(date(2012, 8, 1), "wet", 1, "Mini", A, NAMEN[A], False),),
        postcodes=_postcodes(),
        postcodes_2014=_postcodes_2014(),
        delen=_delen(),
        bouwstenen=_bouwstenen(),
        oppervlakten=_oppervlakten(),
        provincies=(ProvincieRij("PV90", "Noordmini"), ProvincieRij("PV91", "Zuidmini")),
    )


def _bronnen() -> tuple[Bron, ...]:
    """A source for every table that an edition is made of."""
    alle: dict[str, date | None] = {f"swv/{versie.bestand}": versie.geldig_tot for versie in _versies()}
    alle |= {bestand: None for bestanden in BESTANDEN.values() for bestand in bestanden if bestand != MANIFEST}
    return tuple(Bron(naam, naam, "Mini", "getekend", "vrij", V1, tot, V1, "0" * 64, "") for naam, tot in alle.items())


def _versies() -> tuple[Versie, ...]:
    data = ((V1, V2, date(2012, 12, 31)), (V2, date(2014, 8, 1), V2), (V3, None, V3))
    return tuple(
        Versie(
            vanaf, vanaf, tot, per, "postcodetabel" if vanaf == V3 else "gemeentelijst", f"regeling_{vanaf}.csv", "", ""
        )
        for vanaf, tot, per in data
    )


def _lijst(versie: date, *, drukfout: bool) -> tuple[RegelingRij, ...]:
    uit: list[RegelingRij] = []
    for sector, swv, gemeente, wel, niet in LIJST:
        nummer = sum(rij.sector == sector for rij in uit) + 1
        gedrukt = wel.replace("2003", "2093") if drukfout else wel
        naam = NAMEN[gemeente]
        uit.append(RegelingRij(versie, sector, nummer, swv, naam, tuple(gedrukt.split()), tuple(niet.split()), gedrukt))
    return tuple(uit)


def _tabel() -> tuple[RegelingPostcode, ...]:
    gedrukt = ((pc4, *rij) for pc4, rij in GROND.items() if pc4 != NIEUW)
    return tuple(
        RegelingPostcode(V3, nr, pc4, NAMEN[code], po, vo) for nr, (pc4, code, _, po, vo) in enumerate(gedrukt, 1)
    )


def _wijzigingen() -> tuple[Wijziging, ...]:
    return (
        Wijziging(V2, V3, "PO", "Eksloo", "5001", "PO9001", "PO9002", "verplaatst"),
        Wijziging(V2, V3, "PO", "Hogekamp", "5004", "PO9002", "Europoort", "geen code in de tabel"),
        Wijziging(V2, V3, "VO", "Hogekamp", "5004", "VO9002", "Europoort", "geen code in de tabel"),
    )


def _swvs() -> tuple[SwvRij, ...]:
    gewoon = ("PO9001", "PO9002", "VO9001", "VO9002")
    rijen = (SwvRij(code, code[:2], "", "onbevestigd", "regeling", "", "", "", "", "") for code in gewoon)
    zonder = (SwvRij(f"{s}0001", s, "Overal", "bron", "landelijk", "", "", "nee", "", "") for s in ("PO", "VO"))
    return (*rijen, *zonder)


def _gemeente(code: str, naam: str) -> GemeenteRij:
    vanaf, tot = BESTAAT.get(code, (date(2019, 1, 1) if code == G else BEGIN, None))
    return GemeenteRij(code, naam, vanaf, tot, vanaf == BEGIN)


def herindeling(
    datum: date,
    soort: str,
    oud: str,
    nieuw: str,
    omvang: str = "geheel",
    postcodes: str = "",
    plaatsen: str = "",
    bevestigd: str = "bevestigd",
) -> HerindelingRij:
    """A transition between two gemeenten of mini-Nederland."""
    pc4s, namen = tuple(postcodes.split()), tuple(plaatsen.split())
    return HerindelingRij(
        datum, soort, oud, NAMEN[oud], nieuw, NAMEN[nieuw], omvang, pc4s, namen, "", bevestigd, "", ""
    )


def _herindelingen() -> tuple[HerindelingRij, ...]:
    op_2018, op_2019 = date(2018, 1, 1), date(2019, 1, 1)
    return (
        herindeling(date(2014, 1, 1), "naamswijziging", H_OUD, H),
        herindeling(date(2016, 1, 1), "grenscorrectie", A, B, "onbekend"),
        herindeling(date(2017, 1, 1), "grenscorrectie", D, B, "deel", "2004", bevestigd="waargenomen"),
        herindeling(op_2018, "splitsing", F, A, "deel", "3001"),
        herindeling(op_2018, "splitsing", F, E, "deel", "4001", "Westfoort"),
        herindeling(op_2018, "splitsing", F, B, "deel", "", "Middenfoort"),
        herindeling(op_2019, "samenvoeging", E, G),
        herindeling(op_2019, "samenvoeging", H, G),
        herindeling(date(2027, 1, 1), "opgaan", B, A, bevestigd="onbevestigd"),
    )


def _leden() -> tuple[GemeenteJeugdregioRij, ...]:
    uit = []
    for dag in (date(2015, 1, 1), date(2016, 1, 1), date(2025, 1, 1)):
        for code in (rij.code for rij in (_gemeente(code, naam) for code, naam in NAMEN.items()) if _op(rij, dag)):
            regio = "JZ92" if code == B and dag.year == 2025 else JEUGD[code]
            uit.append(GemeenteJeugdregioRij(dag, code, NAMEN[code], regio, "", ""))
    return tuple(uit)


def _op(rij: GemeenteRij, dag: date) -> bool:
    return rij.geldig_vanaf <= dag and (rij.geldig_tot is None or dag < rij.geldig_tot)


def punt(pc4: str) -> tuple[int, int]:
    """The point of a postcode in the drawing: RD, metres."""
    return 100_000 + 5_000 * (int(pc4[3]) - 1), 460_000 - 5_000 * (int(pc4[0]) - 1)


def _gemeente_2022(pc4: str) -> str:
    apart = {"2004": B, "3001": A, "4001": G, "4002": B}
    gemeente = GROND[pc4][0]
    return apart.get(pc4, G if gemeente in (E, H) else gemeente)


def _postcodes() -> tuple[PostcodeRij, ...]:
    return tuple(
        PostcodeRij(pc4, *punt(pc4), "pc4_2020", 10 * int(pc4[3]), 2, 3, _gemeente_2022(pc4), "", 1.0) for pc4 in GROND
    )


def _postcodes_2014() -> tuple[Postcode2014Rij, ...]:
    """The register of 2014; the school register of 2013 knows no gemeente for 5004."""
    uit = []
    for pc4, (gemeente, plaats, _, _) in GROND.items():
        if pc4 != NIEUW:
            duo = "" if pc4 == "5004" else H_OUD if gemeente == H else gemeente
            x, y = punt(pc4)
            uit.append(Postcode2014Rij(pc4, gemeente, f"W-{plaats}", plaats, "", _provincie(gemeente), 10, x, y, duo))
    return tuple(uit)


def _provincie(gemeente: str) -> str:
    return "PV91" if gemeente in (E, F, H) else "PV90"


def _oppervlakten() -> tuple[OppervlakteRij, ...]:
    """Squares of 5 km; the area of 5004 is not known, and 4004 lacks what water took."""
    return tuple(OppervlakteRij(pc4, 2300 if pc4 == "4004" else 2500) for pc4 in GROND if pc4 != "5004")


def _delen() -> tuple[DeelRij, ...]:
    per_jaar = ((jaar, code, aandeel) for jaar in (2016, 2022) for code, aandeel in ((D, 0.7), (A, 0.3)))
    ruis = DeelRij("1002", 2016, B, 0.04, 20.0)
    return (*(DeelRij("3003", jaar, code, aandeel, 500 * aandeel) for jaar, code, aandeel in per_jaar), ruis)


def _bouwstenen() -> tuple[BouwsteenRij, ...]:
    uit: list[BouwsteenRij] = []
    for pc4, (gemeente, *_) in GROND.items():
        if pc4 == "3003":
            deel = "gemeentegrens deelt de postcode: 150 ha op de grenzen van 2016 en ook in 2022"
            hoofd = "hoofddeel: de gemeente in de regeling"
            uit.append(BouwsteenRij("3003-1", pc4, 1, gemeente, V3, 0.7, hoofd))
            uit.append(BouwsteenRij("3003-2", pc4, 2, A, date(2016, 1, 1), 0.3, deel))
        else:
            per = date(2016, 1, 1) if pc4 == NIEUW else V3
            uit.append(BouwsteenRij(f"{pc4}-1", pc4, 1, gemeente, per, 1.0, "hele postcode"))
    return tuple(uit)

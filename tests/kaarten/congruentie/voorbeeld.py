"""Answers about congruence in the shape of ``api/modellen_congruentie.py``, small enough to read."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def _indeling(naam: str, titel: str, regio: str) -> Json:
    return {"naam": naam, "titel": titel, "regio": regio, "stand": None, "regios": 3, "toelichting": None}


def _grens(lengte: float, samen: float, rand: float = 0.0, onzeker: float = 0.0) -> Json:
    aandeel = samen / lengte if lengte else None
    return {"lengte": lengte, "samenvallend": samen, "aandeel": aandeel, "rand": rand, "onzeker": onzeker}


def _partner(code: str, gewicht: float, aandeel: float | None, *, naam: str | None = None, heel: bool = False) -> Json:
    return {
        "code": code,
        "naam": naam,
        "gewicht": gewicht,
        "aandeel": aandeel,
        "aandeelVanPartner": 0.5,
        "heel": heel,
    }


def regio(code: str, oordeel: str, partners: list[Json], te_veel: float, **anders: Any) -> Json:
    """A region of A; it weighs a hundred."""
    return {
        "code": code,
        "naam": None,
        "oordeel": oordeel,
        "zeker": True,
        "gewicht": 100.0,
        "bouwstenen": 4,
        "hoofdpartner": partners[0] if partners else None,
        "aantalPartners": len(partners),
        "partners": partners,
        "inhomogeniteit": 0.1,
        "jaccard": 0.5,
        "grens": _grens(120_000.0, 57_300.0, 4_000.0),
        "teVerplaatsen": te_veel,
        "aandeelTeVerplaatsen": te_veel / 100,
        **anders,
    }


VERPLAATSING: Json = {
    "doel": "genest",
    "toelichting": "Het minste dat moet verhuizen.",
    "gewicht": 30.4,
    "aandeel": 0.1,
    "bouwstenen": 3,
    "bewezen": True,
    "gemeenten": [
        {
            "van": "PO0101",
            "naar": "PO0102",
            "gemeente": "GM0001",
            "gemeenteNaam": "<b>Klein</b>",
            "postcodes": ["1003"],
            "postcodesDeel": [],
            "gewicht": 0.4,
            "bouwstenen": 1,
        },
        {
            "van": "PO0101",
            "naar": "PO0103",
            "gemeente": "GM0002",
            "gemeenteNaam": "Groot",
            "postcodes": ["1001", "1002", "1000"],
            "postcodesDeel": ["1009"],
            "gewicht": 30.0,
            "bouwstenen": 2,
        },
    ],
}
KOP: Json = {
    "geldigOp": "2015-04-23",
    "grensbron": "schets",
    "indeling": _indeling("PO", "samenwerkingsverbanden PO", "samenwerkingsverband"),
    "met": {**_indeling("jeugdregio-2015", "jeugdregio's van 2015", "jeugdregio"), "stand": "2015-01-01"},
    "weging": {
        "naam": "kinderen",
        "titel": "kinderen van 4 tot en met 11 jaar",
        "eenheid": "kinderen",
        "toelichting": "Geschat op 2021-01-01.",
        "verdeelregel": "Naar oppervlakte.",
        "jaar": 2021,
        "totaal": 12_345.0,
        "zonderGegevens": 2,
    },
    "opmerkingen": [{"code": "iets", "tekst": "Let op sinds 2015-01-01."}],
    "regeling": None,
    "herkomst": [
        {
            "wat": "gemeenten",
            "bestand": "x.csv",
            "vindplaats": "rij 1",
            "autoriteit": "CBS",
            "jaar": 2021,
            "licentie": "CC BY 4.0",
            "naamsvermelding": "© Kadaster / Centraal Bureau voor de Statistiek, 2021",
            "sha256": "0" * 64,
        }
    ],
}
REGIOS: list[Json] = [
    regio("PO0101", "doorsneden", [_partner("JZ01", 70.0, 0.7, naam="Noord"), _partner("JZ02", 30.0, 0.3)], 30.0),
    regio("PO0102", "identiek", [_partner("JZ03", 100.0, 1.0, heel=True)], 0.0, naam="Stichting <i>Rijk</i>"),
    regio("PO0103", "binnen", [_partner("JZ02", 100.0, 1.0)], 0.0, zeker=False, grens=_grens(0.0, 0.0)),
]
PAAR: Json = {
    **KOP,
    "conclusie": ["Van de 3 past er 1 niet.", "Gemeten op 2015-04-23."],
    "maten": {
        "homogeniteit": 0.8,
        "volledigheid": 0.9,
        "v": 0.85,
        "vMin": 0.84,
        "vMax": 0.86,
        "jaccardA": 0.5,
        "jaccardAGewogen": 0.6,
        "jaccardB": 0.7,
        "jaccardBGewogen": 0.8,
    },
    "oordelen": {"identiek": 1, "unie": 0, "binnen": 1, "doorsneden": 1, "zonderGebied": 0, "onbekend": 0},
    "grens": {
        "bron": "schets",
        "toelichting": "Gemeten in meters.",
        "indeling": _grens(3_098_713.4, 1_693_842.0, 2_210_513.0, 29_458.6),
        "met": _grens(0.0, 0.0),
    },
    "buiten": {"bouwstenen": 1, "gewicht": 5.0, "aandeel": 0.001, "redenen": [{"code": "x", "tekst": "Europoort."}]},
    "verplaatsingen": [VERPLAATSING],
    "regios": REGIOS,
}
REGIO: Json = {
    **KOP,
    "conclusie": ["PO0101 wordt doorsneden."],
    "regio": REGIOS[0],
    "verplaatsingen": [{**VERPLAATSING, "doel": "binnen"}],
}


def punt(vanaf: str, tot: str | None, v: float, verschil: float | None, **anders: Any) -> Json:
    """A point in time, certain unless said otherwise."""
    return {
        "vanaf": vanaf,
        "tot": tot,
        "v": v,
        "vMin": v,
        "vMax": v,
        "homogeniteit": v,
        "volledigheid": v,
        "oordelen": PAAR["oordelen"],
        "grensaandeel": 0.5,
        "verschil": verschil,
        "band": False,
        "kenmerk": None,
        "gebeurtenissen": [],
        **anders,
    }


REEKS: Json = {
    "grensbron": "schets",
    "indeling": "PO",
    "weging": KOP["weging"],
    "conclusie": ["Het werd beter."],
    "reeksen": [
        {
            "indeling": "PO",
            "met": "jeugdregio",
            "titel": "jeugdregio's van de dag zelf",
            "punten": [
                punt("2013-01-01", "2015-04-23", 0.877, None, kenmerk="met de regio's van 2015"),
                punt("2015-04-23", None, 0.8812, 0.0042, gebeurtenissen=["Versie van 2015-04-23."]),
            ],
        },
        {
            "indeling": "PO",
            "met": "jeugdregio-2015",
            "titel": "jeugdregio's van <2015>",
            "punten": [
                punt("2013-01-01", "2019-01-01", 0.877, None),
                punt("2019-01-01", None, 0.9, None, vMin=0.874, vMax=0.879, band=True, gebeurtenissen=["Herindeling."]),
            ],
        },
    ],
    "opmerkingen": [],
    "herkomst": [],
}

"""A scenario as CSV: its moves, the whole table of its picture, and the annex as the regeling would print it.

RFC 4180, UTF-8, commas, a header in Dutch. The CSV of moves comes back by ``regio.scenario.invoer``
exactly as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regio.csvcel import csv_tekst
from regio.scenario.beeld import LAGEN, Basis, Beeld
from regio.scenario.lagen import Codes, uitgeschreven
from regio.scenario.zetten import SECTOREN, Grond, Herindeel, Zet, als_json

KOLOMMEN = (
    *("zet", "soort", "sector", "van", "naar", "nieuw", "code", "naam", "datum"),
    *("gemeente", "postcodes", "bouwstenen", "aanname", "notitie"),
)
TABELKOP = (
    *("bouwsteen", "postcode", "gemeente", "gemeente_naam", "po", "po_naam", "vo", "vo_naam"),
    *("gewijzigd", "was_gemeente", "was_po", "was_vo"),
)
BIJLAGEKOP = (
    *("rij", "postcode", "gemeente", "po", "vo", "gewijzigd", "was_gemeente", "was_po", "was_vo"),
    "in_regeling",
)


def zetten_csv(zetten: Iterable[Zet]) -> str:
    """Moves as CSV: a row per move, and one more for every further part of a herindeling."""
    return csv_tekst(KOLOMMEN, zetrijen(zetten))


def zetrijen(zetten: Iterable[Zet]) -> list[list[str]]:
    """The rows of that, a cell per column of ``KOLOMMEN``, with every text as it was typed."""
    return [rij for nummer, zet in enumerate(zetten, 1) for rij in _zetrijen(nummer, zet)]


def tabel_csv(beeld: Beeld) -> str:
    """Every bouwsteen with its gemeente and SWVs; several possible codes stand between bars."""
    nu, toen = _kolommen(beeld), _kolommen(beeld.basis.beeld)
    rijen = (
        [
            beeld.basis.ids[nr],
            beeld.basis.pc4s[nr],
            *_met_namen(beeld, [codes[nr] for codes in nu]),
            *_was(nu, toen, nr),
        ]
        for nr in range(len(beeld.basis.ids))
    )
    return csv_tekst(TABELKOP, rijen)


def bijlage_csv(beeld: Beeld) -> str:
    """The annex as CSV."""
    return csv_tekst(BIJLAGEKOP, bijlagerijen(beeld))


def bijlagerijen(beeld: Beeld) -> list[list[str]]:
    """The annex in the shape of 2015: the printed row, postcode, gemeente by name, PO and VO, changed rows marked.

    A cell per column of ``BIJLAGEKOP``. A postcode has one row; when its parts have several SWVs, one
    per gemeente and SWVs. What the version does not list has no number and ``nee`` at the end.
    """
    nu, toen = _kolommen(beeld), _kolommen(beeld.basis.beeld)
    return [
        [
            _rijnummer(beeld.basis, nr),
            beeld.basis.pc4s[nr],
            _gemeentenamen(beeld, nu[0][nr]),
            *_swvs(beeld, nu, nr),
            *_was_op_naam(beeld, nu, toen, nr),
            "ja" if beeld.basis.in_regeling[nr] else "nee",
        ]
        for delen in beeld.basis.op_pc4.values()
        for nr in _rijen_van(nu, delen)
    ]


def _rijnummer(basis: Basis, nummer: int) -> str:
    rij = int(basis.rijnummers[nummer])
    return str(rij) if rij else ""


def _zetrijen(nummer: int, zet: Zet) -> Iterable[list[str]]:
    delen = zet.delen if isinstance(zet, Herindeel) else (getattr(zet, "grond", Grond()),)
    for volg, deel in enumerate(delen):
        cellen = {**(_cellen(zet) if volg == 0 else {"soort": zet.soort}), **_grondcellen(deel), "zet": str(nummer)}
        yield [cellen.get(kolom, "") for kolom in KOLOMMEN]


def _cellen(zet: Zet) -> dict[str, str]:
    velden = als_json(zet)
    uit = {naam: waarde for naam, waarde in velden.items() if isinstance(waarde, str)}
    if isinstance(velden.get("van"), list):
        uit["van"] = " ".join(velden["van"])
    return {**uit, "aanname": "ja" if zet.aanname else "nee"}


def _grondcellen(grond: Grond) -> dict[str, str]:
    postcodes, bouwstenen = " ".join(grond.postcodes), " ".join(grond.bouwstenen)
    return {"gemeente": grond.gemeente or "", "postcodes": postcodes, "bouwstenen": bouwstenen}


def _kolommen(beeld: Beeld) -> list[list[Codes]]:
    """The codes of every bouwsteen: gemeente, PO, VO."""
    return [uitgeschreven(beeld.lagen[laag]) for laag in ("gemeente", *SECTOREN)]


def _met_namen(beeld: Beeld, codes: Iterable[Codes]) -> list[str]:
    return [cel for een in codes for cel in ("|".join(een), "|".join(beeld.namen.get(code) or "" for code in een))]


def _was(nu: list[list[Codes]], toen: list[list[Codes]], nummer: int) -> list[str]:
    """Whether a row is changed, and for each layer that is, what it was."""
    was = ["|".join(oud[nummer]) if oud[nummer] != nieuw[nummer] else None for oud, nieuw in zip(toen, nu, strict=True)]
    return ["nee" if was == [None] * len(LAGEN) else "ja", *(cel or "" for cel in was)]


def _was_op_naam(beeld: Beeld, nu: list[list[Codes]], toen: list[list[Codes]], nummer: int) -> list[str]:
    """The same with the gemeente as the base names it."""
    gewijzigd, gemeente, *swvs = _was(nu, toen, nummer)
    return [gewijzigd, gemeente and _gemeentenamen(beeld.basis.beeld, toen[0][nummer]), *swvs]


def _gemeentenamen(beeld: Beeld, codes: Codes) -> str:
    return "|".join(beeld.namen.get(code) or code for code in codes)


def _swvs(beeld: Beeld, nu: list[list[Codes]], nummer: int) -> list[str]:
    """The cells for PO and VO: the code, or what the version prints in its place."""
    uit = []
    for sector, codes in zip(SECTOREN, nu[1:], strict=True):
        uit.append("|".join(codes[nummer]) or beeld.basis.gedrukt[sector].get(nummer, ""))
    return uit


def _rijen_van(nu: list[list[Codes]], delen: Sequence[int]) -> list[int]:
    """The bouwstenen of a postcode that get a row: the hoofddeel, and one per gemeente and SWVs when these differ."""
    if len({(nu[1][nummer], nu[2][nummer]) for nummer in delen}) == 1:
        return list(delen[:1])
    eerste: dict[tuple[Codes, ...], int] = {}
    for nummer in delen:
        eerste.setdefault(tuple(kolom[nummer] for kolom in nu), nummer)
    return list(eerste.values())

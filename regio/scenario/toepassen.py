"""Making moves: each on the picture that the moves before it made.

A move is made whole or not at all. What is wrong with one is told with the index of the move, all
faults of all moves at once; a fault that only follows from an earlier move that could not be made
is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Beeld
from regio.scenario.grond import genoemd, ids_van, zoek_grond, zoek_swv_grond
from regio.scenario.lagen import Nummers, anders, met_grond, misschien_in, neergezet, opgegaan, zeker_in
from regio.scenario.lezen import Gebrek, Gebreken, Gelezen, Rest, opgesomd
from regio.scenario.zetten import SECTOREN, Herindeel, Hernoem, Nieuw, Splits, Verplaats, VoegSamen, Zet

NIETS = "niets-verandert"


@dataclass(frozen=True, slots=True)
class Stap:
    """A move with the picture after it; one with ``gebreken`` was not made and left the picture as it was.

    ``gevolg``: its faults only follow from an earlier move that was not made.
    """

    zet: Zet
    beeld: Beeld
    gebreken: tuple[Gebrek, ...] = ()
    gevolg: bool = False


def speel(begin: Beeld, zetten: Iterable[Zet], plek: str = "body") -> Beeld:
    """The picture after all moves; raises Vraagfout with every fault and the index of its move."""
    stappen = doorloop(begin, zetten)
    fouten = fouten_van(stappen, plek)
    if fouten:
        raise Vraagfout(*fouten)
    return stappen[-1].beeld if stappen else begin


def speel_gelezen(begin: Beeld, gelezen: Gelezen, plek: str = "body") -> Beeld:
    """The picture after moves that were read; raises Vraagfout with every fault of form and of making them."""
    if not gelezen.fouten:
        return speel(begin, gelezen.zetten, plek)
    gevonden = enumerate(nagegaan(begin, gelezen.delen))
    ook = (gebrek.als_fout(nummer, plek) for nummer, lijst in gevonden for gebrek in lijst)
    raise Vraagfout(*sorted((*gelezen.fouten, *ook), key=lambda fout: fout.zet or 0))


def nagegaan(begin: Beeld, delen: Iterable[Zet | Rest]) -> list[list[Gebrek]]:
    """What is wrong with every move on the picture that those before it make, beside faults of form.

    Of a move that could not be read it is what can be looked up of its ground and codes. What may only follow from
    an earlier move that could not be made or read is not told.
    """
    beeld, uit = begin, list[list[Gebrek]]()
    beloofd, open_ = set[str](), set[str]()
    for deel in delen:
        gebreken: Sequence[Gebrek] = ()
        maakt = set[str]()
        if isinstance(deel, Rest):
            gebreken, maakt = _rest_gebreken(beeld, deel), deel.maakt
        else:
            try:
                beeld = pas_toe(beeld, deel)
            except Gebreken as fout:
                gebreken, maakt = fout.lijst, _gemaakt(deel)
        uit.append([een for een in gebreken if een.over not in beloofd and not _rust_op(een, deel) & open_])
        beloofd |= maakt
        open_ |= _raakt(deel) if isinstance(deel, Rest) else set()
    return uit


def _rest_gebreken(beeld: Beeld, rest: Rest) -> list[Gebrek]:
    """What can be looked up of a move that could not be read."""
    gebreken = [gebrek for veld, grond in rest.bronnen for gebrek in zoek_grond(beeld, grond, veld)[1]]
    # Without postcodes that could not be read, a gemeente is not said to be whole.
    uit = [gebrek for gebrek in gebreken if gebrek.code != "gemeente-zonder-grond"]
    for code, veld in rest.bestaande.items():
        uit += _moet_bestaan(beeld, code, veld)
    if rest.soort == "herindeel":
        naar, dag = rest.velden.get("naar"), rest.velden.get("datum")
        uit += _datumgebrek(beeld, dag) if dag else []
        uit += _naamgebrek(beeld, naar) if naar and "naam" not in rest.velden else []
    elif rest.soort and rest.velden.get("nieuw"):
        uit += _moet_nieuw_zijn(beeld, rest.velden["nieuw"])
    return uit


def _sectoren(deel: Zet | Rest) -> set[str]:
    """The sectors that a move is about; both where that could not be read."""
    sector = deel.velden.get("sector") if isinstance(deel, Rest) else getattr(deel, "sector", "")
    return {sector} if sector else set(SECTOREN)


def _raakt(rest: Rest) -> set[str]:
    """What a move that could not be read leaves open: layers, and in which sectors SWVs end (``einde PO``)."""
    if rest.soort == "herindeel":
        return {"gemeente"}
    uit = _sectoren(rest)
    uit |= _einde(rest) if rest.soort in ("", "voegsamen") else set()
    return uit if rest.soort else uit | {"gemeente"}


def _einde(deel: Zet | Rest) -> set[str]:
    return {f"einde {sector}" for sector in _sectoren(deel)}


def _rust_op(gebrek: Gebrek, deel: Zet | Rest) -> set[str]:
    """What must be known to be sure of a fault, in the same words."""
    if gebrek.code.endswith("-onbekend") or gebrek.code in ("zonder-gebied", "datum-te-vroeg"):
        return set()
    if deel.soort == "herindeel" or gebrek.code in ("niet-in-gemeente", "gemeente-zonder-grond"):
        return {"gemeente"}
    return _einde(deel) if gebrek.code == "bestaat-al" else _sectoren(deel) | {"gemeente"}


def fouten_van(stappen: Sequence[Stap], plek: str = "body") -> list[Fout]:
    """Every fault of moves that were not made, but those that only follow from another."""
    genummerd = ((nummer, stap) for nummer, stap in enumerate(stappen) if not stap.gevolg)
    return [gebrek.als_fout(nummer, plek) for nummer, stap in genummerd for gebrek in stap.gebreken]


def doorloop(begin: Beeld, zetten: Iterable[Zet]) -> list[Stap]:
    """Make the moves that can be made, in order."""
    beeld, uit = begin, list[Stap]()
    beloofd = set[str]()
    for zet in zetten:
        try:
            beeld = pas_toe(beeld, zet)
            uit.append(Stap(zet, beeld))
        except Gebreken as fout:
            gevolg = all(gebrek.over in beloofd for gebrek in fout.lijst)
            uit.append(Stap(zet, beeld, fout.lijst, gevolg))
            beloofd |= _gemaakt(zet)
    return uit


def pas_toe(beeld: Beeld, zet: Zet) -> Beeld:
    """The picture after one move; raises Gebreken with every reason why it cannot be made."""
    if isinstance(zet, Herindeel):
        return _herindeel(beeld, zet)
    if isinstance(zet, VoegSamen):
        return _voegsamen(beeld, zet)
    if isinstance(zet, Hernoem):
        return _hernoem(beeld, zet)
    if isinstance(zet, Verplaats):
        return _verplaats(beeld, zet)
    return _nieuw(beeld, zet)


def _gemaakt(zet: Zet) -> set[str]:
    """The codes that a move would have brought into being."""
    if isinstance(zet, Splits | Nieuw):
        return {zet.nieuw}
    return {zet.naar} if isinstance(zet, Herindeel) else set()


def _stop_bij(gebreken: Sequence[Gebrek]) -> None:
    if gebreken:
        raise Gebreken(*gebreken)


def _verplaats(beeld: Beeld, zet: Verplaats) -> Beeld:
    nummers, gebreken = zoek_swv_grond(beeld, zet.grond)
    _stop_bij([*gebreken, *_moet_bestaan(beeld, zet.naar, "naar")])
    laag = neergezet(beeld.lagen[zet.sector], nummers, zet.naar)
    if not anders(beeld.lagen[zet.sector], laag).size:
        raise Gebreken(Gebrek("", NIETS, f"deze grond ligt al in {beeld.noem(zet.naar)}."))
    return beeld.met(zet.sector, laag, beeld.namen)


def _voegsamen(beeld: Beeld, zet: VoegSamen) -> Beeld:
    van = [gebrek for nr, code in enumerate(zet.van) for gebrek in _moet_bestaan(beeld, code, f"van[{nr}]")]
    zelf = [Gebrek("naar", "overlap", f"{zet.naar} staat ook bij van.")] if zet.naar in zet.van else []
    _stop_bij([*van, *_moet_bestaan(beeld, zet.naar, "naar"), *zelf])
    namen = {code: naam for code, naam in beeld.namen.items() if code not in zet.van}
    return beeld.met(zet.sector, opgegaan(beeld.lagen[zet.sector], zet.van, zet.naar), namen)


def _hernoem(beeld: Beeld, zet: Hernoem) -> Beeld:
    _stop_bij(_moet_bestaan(beeld, zet.code, "code"))
    naam = zet.naam or None
    if beeld.namen[zet.code] == naam:
        raise Gebreken(Gebrek("naam", NIETS, f"{zet.code} heet al zo."))
    return beeld.met(zet.sector, beeld.lagen[zet.sector], {**beeld.namen, zet.code: naam})


def _nieuw(beeld: Beeld, zet: Splits | Nieuw) -> Beeld:
    """A new SWV, from one other (``splits``) or from any (``nieuw``)."""
    nummers, gebreken = zoek_swv_grond(beeld, zet.grond)
    gebreken += _moet_nieuw_zijn(beeld, zet.nieuw)
    oud = beeld.lagen[zet.sector]
    if isinstance(zet, Splits):
        bron = _moet_bestaan(beeld, zet.van, "van")
        gebreken += bron or (_niet_erin(beeld, zet, nummers) if not gebreken else [])
    _stop_bij(gebreken)
    laag = neergezet(oud, nummers, zet.nieuw)
    if isinstance(zet, Splits) and not (zeker_in(laag, zet.van).size or misschien_in(laag, zet.van).size):
        zin = f"er blijft geen grond over voor {beeld.noem(zet.van)}; laat een deel staan."
        raise Gebreken(Gebrek("grond", "niets-over", zin))
    return beeld.met(zet.sector, laag, {**beeld.namen, zet.nieuw: zet.naam or None})


def _herindeel(beeld: Beeld, zet: Herindeel) -> Beeld:
    gevonden = [zoek_grond(beeld, deel, f"delen[{nr}]") for nr, deel in enumerate(zet.delen)]
    gebreken = [*_datumgebrek(beeld, zet.datum), *(gebrek for _, lijst in gevonden for gebrek in lijst)]
    gebreken += [] if zet.naam else _naamgebrek(beeld, zet.naar)
    _stop_bij(gebreken or _dubbele_grond(beeld, [nummers for nummers, _ in gevonden]))
    laag = beeld.lagen["gemeente"]
    losse = [nummers for deel, (nummers, _) in zip(zet.delen, gevonden, strict=True) if not deel.geheel]
    if losse:
        laag = neergezet(laag, np.concatenate(losse), zet.naar)
    geheel = {str(deel.gemeente) for deel in zet.delen if deel.geheel} - {zet.naar}
    laag = opgegaan(laag, geheel, zet.naar)
    namen = _namen_na(beeld, zet, met_grond(laag))
    _stop_bij(_naam_van_een_ander(namen, zet))
    nieuw = beeld.met("gemeente", laag, namen)
    if not anders(beeld.lagen["gemeente"], laag).size and nieuw.namen == beeld.namen:
        raise Gebreken(Gebrek("", NIETS, f"deze grond ligt al in {beeld.noem(zet.naar)}."))
    return nieuw


def _namen_na(beeld: Beeld, zet: Herindeel, over: frozenset[str]) -> dict[str, str | None]:
    """The names that are left: a gemeente without any ground is no more."""
    namen = {code: naam for code, naam in beeld.namen.items() if not code.startswith("GM") or code in over}
    namen[zet.naar] = zet.naam or beeld.namen.get(zet.naar)
    return namen


def _naam_van_een_ander(namen: Mapping[str, str | None], zet: Herindeel) -> list[Gebrek]:
    """Two gemeenten of one name cannot be told apart in the annex, which names no codes."""
    ander = next((code for code, naam in namen.items() if zet.naam and naam == zet.naam and code != zet.naar), None)
    if ander is None or not ander.startswith("GM"):
        return []
    zin = f"{ander} heet al {zet.naam}; geef een andere naam, of kies {ander} als gemeente waar de grond bij komt."
    return [Gebrek("naam", "bestaat-al", zin)]


def _naamgebrek(beeld: Beeld, naar: str) -> list[Gebrek]:
    """What is wrong with a herindeling that gives no name."""
    if beeld.bestaat(naar):
        return []
    return [Gebrek("naam", "ontbreekt", f"{naar} is nieuw; geef de gemeente een naam.")]


def _datumgebrek(beeld: Beeld, datum: date) -> list[Gebrek]:
    peildatum = beeld.basis.peildatum
    if datum.isoformat() >= peildatum:
        return []
    zin = f"{datum.isoformat()} ligt voor de peildatum {peildatum}; kies die dag of een latere."
    return [Gebrek("datum", "datum-te-vroeg", zin)]


def _dubbele_grond(beeld: Beeld, stukken: Sequence[Nummers]) -> list[Gebrek]:
    nummers, keren = np.unique(np.concatenate(stukken), return_counts=True)
    dubbel = ids_van(beeld, nummers[keren > 1].tolist())
    if not dubbel:
        return []
    return [Gebrek("delen", "overlap", f"deze grond staat in meer dan één deel: {opgesomd(dubbel)}.")]


def _moet_bestaan(beeld: Beeld, code: str, veld: str) -> list[Gebrek]:
    if beeld.bestaat(code):
        return []
    if code in beeld.basis.landelijk:
        zin = f"{code} is landelijk en heeft geen eigen gebied; kies een ander verband."
        return [Gebrek(veld, "zonder-gebied", zin)]
    if code in beeld.basis.namen:
        return [Gebrek(veld, "swv-onbekend", f"{code} bestaat niet meer: een eerdere zet liet het opgaan.", code)]
    return [Gebrek(veld, "swv-onbekend", f"{code} bestaat niet op {beeld.basis.peildatum}.", code)]


def _moet_nieuw_zijn(beeld: Beeld, code: str) -> list[Gebrek]:
    if not beeld.bestaat(code) and code not in beeld.basis.landelijk:
        return []
    return [Gebrek("nieuw", "bestaat-al", f"{code} bestaat al; kies een andere code voor het nieuwe verband.")]


def _niet_erin(beeld: Beeld, zet: Splits, nummers: Nummers) -> list[Gebrek]:
    buiten = genoemd(beeld, np.setdiff1d(nummers, zeker_in(beeld.lagen[zet.sector], zet.van)).tolist())
    if not buiten:
        return []
    zin = f"niet alle grond ligt (zeker) in {beeld.noem(zet.van)}: {opgesomd(buiten)}."
    return [Gebrek("grond", "niet-in-verband", zin)]

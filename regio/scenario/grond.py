"""Finding the bouwstenen that a move names, in the picture on which it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from regio.scenario.beeld import Beeld
from regio.scenario.lagen import Nummers, zeker_in
from regio.scenario.lezen import Gebrek, opgesomd
from regio.scenario.zetten import Grond

Vondst = tuple[Nummers, list[Gebrek]]


def zoek_grond(beeld: Beeld, grond: Grond, veld: str = "grond") -> Vondst:
    """The bouwstenen of some ground, ascending, and what is wrong with how it was named.

    A gemeente is the ground that certainly lies in it; a postcode is all its parts, or with a gemeente
    those in that gemeente.
    """
    if grond.bouwstenen:
        return _bij_naam(beeld.basis.op_id, grond.bouwstenen, f"{veld}.bouwstenen")
    gebreken = gemeente_gebreken(beeld, grond.gemeente, f"{veld}.gemeente")
    eigen = zeker_in(beeld.lagen["gemeente"], grond.gemeente) if grond.gemeente else None
    if not grond.postcodes:
        if not gebreken and eigen is not None and not eigen.size:
            gebreken.append(_niets_zeker(beeld, grond, veld))
        return (_geen() if eigen is None else eigen), gebreken
    nummers, onbekend = _van_postcodes(beeld, grond.postcodes, f"{veld}.postcodes")
    if eigen is None or gebreken:
        return nummers, gebreken + onbekend
    binnen = np.intersect1d(nummers, eigen)
    return binnen, onbekend + _niet_in(beeld, grond, binnen, f"{veld}.postcodes")


def zoek_swv_grond(beeld: Beeld, grond: Grond) -> Vondst:
    """The bouwstenen of ground that goes to another SWV: as ``zoek_grond``, but of a gemeente whole postcodes.

    Since 2015 the law lists every postcode whole under one gemeente, that of its hoofddeel. So with a gemeente go the
    postcodes listed under it, also what lies of those across its border, and no parts of postcodes listed elsewhere.
    The versions of 2013 list gemeenten: there it is what lies in the gemeente.
    """
    nummers, gebreken = zoek_grond(beeld, grond)
    if gebreken or not grond.geheel or not beeld.basis.per_postcode:
        return nummers, gebreken
    hele = _hele_postcodes(beeld, nummers[beeld.basis.hoofddeel[nummers]])
    return hele, [] if hele.size else [_niets_zeker(beeld, grond, "grond")]


def gemeente_gebreken(beeld: Beeld, code: str | None, veld: str) -> list[Gebrek]:
    """What is wrong with a code as that of a gemeente of this picture."""
    if code is None or beeld.bestaat(code):
        return []
    rij = beeld.basis.gemeenten.get(code)
    if rij is None:
        zin = f"gemeente {code} is niet bekend."
    elif rij["geldig_tot"] and rij["geldig_tot"] <= beeld.basis.peildatum:
        zin = f"{rij['naam']} ({code}) bestaat sinds {rij['geldig_tot']} niet meer."
    else:
        zin = f"{rij['naam']} ({code}) bestaat niet op {beeld.basis.peildatum}, of is door een eerdere zet opgegaan."
    return [Gebrek(veld, "gemeente-onbekend", zin, code)]


def ids_van(beeld: Beeld, nummers: Iterable[int]) -> tuple[str, ...]:
    """The ids of bouwstenen."""
    return tuple(beeld.basis.ids[nummer] for nummer in nummers)


def genoemd(beeld: Beeld, nummers: Iterable[int]) -> tuple[str, ...]:
    """Ground as people name it: a postcode that is there with all its parts by itself, else the bouwstenen."""
    lijst = list(nummers)
    erin = set(lijst)
    namen = (
        beeld.basis.pc4s[nr] if erin.issuperset(beeld.basis.op_pc4[beeld.basis.pc4s[nr]]) else beeld.basis.ids[nr]
        for nr in lijst
    )
    return tuple(dict.fromkeys(namen))


def _geen() -> Nummers:
    return np.empty(0, dtype=np.intp)


def _hele_postcodes(beeld: Beeld, hoofddelen: Nummers) -> Nummers:
    postcode = beeld.basis.postcode
    mee = np.zeros(len(postcode), dtype=np.bool_)
    mee[postcode[hoofddelen]] = True
    return np.flatnonzero(mee[postcode])


def _bij_naam(op_naam: Mapping[str, int], namen: tuple[str, ...], veld: str) -> Vondst:
    onbekend = [naam for naam in namen if naam not in op_naam]
    nummers = np.array(sorted(op_naam[naam] for naam in namen if naam in op_naam), dtype=np.intp)
    return nummers, _onbekend(onbekend, veld, "bouwsteen")


def _van_postcodes(beeld: Beeld, postcodes: tuple[str, ...], veld: str) -> Vondst:
    op_pc4 = beeld.basis.op_pc4
    onbekend = [pc4 for pc4 in postcodes if pc4 not in op_pc4]
    nummers = sorted(nummer for pc4 in postcodes for nummer in op_pc4.get(pc4, ()))
    return np.array(nummers, dtype=np.intp), _onbekend(onbekend, veld, "postcode")


def _onbekend(namen: list[str], veld: str, soort: str) -> list[Gebrek]:
    if not namen:
        return []
    zin = f"{opgesomd(sorted(namen))} {'is' if len(namen) == 1 else 'zijn'} niet bekend als {soort}."
    return [Gebrek(veld, f"{soort}-onbekend", zin)]


def _niet_in(beeld: Beeld, grond: Grond, binnen: Nummers, veld: str) -> list[Gebrek]:
    gevonden = {beeld.basis.pc4s[nummer] for nummer in binnen.tolist()}
    buiten = sorted({pc4 for pc4 in grond.postcodes if pc4 in beeld.basis.op_pc4} - gevonden)
    if not buiten:
        return []
    werkwoord = "ligt" if len(buiten) == 1 else "liggen"
    zin = f"{opgesomd(buiten)} {werkwoord} niet (zeker) in {beeld.noem(str(grond.gemeente))}."
    return [Gebrek(veld, "niet-in-gemeente", zin)]


def _niets_zeker(beeld: Beeld, grond: Grond, veld: str) -> Gebrek:
    naam = beeld.noem(str(grond.gemeente))
    zin = f"van geen postcode staat vast dat die in {naam} ligt; noem de postcodes zelf."
    return Gebrek(f"{veld}.gemeente", "gemeente-zonder-grond", zin)

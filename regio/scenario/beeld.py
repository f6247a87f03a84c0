"""The base of a scenario and its picture: which SWV and gemeente every bouwsteen lies in, and their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from regio.bouwsteen import bouwsteen_id
from regio.indeling import Indeling
from regio.naam import noem
from regio.regeling import POSTCODETABEL
from regio.scenario.lagen import anders, met_grond, uitgeschreven
from regio.scenario.zetten import SECTOREN
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.stand.zicht import Zicht
from regio.tijdlijn.peildatum import controleer_swv
from regio.zoeken.register import register_van

LAGEN = (*SECTOREN, "gemeente")


@dataclass(frozen=True, eq=False)
class Basis:
    """An edition on a peildatum, as far as moves need it; sequences have shape (aantal bouwstenen,).

    ``namen`` has every SWV and gemeente that exists on that day; ``landelijk`` the SWVs without ground
    of their own; ``gemeenten`` the register, former ones too, by code. ``gedrukt`` is what the version
    prints per sector and bouwsteen where a code should stand, ``rijnummers`` the row in which it lists the
    postcode (0: none, or a version that lists gemeenten), ``in_regeling`` whether it is about the postcode.
    """

    editie: str
    peildatum: str
    versie: str | None
    ids: tuple[str, ...]
    pc4s: tuple[str, ...]
    hoofddeel: NDArray[np.bool_]
    lagen: Mapping[str, Indeling]
    namen: Mapping[str, str | None]
    landelijk: frozenset[str]
    gemeenten: Mapping[str, Mapping[str, Any]]
    gedrukt: Mapping[str, Mapping[int, str]]
    rijnummers: NDArray[np.int32]
    in_regeling: NDArray[np.bool_]
    op_id: Mapping[str, int]
    op_pc4: Mapping[str, tuple[int, ...]]

    @cached_property
    def postcode(self) -> NDArray[np.intp]:
        """Per bouwsteen which postcode it is a part of, as a number."""
        nummers: NDArray[np.intp] = np.unique(np.array(self.pc4s), return_inverse=True)[1]
        return nummers

    @cached_property
    def per_postcode(self) -> bool:
        """Whether the version lists postcodes, as since 2015; those of 2013 list gemeenten."""
        return bool(self.rijnummers.any())

    @property
    def beeld(self) -> Beeld:
        """The picture before any move."""
        return Beeld(self, self.lagen, self.namen)


@dataclass(frozen=True, eq=False)
class Beeld:
    """What moves made of a base; ``lagen`` are PO, VO and gemeente, ``namen`` has every code that exists.

    Pictures are equal when every bouwsteen lies in the same, and the same exists under the same names,
    whatever moves led there.
    """

    basis: Basis
    lagen: Mapping[str, Indeling]
    namen: Mapping[str, str | None]

    def __eq__(self, ander: object) -> bool:
        if not isinstance(ander, Beeld) or self.basis.ids != ander.basis.ids:
            return False
        gelijk = all(not anders(self.lagen[laag], ander.lagen[laag]).size for laag in LAGEN)
        return gelijk and dict(self.namen) == dict(ander.namen)

    def __hash__(self) -> int:
        return hash((self.basis.ids, *(tuple(uitgeschreven(self.lagen[laag])) for laag in LAGEN)))

    def bestaat(self, code: str) -> bool:
        """Whether an SWV or gemeente exists in this picture."""
        return code in self.namen

    def verbanden(self, sector: str) -> list[str]:
        """The SWVs of a sector that exist, also those without ground, by code."""
        return sorted(code for code in self.namen if code.startswith(sector))

    def noem(self, code: str) -> str:
        """``Tynaarlo (GM1730)``, or the bare code of what has no name."""
        return noem(code, self.namen.get(code))

    def met(self, laag: str, indeling: Indeling, namen: Mapping[str, str | None]) -> Beeld:
        """The picture with one layer and the names replaced."""
        return replace(self, lagen={**self.lagen, laag: indeling}, namen=namen)


def basis_van(stand: Stand, datum: date) -> Basis:
    """The base of an edition on a day; raises Vraagfout for a day without a regeling."""
    controleer_swv(datum)
    return replace(_basis(stand, stand.toestand_nr(datum)), peildatum=datum.isoformat())


@bewaard(16)
def _basis(stand: Stand, toestand: int) -> Basis:
    zicht = stand.zicht(toestand)
    dag = date.fromisoformat(zicht.vanaf)
    lagen: dict[str, Indeling] = {laag: stand.indeling(laag, dag) for laag in LAGEN}
    pc4s = tuple(stand.pc4s[plek] for plek in stand.plekken)
    ids = _ids(pc4s)
    rijnummers = _rijnummers(stand, zicht, len(ids))
    return Basis(
        editie=stand.editie,
        peildatum=zicht.vanaf,
        versie=zicht.versie,
        ids=ids,
        pc4s=pc4s,
        hoofddeel=np.array([stand.is_hoofddeel(nummer) for nummer in range(len(ids))]),
        lagen=lagen,
        namen=_namen(zicht, lagen),
        landelijk=frozenset(rij["code"] for rij in stand.tabellen["swvs"] if rij["soort"] == "landelijk"),
        gemeenten=register_van(stand).gemeenten,
        gedrukt={sector: _gedrukt(zicht, sector, len(ids)) for sector in SECTOREN},
        rijnummers=rijnummers,
        in_regeling=_in_regeling(stand, pc4s, rijnummers),
        op_id={naam: nummer for nummer, naam in enumerate(ids)},
        op_pc4={pc4: tuple(stand.bouwstenen_van(plek)) for plek, pc4 in enumerate(stand.pc4s)},
    )


def _ids(pc4s: Sequence[str]) -> tuple[str, ...]:
    """The id of every bouwsteen: those of a postcode stand together, numbered from 1."""
    uit: list[str] = []
    deel = 0
    for nummer, pc4 in enumerate(pc4s):
        deel = deel + 1 if nummer and pc4s[nummer - 1] == pc4 else 1
        uit.append(bouwsteen_id(pc4, deel))
    return tuple(uit)


def _rijnummers(stand: Stand, zicht: Zicht, aantal: int) -> NDArray[np.int32]:
    """The printed row of every bouwsteen; the versions of 2013 number gemeenten, each sector its own."""
    vorm = next(rij["vorm"] for rij in stand.tabellen["versies"] if rij["versie"] == zicht.versie)
    if vorm != POSTCODETABEL:
        return np.zeros(aantal, dtype=np.int32)
    return np.asarray(zicht.rijen["PO"], dtype=np.int32).clip(min=0)


def _in_regeling(stand: Stand, pc4s: Sequence[str], rijnummers: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether a version is about a postcode: has a row of it, or lists gemeenten and is of its time."""
    if rijnummers.any():
        return rijnummers > 0
    bekend = stand.tabellen["bekend"]
    return np.array([not bekend.get(pc4, {}).get("nieuw") for pc4 in pc4s])


def _namen(zicht: Zicht, lagen: Mapping[str, Indeling]) -> dict[str, str | None]:
    return {
        code: zicht.naam("gemeente" if laag == "gemeente" else "swv", code)
        for laag, indeling in lagen.items()
        for code in sorted(met_grond(indeling))
    }


def _gedrukt(zicht: Zicht, sector: str, aantal: int) -> dict[int, str]:
    alle = {nummer: zicht.gedrukt(sector, nummer) for nummer in range(aantal)}
    return {nummer: tekst for nummer, tekst in alle.items() if tekst}

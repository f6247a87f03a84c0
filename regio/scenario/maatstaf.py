"""What effects are measured with: weights, the net of borders, and the divisions beside which SWVs are laid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.gewichten import Gewicht, gewicht
from regio.congruentie.indelingen import NAMEN, Keuze, kies, vanaf
from regio.congruentie.model import Grensnet
from regio.congruentie.overzetten import per_gemeente
from regio.indeling import Gewichten, Indeling
from regio.scenario.beeld import Basis, basis_van
from regio.scenario.grenzen import Ernaast, Rekennet, op_maat
from regio.scenario.lagen import Codes, Nummers, anders, betekenis, misschien_in, opengelaten, zeker_in
from regio.scenario.zetten import SECTOREN
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import controleer_swv, lees_datum

JEUGDREGIO = "jeugdregio"
GEMEENTE = "gemeente"
# Divisions of whole gemeenten: ground that comes to another gemeente comes to its region.
ARBEIDSMARKT = "arbeidsmarktregio"
_VAN_GEMEENTEN = (JEUGDREGIO, "rmc", ARBEIDSMARKT)
_BEIDE = "PO en VO"
# The neighbours of every bouwsteen.
Buren = tuple[frozenset[int], ...]


@dataclass(frozen=True, eq=False)
class Maatstaf:
    """An edition on a peildatum, as far as effects need it; the same one serves every day without a change between.

    ``gewichten`` hold the children (or pupils) of PO, of VO and of both; ``keuzes`` the divisions that
    moves leave alone but for what follows from a herindeling; ``buren`` the neighbours of every bouwsteen.
    """

    basis: Basis
    gewichten: Mapping[str, Gewicht]
    inwoners: Gewicht
    net: Rekennet
    buren: Buren
    keuzes: Mapping[str, Keuze]

    def gewicht(self, *sectoren: str) -> Gewicht:
        """The weight of the children of one sector or of both."""
        return self.gewichten[sectoren[0] if len(sectoren) == 1 else _BEIDE]

    @cached_property
    def landstuk(self) -> NDArray[np.intp]:
        """Per bouwsteen the number of the piece of the country it is in: what water keeps apart has another."""
        uit = np.full(len(self.buren), -1, dtype=np.intp)
        for nummer, stuk in enumerate(stukken(self.buren, range(len(self.buren)))):
            uit[list(stuk)] = nummer
        return uit

    @cached_property
    def ondergrond(self) -> Ondergrond:
        """The divisions under the picture before any move."""
        indelingen = {naam: keuze.indeling for naam, keuze in self.keuzes.items()}
        return _ondergrond({**indelingen, GEMEENTE: self.basis.lagen[GEMEENTE]}, self.net)

    def ondergrond_bij(self, gemeenten: Indeling) -> Ondergrond:
        """The divisions under a picture with these gemeenten."""
        geraakt = anders(self.basis.lagen[GEMEENTE], gemeenten)
        if not geraakt.size:
            return self.ondergrond
        uit = {naam: self._mee(naam, keuze.indeling, gemeenten) for naam, keuze in self.keuzes.items()}
        return _ondergrond({**uit, GEMEENTE: gemeenten}, self.net)

    def _mee(self, naam: str, indeling: Indeling, gemeenten: Indeling) -> Indeling:
        """A division of whole gemeenten after a herindeling; the others stay as they are.

        A gemeente that existed keeps its region, with the ground that came to it; a new one has that
        of its ground, and where that is several the sources leave open which.
        """
        if not naam.startswith(_VAN_GEMEENTEN):
            return indeling
        lijst, grond = self._lijst(naam), indeling
        per_groep: dict[Codes, list[int]] = {}
        for nummer in anders(self.basis.lagen[GEMEENTE], gemeenten).tolist():
            per_groep.setdefault(gemeenten[nummer], []).append(nummer)
        for wie, nummers in per_groep.items():
            regios = {regio for code in wie for regio in lijst.get(code) or _op_grond_van(code, gemeenten, grond)}
            indeling = opengelaten(indeling, np.array(nummers), tuple(sorted(regios)))
        return indeling

    def _lijst(self, naam: str) -> Mapping[str, Codes]:
        """The regions of every gemeente of the base in a division."""
        if naam not in self._lijsten:
            self._lijsten[naam] = per_gemeente(self.basis.lagen[GEMEENTE], self.keuzes[naam].indeling)
        return self._lijsten[naam]

    @cached_property
    def _lijsten(self) -> dict[str, Mapping[str, Codes]]:
        return {}


@dataclass(frozen=True, eq=False)
class Ondergrond:
    """The divisions beside which SWVs are laid, side by side.

    ``kolom`` has shape (aantal indelingen, aantal bouwstenen): the column of the region of a bouwsteen in
    a wide table of all regions. The first column of every division, ``begin``, is for ground without one
    certain region. ``ernaast`` is what borders are laid beside.
    """

    indelingen: Mapping[str, Indeling]
    kolom: NDArray[np.intp]
    begin: NDArray[np.intp]
    breedte: int
    ernaast: Ernaast

    @property
    def namen(self) -> tuple[str, ...]:
        """The divisions in their order."""
        return tuple(self.indelingen)

    def anders_dan(self, ander: Ondergrond) -> Nummers:
        """The bouwstenen of which any division says something else, ascending."""
        if self is ander:
            return np.empty(0, dtype=np.intp)
        paren = ((indeling, ander.indelingen[naam]) for naam, indeling in self.indelingen.items())
        return np.unique(np.concatenate([anders(*paar) for paar in paren]))


def _ondergrond(indelingen: Mapping[str, Indeling], net: Grensnet) -> Ondergrond:
    waarden = np.stack([indeling.waarden for indeling in indelingen.values()]).astype(np.intp)
    breedtes = np.array([len(indeling.codes) + 1 for indeling in indelingen.values()])
    begin = np.cumsum(breedtes) - breedtes
    links, rechts = waarden[:, net.links], waarden[:, net.rechts]
    zeker = (links >= 0) & (rechts >= 0)
    kolom = np.maximum(waarden, -1) + 1 + begin[:, None]
    grens = np.ascontiguousarray(zeker & (links != rechts))
    ernaast = Ernaast(np.ascontiguousarray(zeker), grens, list(indelingen).index(JEUGDREGIO))
    return Ondergrond(indelingen, kolom, begin, int(breedtes.sum()), ernaast)


def maatstaf(stand: Stand, datum: str, weging: str = "kinderen") -> Maatstaf:
    """What effects are measured with on a day (``JJJJ-MM-DD``); ``weging`` is kinderen or leerlingen.

    Raises Vraagfout for a day without a regeling and for a weight that the edition does not hold.
    """
    controleer_swv(lees_datum(datum))
    return _maatstaf(stand, stand.toestand_nr_iso(datum), weging)


@bewaard(4)
def _maatstaf(stand: Stand, toestand: int, weging: str) -> Maatstaf:
    net = op_maat(stand.net)
    datum = stand.zicht(toestand).vanaf
    namen = [naam for naam in NAMEN if naam not in (*SECTOREN, GEMEENTE) and vanaf(naam) <= datum]
    return Maatstaf(
        basis=basis_van(stand, lees_datum(datum)),
        gewichten={
            **{sector: gewicht(stand, weging, (sector,)) for sector in SECTOREN},
            _BEIDE: gewicht(stand, weging, SECTOREN),
        },
        inwoners=gewicht(stand, "inwoners"),
        net=net,
        buren=buren_van(net, stand.aantal_bouwstenen),
        keuzes={naam: kies(stand, naam, datum) for naam in namen},
    )


def _op_grond_van(code: str, gemeenten: Indeling, regios: Indeling) -> set[str]:
    """Every region on the ground of a gemeente; on ground that may be its, when none certainly is."""
    zeker = zeker_in(gemeenten, code)
    nummers = zeker if zeker.size else misschien_in(gemeenten, code)
    return {regio for waarde in set(regios.waarden[nummers].tolist()) for regio in betekenis(regios, waarde)}


def buren_van(net: Grensnet, aantal: int) -> Buren:
    """The neighbours of every bouwsteen, along a border of some length."""
    lijsten: list[list[int]] = [[] for _ in range(aantal)]
    lang = net.lengte > 0
    for een, ander in zip(net.links[lang].tolist(), net.rechts[lang].tolist(), strict=True):
        lijsten[een].append(ander)
        lijsten[ander].append(een)
    return tuple(map(frozenset, lijsten))


def stukken(buren: Buren, nummers: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """The pieces of some ground that hang together, the one with most bouwstenen first."""
    over, uit = set(nummers), []
    while over:
        stuk = [over.pop()]
        for nummer in stuk:  # grows while it is walked through
            erbij = buren[nummer] & over
            over -= erbij
            stuk += erbij
        uit.append(tuple(sorted(stuk)))
    return tuple(sorted(uit, key=lambda stuk: (-len(stuk), stuk)))


def xlogx(waarden: Gewichten) -> Gewichten:
    """x ln x per element, 0 where x is."""
    uit: Gewichten = waarden * np.log(np.where(waarden > 0, waarden, 1.0))
    return uit

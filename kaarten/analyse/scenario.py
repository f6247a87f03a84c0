"""The sheet of a scenario: which ground changes, with the borders as they were and as they become."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kaarten.analyse.blad import Blad, Kaartbron, Legendapost, Lijn, Paneel, Tabel, Vlak, Vulling, venster_om
from kaarten.analyse.bron import bron_van
from kaarten.analyse.grond import SECTOREN, SECTORNAAM, getal, inwoners, postcodes, regeling_regels
from kaarten.analyse.kleuren import kleur_buren
from kaarten.analyse.uitgave import Uitgave
from kaarten.scenarios.vormen import Laagvormen, Wissel, groepen_van, laagvormen
from regio.fouten import NietGevonden
from regio.scenario.beeld import LAGEN, Beeld
from regio.scenario.doorrekening import Kant
from regio.scenario.lagen import Codes
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import shapely

NIVEAU = "regio"
VELDEN = ("Ligt nu in", "Komt in", "Postcodes", "Inwoners (2021)")
_TITELS = {**{sector: f"samenwerkingsverbanden {SECTORNAAM[sector]}" for sector in SECTOREN}, "gemeente": "gemeenten"}
_LEGENDA = (
    Legendapost("Grond die verandert, in de kleur van waar zij komt", 0, "arcering"),
    Legendapost("Gebied zoals het wordt. De kleur betekent niets: zij onderscheidt alleen buren.", 0),
    Legendapost("Gebied dat blijft zoals het is", 0, "omgeving"),
    Legendapost("Grens zoals zij wordt", stijl="dik"),
    Legendapost("Grens die vervalt", stijl="streep"),
)
_LEGENDA_NAAST = (
    Legendapost("Grond die anders ligt, in de kleur van waar zij daarnaast ligt", 0, "arcering"),
    Legendapost("Gebied zoals het daarnaast is. De kleur betekent niets: zij onderscheidt alleen buren.", 0),
    Legendapost("Gebied dat in beide gelijk is", 0, "omgeving"),
    Legendapost("Grens zoals zij daarnaast is", stijl="dik"),
    Legendapost("Grens die er alleen eerst is", stijl="streep"),
)
_GEEN_NAAMTEKEN = re.compile(r"[^a-z0-9-]+")


def geef_uit(stand: Stand, kant: Kant) -> Uitgave:
    """The sheet of a scenario, ready to be written. Raises NietGevonden when its moves change no ground."""
    return Uitgave(blad_scenario(stand, bron_van(stand), kant))


@dataclass(frozen=True, slots=True)
class Naast:
    """Another picture in the place of the base: ``titel`` and ``opmerkingen`` say which two the sheet is about."""

    beeld: Beeld
    titel: str
    opmerkingen: tuple[str, ...]


def blad_scenario(
    stand: Stand,
    bron: Kaartbron,
    kant: Kant,
    lagen: Sequence[Laagvormen] | None = None,
    naast: Naast | None = None,
) -> Blad:
    """The sheet of a scenario: a panel for PO, VO and the gemeenten, each where ground changes in it.

    ``lagen`` are its shapes where they are known already; with ``naast`` those beside that picture.
    Raises NietGevonden when the moves change no ground.
    """
    werk = [_Laag(stand, bron, kant, laag, naast) for laag in (_lagen(bron, kant) if lagen is None else lagen)]
    if not werk:
        raise NietGevonden("Dit scenario verandert geen grond, dus er is geen kaart.")
    venster = venster_om([vorm for laag in werk for vorm in laag.vormen.values()])
    regels, opmerkingen = regeling_regels(stand, kant.datum)
    return Blad(
        titel=naast.titel if naast else f"Scenario: {kant.titel}",
        peildatum=kant.datum,
        naam=f"kaart-scenario-{_GEEN_NAAMTEKEN.sub('-', kant.naam.lower()).strip('-') or 'zetten'}-{kant.datum}",
        panelen=tuple(laag.paneel(venster) for laag in werk),
        legenda=_LEGENDA_NAAST if naast else _LEGENDA,
        tabel=Tabel("Grond die verandert", ("Indeling", *VELDEN), tuple(rij for laag in werk for rij in laag.rijen())),
        venster=venster,
        schets=bron.bron == "schets",
        vermelding=bron.vermelding,
        bronnen=regels,
        opmerkingen=(*(naast.opmerkingen if naast else _aannames(kant)), *opmerkingen),
    )


def _lagen(bron: Kaartbron, kant: Kant) -> list[Laagvormen]:
    groepen = {laag: groepen_van(_basis(kant), kant.beeld, laag) for laag in LAGEN}
    return [laagvormen(bron, laag, per_wissel) for laag, per_wissel in groepen.items() if per_wissel]


def _basis(kant: Kant) -> Beeld:
    return kant.maat.basis.beeld


def _aannames(kant: Kant) -> list[str]:
    aantal = sum(zet.aanname for zet in kant.zetten)
    if not aantal:
        return []
    return ["Eén zet is een aanname." if aantal == 1 else f"{aantal} zetten zijn een aanname."]


class _Laag:
    """One indeling: the ground of every region that loses or gets some, by where it lay and where it comes."""

    def __init__(self, stand: Stand, bron: Kaartbron, kant: Kant, werk: Laagvormen, naast: Naast | None) -> None:
        self._naast, self._oud = naast, naast.beeld if naast else _basis(kant)
        self._stand, self._bron, self._kant, self._naam = stand, bron, kant, werk.laag
        self._werk = werk
        self.vormen = self._werk.vormen

    def paneel(self, venster: tuple[float, float, float, float]) -> Paneel:
        """The drawing: surroundings, regions, what changes hatched, old borders dashed under new ones."""
        oud, nieuw = self._werk.samen(0), self._werk.samen(1)
        kleuren = self._kleuren(nieuw)
        vlakken = [*self._omgeving(venster), *(self._vlak(wissel, kleuren) for wissel in self._werk.orde)]
        lijnen = [*(Lijn(vorm, "streep") for vorm in oud.values()), *(Lijn(vorm) for vorm in nieuw.values())]
        titel = _TITELS[self._naam]
        return Paneel(f"{titel[0].upper()}{titel[1:]}", VELDEN, tuple(vlakken), tuple(lijnen), omlijnd=False)

    def rijen(self) -> list[tuple[str, ...]]:
        """What changes, for the table."""
        return [(self._naam, *self._waarden(wissel)) for wissel in self._werk.orde if wissel[0] != wissel[1]]

    def _kleuren(self, nieuw: dict[Codes, shapely.Geometry]) -> dict[Codes, int]:
        import numpy as np

        return dict(zip(nieuw, kleur_buren(np.array(list(nieuw.values()), dtype=object)), strict=True))

    def _vlak(self, wissel: Wissel, kleuren: dict[Codes, int]) -> Vlak:
        blijft = wissel[0] == wissel[1]
        zeker: Vulling = "kleur" if blijft else "arcering"
        return Vlak(
            code="|".join(wissel[0]) + ">" + "|".join(wissel[1]),
            vorm=self.vormen[wissel],
            kleur=kleuren[wissel[1]],
            waarden=self._waarden(wissel),
            etiket=self._etiket(wissel[1]) if blijft else f"→ {self._etiket(wissel[1])}",
            vulling=zeker if len(wissel[1]) == 1 else "niet-zeker",
        )

    def _etiket(self, codes: Codes) -> str:
        code = " of ".join(codes)
        return code if self._naam in SECTOREN else self._kant.beeld.namen.get(code) or code

    def _waarden(self, wissel: Wissel) -> tuple[str, ...]:
        nrs = self._werk.groepen[wissel]
        grond = postcodes(self._stand, nrs) or "deel van een postcode"
        van, naar = _noem(self._oud, wissel[0]), _noem(self._kant.beeld, wissel[1])
        return van, naar, grond, getal(inwoners(self._stand, nrs))

    def _omgeving(self, venster: tuple[float, float, float, float]) -> list[Vlak]:
        """The regions around that stay as they are, cut off at the window."""
        import shapely

        regios, vormen = self._bron.geometrie(self._naam, self._kant.datum, NIVEAU)
        kader = shapely.box(*venster)
        geraakt, anders = _geraakt(self._werk), self._anders_dan_de_dag()
        zelf = geraakt | (_geraakt(anders) if anders else set())
        uit = []
        for nummer in shapely.STRtree(vormen).query(kader, predicate="intersects").tolist():
            regio = regios[nummer]
            if not zelf & set(regio.mogelijk):
                vorm = shapely.intersection(vormen[nummer], kader)
                wie = f"{regio.naam} ({regio.code})" if regio.naam else regio.code
                uit.append(Vlak(regio.code, vorm, 0, (wie, wie, "", ""), self._etiket(regio.mogelijk), "omgeving"))
        for codes, heel in anders.samen(1).items() if anders else ():
            vorm = shapely.intersection(heel, kader)
            if not geraakt & set(codes) and shapely.area(vorm) > 0:
                wie = _noem(self._kant.beeld, codes)
                uit.append(Vlak("|".join(codes), vorm, 0, (wie, wie, "", ""), self._etiket(codes), "omgeving"))
        return uit

    def _anders_dan_de_dag(self) -> Laagvormen | None:
        """Beside another scenario: the regions that both changed, which do not lie as on the day itself."""
        if self._naast is None:
            return None
        groepen = groepen_van(_basis(self._kant), self._kant.beeld, self._naam)
        return laagvormen(self._bron, self._naam, groepen) if groepen else None


def _geraakt(vormen: Laagvormen) -> set[str]:
    """The regions that lose or get ground."""
    return {code for van, naar in vormen.groepen if van != naar for code in (*van, *naar)}


def _noem(beeld: Beeld, codes: Sequence[str]) -> str:
    return " of ".join(beeld.noem(code) for code in codes) or "geen"

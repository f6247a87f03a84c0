"""Two scenarios, or two versions of one, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from kaarten.scenarios.gevolgbeeld import maak_beeld
from kaarten.scenarios.werkbeeld import Zetregel, zetregels
from kaarten.teksten import datum_lang, reeks
from regio.naam import noem
from regio.scenario.dienst import Vraag, beeld_van
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario
else:
    Scenario = Any

Json = Mapping[str, Any]
_LAGEN = {"PO": "Verbanden PO", "VO": "Verbanden VO", "gemeente": "Gemeenten"}


@dataclass(frozen=True, slots=True)
class Kant:
    """One side: a scenario in one of its versions, and where it is found."""

    scenario: Scenario
    adres: str

    @property
    def titel(self) -> str:
        """Its name and version."""
        return f"{self.scenario.naam}, versie {self.scenario.versie}"

    @property
    def peildatum(self) -> str:
        """Its day, written out."""
        return datum_lang(self.scenario.peildatum)


@dataclass(frozen=True, slots=True)
class Tweetal:
    """Two sides in the order in which they are laid side by side, and the one that somebody came from."""

    eerst: Kant
    dan: Kant
    vanaf: Kant

    @property
    def van_twee(self) -> bool:
        """Whether these are two scenarios: of two versions of one the second comes after the first."""
        return bool(self.eerst.scenario.id != self.dan.scenario.id)


@dataclass(frozen=True, slots=True)
class Meenemen:
    """Where the map of the two is, and the table."""

    kaart: str
    tabel: str


@dataclass(frozen=True, slots=True)
class Wisselregel:
    """Ground that lies elsewhere: in what layer, from where, to where, and which postcodes."""

    laag: str
    van: str
    naar: str
    postcodes: str


def vergelijkblad(stand: Stand, tweetal: Tweetal, antwoord: Json, meenemen: Meenemen, ingelogd: Ingelogd | None) -> str:
    """The page, from a ``ScenarioVergelijking`` of the second beside the first."""
    namen = _namen(stand, tweetal.eerst) | _namen(stand, tweetal.dan)
    effecten = antwoord["effecten"]
    return vul_in(
        "scenarios_vergelijk.html",
        tweetal=tweetal,
        zetten=[_regels(stand, kant) for kant in (tweetal.eerst, tweetal.dan)],
        beeld=maak_beeld(effecten, (), namen, van_twee=tweetal.van_twee) if effecten else None,
        wissels=[] if effecten else [_wissel(een, namen) for een in antwoord["verschil"]["wissels"]],
        meenemen=meenemen,
        met_kaart=bool(antwoord["verschil"]["wissels"]),
        ingelogd=ingelogd,
    )


def keuzeblad(tweetal: Tweetal, ingelogd: Ingelogd | None) -> str:
    """The page for two of which one rests on data that were replaced."""
    return vul_in("scenarios_vergelijk.html", tweetal=tweetal, zetten=[], beeld=None, wissels=[], ingelogd=ingelogd)


def _regels(stand: Stand, kant: Kant) -> list[Zetregel]:
    return zetregels(stand, kant.scenario.peildatum, kant.scenario.zetten)


def _namen(stand: Stand, kant: Kant) -> dict[str, str | None]:
    beeld = beeld_van(stand, Vraag(kant.scenario.peildatum, kant.scenario.zetten))
    return {**beeld.basis.namen, **beeld.namen}


def _wissel(wissel: Json, namen: Json) -> Wisselregel:
    van, naar = (
        " of ".join(noem(code, namen.get(code)) for code in wissel[kant]) or "geen" for kant in ("van", "naar")
    )
    return Wisselregel(_LAGEN[wissel["laag"]], van, naar, reeks(wissel["postcodes"]))

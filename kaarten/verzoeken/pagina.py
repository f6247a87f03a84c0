"""The pages about requests to move a border as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from kaarten.scenarios.formulier import Invoer
from kaarten.verzoeken.beeld import dossier, rij
from kaarten.verzoeken.partijen import rijen
from kaarten.verzoeken.woorden import GEDAAN, STANDPUNT, STATUS
from regio.scenario.verzoek import LANGSTE_REGEL, LANGSTE_TEKST, LANGSTE_TOELICHTING, UITKOMSTEN

Json = Mapping[str, Any]
LANGST = {"regel": LANGSTE_REGEL, "tekst": LANGSTE_TEKST, "toelichting": LANGSTE_TOELICHTING}


@dataclass(frozen=True, slots=True)
class Formulier:
    """The form to hand in a scenario: what it is about, who is touched, and what was typed when it was refused.

    ``zinnen`` are the moves in words, each with whether it is an assumption.
    """

    pad: str
    naam: str
    versie: int
    kenmerk: str
    zinnen: Sequence[tuple[str, bool]]
    betrokkenen: Sequence[Json]
    ingelogd: Ingelogd
    invoer: Invoer = field(default_factory=Invoer)


def indienpagina(formulier: Formulier) -> str:
    """The form to hand in a scenario."""
    return vul_in(
        "verzoek_indienen.html",
        f=formulier,
        invoer=formulier.invoer,
        ingelogd=formulier.ingelogd,
        rijen=rijen(formulier.betrokkenen, formulier.invoer.velden),
        standpunten=STANDPUNT,
        langst=LANGST,
    )


def lijstpagina(koppen: Sequence[Json], ingelogd: Ingelogd, *, van_allen: bool, meer: bool) -> str:
    """The list of requests; ``van_allen`` for whoever sees those of everybody, ``meer`` when there are more."""
    return vul_in(
        "verzoeken.html", rijen=[rij(kop) for kop in koppen], ingelogd=ingelogd, van_allen=van_allen, meer=meer
    )


def dossierpagina(
    een: Json,
    gevolgen: Json,
    ingelogd: Ingelogd,
    vandaag: str,
    *,
    leesbaar: bool = False,
    gedaan: str = "",
    invoer: Invoer | None = None,
) -> str:
    """One request in full, from a ``VerzoekAntwoord`` and what is kept with it; ``vandaag`` is ISO.

    ``leesbaar``: the scenario is still there for whoever looks, so that its report and map can be opened.
    """
    return vul_in(
        "verzoek_een.html",
        d=dossier(een, gevolgen),
        ingelogd=ingelogd,
        invoer=invoer or Invoer(),
        gedaan=GEDAAN.get(gedaan, ""),
        leesbaar=leesbaar,
        standpunten=STANDPUNT,
        uitkomsten={naam: STATUS[naam] for naam in UITKOMSTEN},
        vandaag=vandaag,
        langst=LANGST,
    )

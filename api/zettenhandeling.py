"""Forms on the page of a scenario that ask for other moves: they are kept as a new version, once.

When the answer to such a form is lost, whoever sent it cannot know that it is done. Sent again, it is about a version
that is no longer the current one; before anybody is told so, it is seen whether what it asks is what came of that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response

from api.scenariohandeling import Formulier, Handeling, Velden, naar, wijzig
from regio.fouten import BasisVervangen, Vraagfout
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario
else:
    Scenario = Any


@dataclass(frozen=True, slots=True)
class Wens:
    """All moves as a form asks for them; what the page says once they are so, and where on the page."""

    zetten: Sequence[dict[str, Any]]
    gedaan: str
    plek: str = "zetten"


Vraagt = Callable[[Handeling], Wens]


def wijzig_zetten(
    request: Request, stand: Stand, nummer: str, formulier: Formulier, velden: Velden, vraagt: Vraagt
) -> Response:
    """Keep the moves that a form asks for, or show why not. Raises 403."""
    return wijzig(
        request,
        stand,
        nummer,
        formulier,
        velden,
        lambda werk: _bewaar(werk, vraagt(werk)),
        lambda werk: _al_bewaard(werk, vraagt),
    )


def _bewaar(werk: Handeling, wens: Wens) -> Response:
    from regio.opslag import scenarios

    scenarios.zet(werk.engine, werk.wie, werk.was, wens.zetten, werk.stand.editie)
    return _klaar(werk, wens)


def _al_bewaard(werk: Handeling, vraagt: Vraagt) -> Response | None:
    """The page with what was asked, when an earlier try of this form did it; None when it did not."""
    from regio.opslag import scenarios

    nu = scenarios.lees(werk.engine, werk.wie, werk.was.id)
    (kop,) = scenarios.versies(werk.engine, werk.wie, nu.id, welke=nu.kop)
    if kop.ouder is None or kop.door != werk.wie.naam or not direct_na(nu, werk):
        return None
    toen = scenarios.lees(werk.engine, werk.wie, nu.id, kop.ouder)
    try:
        wens = vraagt(replace(werk, blad=replace(werk.blad, scenario=toen)))
    except (Vraagfout, BasisVervangen):
        return None
    return _klaar(werk, wens) if json.loads(json.dumps(wens.zetten)) == list(nu.zetten) else None


def direct_na(nu: Scenario, werk: Handeling) -> bool:
    """Whether one thing was changed since the form was made."""
    return replace(nu, wijziging=nu.wijziging - 1).kenmerk == werk.velden.get("kenmerk")


def _klaar(werk: Handeling, wens: Wens) -> Response:
    return naar(werk.blad.pad, wens.gedaan, wens.plek)

"""What the API and the pages about requests to move a border share: handing in, steps, and the answer as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from api.afhankelijk import vandaag
from api.scenariogrondslag import staart_van
from api.scenariovraag import op_basis
from regio.naam import noem
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.gebruikers import Engine, Wie
    from regio.opslag.scenarios import Scenario
    from regio.opslag.verzoeken import Gezet, Kop, Verzoek
    from regio.scenario.verzoek import Indiening
else:
    Engine = Gezet = Indiening = Kop = Scenario = Verzoek = Wie = Any

Json = dict[str, Any]


def dien_in(stand: Stand, engine: Engine, wie: Wie, was: Scenario, indiening: Indiening) -> Verzoek:
    """Hand in a scenario with what it leads to; raises BasisVervangen, and Vraagfout for what cannot be."""
    from regio.opslag import verzoeken
    from regio.scenario.dienst import Vraag
    from regio.scenario.indienen import gevolgen_bij
    from regio.scenario.verzoek import keur_partijen

    een = op_basis(stand, was)
    gevolgen = gevolgen_bij(stand, Vraag(een.peildatum, een.zetten))
    keur_partijen(indiening, _betrokkenen(gevolgen))
    return verzoeken.dien_in(engine, wie, een, indiening, gevolgen)


def zet_stap(engine: Engine, wie: Wie, nummer: str, velden: Json) -> Verzoek:
    """Take a step: ``soort`` and, where they are given, its other fields. Raises Vraagfout, also without ``soort``."""
    from regio.opslag import verzoeken
    from regio.scenario.verzoek import lees_stap

    gegeven = {naam: waarde for naam, waarde in velden.items() if waarde and naam != "soort"}
    return verzoeken.zet_stap(engine, wie, nummer, lees_stap(velden["soort"], vandaag(), **gegeven))


def kop_json(stand: Stand, kop: Kop) -> Json:
    """A request without its moves and effects."""
    return {
        "id": kop.id,
        "naam": kop.naam,
        "status": kop.status,
        "aanvrager": kop.aanvrager,
        "indiener": kop.indiener,
        "ingediendOp": kop.ingediend_op,
        "scenario": {"id": kop.scenario, "versie": kop.versie},
        "basis": {"editie": kop.editie, "peildatum": kop.peildatum, "actueel": kop.editie == stand.editie},
        "aantalZetten": kop.aantal_zetten,
        "besluit": stap_json(kop.besluit) if kop.besluit else None,
    }


def stap_json(stap: Gezet) -> Json:
    """A step that was taken."""
    leeg = {naam: getattr(stap, naam) or None for naam in ("uitkomst", "naam", "standpunt")}
    return {**asdict(stap), **leeg}


def standpunten_json(een: Verzoek) -> list[Json]:
    """What every party said last: when the request was handed in, or after."""
    from regio.scenario.verzoek import STEUN, Standpunt, dag_in_nederland, laatste_standpunten

    dag = dag_in_nederland(een.kop.ingediend_op)
    gezegd = [Standpunt(**partij, datum=dag) for partij in een.steun]
    gezegd += [
        Standpunt(stap.naam, stap.standpunt, stap.tekst, stap.datum) for stap in een.kop.stappen if stap.soort == STEUN
    ]
    return [asdict(standpunt) for standpunt in laatste_standpunten(gezegd, _betrokkenen(een.gevolgen))]


def _betrokkenen(gevolgen: Json) -> list[str]:
    """Whom the moves of a request touch, by name and code."""
    return [noem(partij["code"], partij["naam"]) for partij in gevolgen.get("betrokkenen", [])]


def verzoek_json(stand: Stand, wie: Wie, een: Verzoek) -> Json:
    """A request in full, with the steps that ``wie`` can take."""
    return {
        **kop_json(stand, een.kop),
        "reden": een.reden,
        "steun": list(een.steun),
        "standpunten": standpunten_json(een),
        "zetten": list(een.zetten),
        "stappen": [stap_json(stap) for stap in een.kop.stappen],
        "mogelijk": list(te_zetten(wie, een.kop)),
        # A request from before effects were kept has none.
        "betrokkenen": een.gevolgen.get("betrokkenen", []),
        "effecten": een.gevolgen.get("effecten"),
        "bevindingen": een.gevolgen.get("bevindingen", []),
        "geldigOp": een.kop.peildatum,
        **_staart(stand, een),
    }


def _staart(stand: Stand, een: Verzoek) -> Json:
    """The version and sources that were kept with a request; of one of before they were, those of its edition."""
    bewaard = een.gevolgen.get("grondslag")
    if bewaard is None:
        return staart_van(stand, een.kop.editie, een.kop.peildatum)
    return {naam: bewaard[naam] for naam in ("regeling", "herkomst")}


def te_zetten(wie: Wie, kop: Kop) -> tuple[str, ...]:
    """The steps that somebody can take now; none for whoever may only read."""
    from regio.opslag.gebruikers import BEHEERDER, BEWERKER
    from regio.scenario.verzoek import mogelijk

    if not wie.mag(BEWERKER):
        return ()
    return mogelijk(kop.status, indiener=kop.indiener_id == wie.id, beheerder=wie.rol == BEHEERDER)

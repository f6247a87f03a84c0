"""What questions about congruence share: names of divisions, the weight, and how their answers are sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.afhankelijk import GeenVragen, GemeentePeildatum, als_validatie
from api.geo import VARY
from api.modellen_congruentie import Weging
from api.onderhandeling import kies_vorm
from api.problemen import REGIO
from api.routes._gedeeld import Antwoorden
from api.vast import JSON, KORT, LANG, als_json, bewaard_antwoord
from regio.congruentie.gewichten import gewicht
from regio.congruentie.indelingen import NAMEN, SECTOREN, bekende_naam, controleer_dag
from regio.congruentie.tabel import Tabel, als_csv
from regio.fouten import Fout, Vraagfout
from regio.stand.stand import Stand

Json = dict[str, Any]
CSV = "text/csv"
CSV_MET_TEKENS = f"{CSV}; charset=utf-8; header=present"
OF_CSV: Antwoorden = {200: {"content": {CSV: {"schema": {"type": "string"}}}}}
STANDAARD: Weging = "kinderen"
WEGING_UITLEG = (
    "Waarmee een gebied telt: kinderen (4 tot en met 11 jaar bij PO, 12 tot en met 17 bij VO), inwoners, oppervlakte, "
    "bouwstenen (elk 1), of leerlingen als die aantallen zijn geladen."
)
NAAM_UITLEG = f"Naam van een indeling, in hoofdletters of kleine letters: {', '.join(NAMEN)}."
LIJST_UITLEG = f"Namen van indelingen, met komma's ertussen: {', '.join(NAMEN)}."
_EEN_VAN = f"({'|'.join(NAMEN)})"
_LANGSTE_LIJST = 300


def lees_lijst(tekst: str, veld: str) -> list[str]:
    """The divisions in a list with commas, each once. Raises Vraagfout for a name that is not known."""
    return list(dict.fromkeys(bekende_naam(naam, veld) for naam in tekst.split(",")))


Indelingnaam = Annotated[
    str,
    Path(description=NAAM_UITLEG, examples=["po"], json_schema_extra={"enum": [naam.lower() for naam in NAMEN]}),
    als_validatie(lambda tekst: bekende_naam(tekst, "indeling")),
]
Metnaam = Annotated[
    str,
    Path(
        description=f"Waar de indeling naast wordt gelegd. {NAAM_UITLEG}",
        examples=["jeugdregio-2015"],
        json_schema_extra={"enum": [naam.lower() for naam in NAMEN]},
    ),
    als_validatie(lambda tekst: bekende_naam(tekst, "met")),
]
Indelingenlijst = Annotated[
    str,
    Field(max_length=_LANGSTE_LIJST, json_schema_extra={"pattern": f"^{_EEN_VAN}(,{_EEN_VAN})*$"}),
    als_validatie(lambda tekst: lees_lijst(tekst, "indeling")),
]


Regiocode = Annotated[str, Field(pattern=REGIO)]


class Reeksvraag(GeenVragen):
    """Waarmee wordt gewogen."""

    weging: Weging = Field(STANDAARD, description=WEGING_UITLEG, examples=[STANDAARD])


class Paarvraag(GemeentePeildatum, Reeksvraag):
    """Op welke dag, en waarmee wordt gewogen."""


def paar_van(stand: Stand, indeling: str, met: str, datum: str, weging: Weging = STANDAARD) -> tuple[str, str]:
    """The names of a pair as they are written. Raises Vraagfout with all that cannot be asked of it on a day."""
    a, b = bekende_naam(indeling), bekende_naam(met, "met")
    controleer(stand, weging, (a, b), *([zelfde([a], "path")] if a == b else []), *te_vroeg((a, b), datum))
    return a, b


def controleer(stand: Stand, weging: Weging, namen: Sequence[str], *fouten: Fout) -> None:
    """Raises Vraagfout with these faults and what is wrong with a weight for some divisions, if anything is."""
    alle = (*fouten, *_over_weging(stand, weging, namen))
    if alle:
        raise Vraagfout(*alle)


def te_vroeg(namen: Sequence[str], datum: str) -> list[Fout]:
    """The faults of a day on which some of the divisions cannot be asked for, each told once."""
    fouten: list[Fout] = []
    for naam in namen:
        try:
            controleer_dag(naam, datum)
        except Vraagfout as fout:
            fouten += [een for een in fout.fouten if een not in fouten]
    return fouten


def zelfde(namen: Collection[str], plek: str = "query") -> Fout:
    """The fault of a question that leaves an indeling beside itself only."""
    melding = f"Een indeling naast zichzelf zegt niets. Kies bij met een andere dan {' of '.join(namen)}."
    return Fout("met", "zelfde-indeling", melding, plek)


def _over_weging(stand: Stand, weging: Weging, namen: Sequence[str]) -> tuple[Fout, ...]:
    """What is wrong with a weight in this edition: pupils may not have been loaded."""
    try:
        gewicht(stand, weging, [naam for naam in SECTOREN if naam in namen])
    except Vraagfout as fout:
        return fout.fouten
    return ()


def wil_csv(request: Request) -> bool:
    """Whether CSV is asked for, not JSON. Raises 406."""
    return gevraagde_vorm(request, JSON, CSV) == CSV


def gevraagde_vorm(request: Request, *vormen: str) -> str:
    """Which of these media types is asked for. Raises 406 when none of them will do."""
    vorm = kies_vorm(",".join(request.headers.getlist("accept")), vormen)
    if vorm is None:
        raise HTTPException(406, headers={"vary": VARY})
    return vorm


def antwoord(
    request: Request,
    stand: Stand,
    maak: Callable[[], Json],
    *,
    datum_gegeven: bool,
    tabel: Callable[[Json], Tabel] | None = None,
) -> Response:
    """The answer that ``maak`` works out, as JSON or, with a ``tabel``, as CSV; kept for who asks the same again."""
    vorm = gevraagde_vorm(request, JSON, *([] if tabel is None else [CSV]))
    als_tabel = tabel if vorm == CSV else None

    def lijf() -> bytes:
        return als_json(maak()) if als_tabel is None else als_csv(als_tabel(maak())).encode()

    koppen = {
        "cache-control": LANG if datum_gegeven else KORT,
        "vary": VARY,
        "content-type": JSON if als_tabel is None else CSV_MET_TEKENS,
    }
    return bewaard_antwoord(request, stand, lijf, koppen)

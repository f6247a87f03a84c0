"""The effects of a scenario, and of a move that is tried out on it, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kaarten.pagina import vul_in
from kaarten.scenarios.gevolgbeeld import maak_beeld
from kaarten.scenarios.proefbeeld import maak_proefbeeld
from kaarten.teksten import voor_lezers
from regio.fouten import Fout
from regio.scenario.bevindingen import Drempels
from regio.scenario.dienst import Vraag
from regio.scenario.uitkomst import Proef, Uitkomst, uitkomst_van
from regio.stand.stand import Stand


def gevolgen(stand: Stand, vraag: Vraag, weging: str = "kinderen", drempels: Drempels | None = None) -> str:
    """The effects and findings of a scenario beside its base, as a part to put in a page under an h1.

    Raises Vraagfout for moves that cannot be made and for a weight that the edition does not hold.
    """
    uitkomst = uitkomst_van(stand, vraag, weging, drempels)
    return vul_in(
        "scenario_gevolgen.html", beeld=maak_beeld(uitkomst.effecten, uitkomst.bevindingen, namen_in(uitkomst))
    )


def proef(uitkomst: Proef, *, niveau: int = 3, wijzigt: bool = False) -> str:
    """What moves that are tried out would do, as a part to put in a page.

    ``niveau`` is that of its head; ``wijzigt``: a move that is there would be another one.
    """
    beeld = maak_proefbeeld(uitkomst, namen_in(uitkomst.nu, uitkomst.straks))
    return vul_in("scenario_proef.html", niveau=niveau, fouten=(), beeld=beeld, wijzigt=wijzigt)


def proeffouten(fouten: Iterable[Fout], *, niveau: int = 3, kop: str = "Deze zet kan zo niet") -> str:
    """Why a move cannot be tried out: every fault, with the name of the field of the form it is about."""
    regels = [(fout.veld, voor_lezers(fout)) for fout in fouten]
    return vul_in("scenario_proef.html", niveau=niveau, kop=kop, fouten=regels, beeld=None)


def drempelfouten(fouten: Iterable[Fout], *, niveau: int = 3) -> str:
    """Why nothing can be worked out with the thresholds that were asked for."""
    return proeffouten(fouten, niveau=niveau, kop="Deze eigen grenzen kunnen zo niet")


def blad(naam: str, terug: str, inhoud: str) -> str:
    """A part as a page of its own; ``naam`` is that of the scenario, ``terug`` the path of its page."""
    return vul_in("scenario_gevolgblad.html", naam=naam, terug=terug, inhoud=inhoud)


def namen_in(*uitkomsten: Uitkomst) -> Mapping[str, str | None]:
    """The names of SWVs and gemeenten, by code: as they become, and of those that end as they were."""
    beelden = [beeld for een in uitkomsten for beeld in (een.voor.beeld, een.na.beeld)]
    return {code: naam for beeld in beelden for code, naam in beeld.namen.items()}

"""The page about herindelingen as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kaarten.herindelingen.beeld import maak_beeld
from kaarten.herindelingen.toetsvraag import LANGST, VELDEN, VOORBEELDEN, adres
from kaarten.herindelingen.vraag import GEVOLGEN, VOLGORDES, Formulier
from kaarten.pagina import vul_in
from kaarten.scenarios.formulier import Invoer

Json = dict[str, Any]


def pagina(formulier: Formulier, jaren: Sequence[int], antwoord: Json | None) -> str:
    """The page with the answer to the form; without one the form alone, with what is wrong with it."""
    return vul_in(
        "herindelingen.html",
        formulier=formulier,
        jaren={"": "Alle jaren", **{str(jaar): str(jaar) for jaar in jaren}},
        gevolgen={"": "Alle gevolgen", **GEVOLGEN},
        volgordes=VOLGORDES,
        beeld=maak_beeld(antwoord, formulier) if antwoord else None,
        invoer=Invoer(velden=dict.fromkeys(VELDEN, "")),
        langst=LANGST,
        voorbeelden=[(adres(velden), titel) for titel, velden in VOORBEELDEN],
    )

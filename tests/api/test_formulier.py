"""Text that is pasted into a form of a page."""

from __future__ import annotations

import pytest

from api.formulier import als_getypt
from tests.api.scenariobladproef import NIEUWE_ZET, Blad, nieuw
from tests.api.scenarioproef import Proef
from tests.api.sessieproef import Inlog, log_in


@pytest.fixture
def anna(proef: Proef, token: str) -> Inlog:
    return log_in(proef, token)


@pytest.mark.parametrize(
    ("geplakt", "getypt"),
    [
        ("artikel\u00a03", "artikel 3"),
        ("12\u202f000\u2009kinderen", "12 000 kinderen"),
        ("samen\u00adwerkings\u200bverband", "samenwerkingsverband"),
        ("\ufeffAssen\u200e", "Assen"),
        ("Fryslân – ‘t Harde\nen verder\t…", "Fryslân – ‘t Harde\nen verder\t…"),
    ],
)
def test_what_comes_along_from_a_document_is_ordinary_text(geplakt: str, getypt: str) -> None:
    assert als_getypt(geplakt) == getypt


def test_a_note_may_be_pasted(anna: Inlog) -> None:
    blad: Blad = nieuw(anna)
    blad.gelukt("zet", {**NIEUWE_ZET, "notitie": "Zie artikel\u00a03, samen\u00adwerkings\u00adverband"})
    assert blad.zetten[0]["notitie"] == "Zie artikel 3, samenwerkingsverband"


def test_what_turns_text_around_is_still_refused(anna: Inlog) -> None:
    antwoord = nieuw(anna).stuur("zet", {**NIEUWE_ZET, "notitie": "goed \u202e tuof"})
    assert antwoord.status_code == 400 and "tekens die niet te zien zijn" in antwoord.text

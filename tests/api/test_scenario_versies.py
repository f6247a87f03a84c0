"""The versions of a scenario on its page: the newest, and all when somebody asks for them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from regio.opslag import scenarios
from regio.opslag.gebruikers import wie_heeft
from tests.api.scenariobladproef import PAD, Blad
from tests.api.scenarioproef import ZET, Proef
from tests.api.sessieproef import log_in


def test_the_page_reads_the_newest_versions_only(proef: Proef, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wie = wie_heeft(proef.engine, token)
    assert wie is not None
    een = scenarios.lees(proef.engine, wie, proef.maak(token, ZET).json()["id"])
    for _ in range(31):
        een = scenarios.zet(proef.engine, wie, een, een.zetten, een.editie)
    gelezen, echt = list[int](), scenarios.versies

    def tel(*welke: Any, **hoeveel: Any) -> list[scenarios.Versie]:
        uit = echt(*welke, **hoeveel)
        gelezen.append(len(uit))
        return uit

    monkeypatch.setattr(scenarios, "versies", tel)
    blad = Blad(log_in(proef, token), f"{PAD}/{een.id}")
    kort, alles = blad.lees(), blad.lees("?versies=alle")
    assert "30 van 32 versies" in kort and "Toon alle versies" in kort and gelezen == [30, 32]
    assert "32 van 32 versies" in alles and "Toon alle versies" not in alles
    nieuwste = re.search(r'<table id="versies">.*?<tbody>(.*?)</tr>', kort, re.DOTALL)
    assert nieuwste is not None and "Versie 32<" in nieuwste[1]
    gelezen.clear()
    assert blad.inlog.formulier(f"{blad.pad}/hernoem", {"kenmerk": '"oud"', "naam": "Anders"}).status_code == 412
    assert gelezen == [1]

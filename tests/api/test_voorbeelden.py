"""The worked examples in the API and on the pages."""

from __future__ import annotations

from copy import copy
from unittest.mock import Mock

import pytest

from api import voorbeeld
from regio.scenario.voorbeelden import lees_voorbeelden
from tests.api.scenarioproef import Proef


def test_they_are_read_once_for_the_api_and_the_pages(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    lees = Mock(wraps=lees_voorbeelden)
    monkeypatch.setattr("regio.scenario.voorbeelden.lees_voorbeelden", lees)
    monkeypatch.setattr(voorbeeld, "lees_voorbeelden", lees)
    voorbeeld._gelezen.cache_clear()
    antwoord = proef.client.get("/v1/scenario-voorbeelden")
    assert antwoord.status_code == 200
    pagina = proef.client.get("/scenarios").text
    assert all(een["naam"] in pagina for een in antwoord.json()["voorbeelden"])
    assert lees.call_count == 1
    andere = copy(proef.client.app.state.houder.stand)  # type: ignore[attr-defined]
    andere.kenmerk = "een andere editie"
    monkeypatch.setattr(proef.client.app.state.houder, "stand", andere)  # type: ignore[attr-defined]
    assert proef.client.get("/v1/scenario-voorbeelden").status_code == 200
    assert lees.call_count == 2, "with another edition they are read again"

"""What a scenario leads to, worked out once for whatever is asked of it."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest

from regio.scenario import uitkomst
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.effecten import bijgewerkt
from regio.scenario.uitkomst import effecten_van, uitkomst_van, vergelijking
from regio.stand.stand import Stand
from tests.regio.mini import A

DAG = "2020-01-01"
ZET: dict[str, Any] = {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": A}, "naar": "VO9002"}


def test_effects_findings_and_comparisons_are_worked_out_once(
    mini_stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    reken = Mock(wraps=bijgewerkt)
    monkeypatch.setattr(uitkomst, "bijgewerkt", reken)
    een, leeg = Vraag(DAG, [{**ZET, "notitie": "een keer", "aanname": False}]), Vraag(DAG, [])
    alles = effecten_van(mini_stand, een, alles=True)
    kort = effecten_van(mini_stand, een)
    assert len(alles["samenwerkingsverbanden"]) > len(kort["samenwerkingsverbanden"]) > 0
    assert uitkomst_van(mini_stand, een).bevindingen == uitkomst_van(mini_stand, een).bevindingen
    naast = vergelijking(mini_stand, een, een)
    assert naast["verschil"]["wissels"] == [] and reken.call_count == 1
    assert vergelijking(mini_stand, leeg, een)["verschil"] == kort["verschil"] and reken.call_count <= 2


def test_effects_do_not_wait_for_findings(mini_stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    def niet(*_: object) -> None:
        raise AssertionError("nobody asked for findings")

    monkeypatch.setattr(uitkomst, "bevindingen", niet)
    assert effecten_van(mini_stand, Vraag(DAG, [ZET]))["verschil"]["wissels"]


def test_the_picture_of_the_same_moves_is_kept_a_while(mini_stand: Stand) -> None:
    assert beeld_van(mini_stand, Vraag(DAG, [ZET])) is beeld_van(mini_stand, Vraag(DAG, (dict(ZET),)))

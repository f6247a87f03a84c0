"""The list of everybody's scenarios: for a beheerder alone, bounded, in the API and on the page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.modellen_scenario import Scenarios
from regio.opslag import scenarios
from tests.api.scenariobladproef import kaal
from tests.api.scenarioproef import PAD, ZET, Proef
from tests.api.sessieproef import log_in


def _lijst(proef: Proef, naam: str, vraag: str, rol: str | None = None) -> dict[str, Any]:
    antwoord = proef.vraag("GET", f"{PAD}?{vraag}", proef.token(naam, rol))
    assert antwoord.status_code == 200, antwoord.text
    Scenarios.model_validate(antwoord.json())
    return dict(antwoord.json())


def _maak(proef: Proef, wie: str, naam: str) -> str:
    return str(proef.maak(proef.token(wie), ZET, naam=naam).json()["id"])


def test_a_beheerder_finds_what_is_of_others(proef: Proef) -> None:
    van_anna, van_bob = _maak(proef, "anna", "Van anna"), _maak(proef, "bob", "Van bob")
    alle = _lijst(proef, "beheer", "alle=true")
    assert [een["id"] for een in alle["scenarios"]][:2] == [van_bob, van_anna] and alle["meer"] is False
    assert {een["id"]: een["eigenaar"] for een in alle["scenarios"]}[van_anna] == "anna"
    alleen_bob = _lijst(proef, "beheer", "eigenaar=bob")["scenarios"]
    assert {een["eigenaar"] for een in alleen_bob} == {"bob"} and van_bob in {een["id"] for een in alleen_bob}
    assert _lijst(proef, "beheer", "alle=true&eigenaar=niemand")["scenarios"] == []
    assert _lijst(proef, "beheer", "alle=false")["scenarios"] == [], "one's own"


@pytest.mark.parametrize("vraag", ["alle=true", "eigenaar=anna", "eigenaar=bob"])
def test_nobody_else_gets_it(proef: Proef, vraag: str) -> None:
    for token in (proef.token("anna"), proef.token("lies"), proef.token("beheer", "bewerker")):
        assert proef.vraag("GET", f"{PAD}?{vraag}", token).status_code == 403
    assert proef.vraag("GET", f"{PAD}?{vraag}", None).status_code == 401
    for naam in ("anna", "lies"):
        assert log_in(proef, proef.token(naam)).kaal("GET", f"/scenarios?{vraag}").status_code == 403
    assert 'id="iedereen"' not in proef.client.get(f"/scenarios?{vraag}").text


def test_the_list_is_bounded_and_says_so(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    for nummer in range(3):
        _maak(proef, "anna", f"Veel {nummer}")
    monkeypatch.setattr(scenarios, "MEESTE_SCENARIOS", 2)
    alle = _lijst(proef, "beheer", "alle=true")
    assert [een["naam"] for een in alle["scenarios"]] == ["Veel 2", "Veel 1"] and alle["meer"] is True
    blad = kaal(log_in(proef, proef.token("beheer")).kaal("GET", "/scenarios?alle=ja").text)
    assert "Dit zijn de 2 die het laatst zijn gewijzigd" in blad


def test_the_page_has_a_list_with_owners(proef: Proef) -> None:
    nummer, beheer = _maak(proef, "anna", "Te vinden"), log_in(proef, proef.token("beheer"))
    pagina = beheer.kaal("GET", "/scenarios?alle=ja&eigenaar=anna").text
    (tabel,) = re.findall(r'<table id="alle">.*?</table>', pagina, re.DOTALL)
    assert f'href="/scenarios/{nummer}">Te vinden</a>' in tabel and "<td>anna</td>" in tabel
    assert beheer.kaal("GET", f"/scenarios/{nummer}").status_code == 200
    assert 'id="alle"' not in beheer.kaal("GET", "/scenarios").text
    assert "heeft geen scenario’s" in kaal(beheer.kaal("GET", "/scenarios?eigenaar=niemand").text)
    assert 'id="iedereen"' not in log_in(proef, proef.token("anna")).kaal("GET", "/scenarios").text

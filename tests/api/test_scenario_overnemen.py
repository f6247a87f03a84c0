"""Taking a copy of a scenario by its link: for whoever may make scenarios, in their own name."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sqlalchemy import text

from regio.fouten import Opslagfout
from regio.opslag import scenarios
from tests.api.scenariobladproef import Blad, kaal, nieuw
from tests.api.scenarioproef import ANDERE_ZET, ZET, Proef
from tests.api.sessieproef import log_in


@pytest.fixture
def blad(proef: Proef) -> Blad:
    """A scenario of anna."""
    return nieuw(log_in(proef, proef.token("anna")), ZET, naam="Van anna")


@pytest.fixture
def link(blad: Blad) -> str:
    """The path of a link to it."""
    geheim = re.search(r"deel_[A-Za-z0-9_-]{43}", blad.stuur("deel").headers["set-cookie"])
    assert geheim is not None
    return f"/scenarios/gedeeld/{geheim[0]}"


def _auditregels(proef: Proef, nummer: str) -> list[tuple[str, str, dict[str, Any]]]:
    with proef.engine.connect() as verbinding:
        vraag = text("SELECT wie, wat, bijzonderheden FROM auditregel WHERE waarvan = :nummer")
        rijen = verbinding.execute(vraag, {"nummer": nummer}).all()
    return [(wie, wat, json.loads(meer)) for wie, wat, meer in rijen]


def test_a_bewerker_takes_a_copy_and_the_scenario_stays(proef: Proef, blad: Blad, link: str) -> None:
    bob = log_in(proef, proef.token("bob"))
    pagina = bob.kaal("GET", link).text
    assert f'action="{link}/overnemen"' in pagina and "U bent ingelogd als bob" in kaal(pagina)
    antwoord = bob.formulier(f"{link}/overnemen")
    assert antwoord.status_code == 303, antwoord.text
    pad = antwoord.headers["location"].partition("?")[0]
    kopie = bob.kaal("GET", f"/v1{pad}").json()
    assert (kopie["naam"], kopie["eigenaar"], kopie["zetten"]) == ("Van anna", "bob", blad.zetten)
    assert "Dit is uw eigen scenario" in bob.kaal("GET", antwoord.headers["location"]).text
    assert Blad(bob, pad).gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "X"})
    assert len(blad.zetten) == 1 and blad.inlog.kaal("GET", pad).status_code == 404
    (gemaakt, *_) = _auditregels(proef, pad.rpartition("/")[2])
    assert gemaakt[:2] == ("bob", "scenario-gemaakt") and gemaakt[2]["uit"] == blad.pad.rpartition("/")[2]


def test_the_copy_is_of_the_version_that_is_shown(proef: Proef, blad: Blad, link: str) -> None:
    bob = log_in(proef, proef.token("bob"))
    blad.gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": ANDERE_ZET["naam"]})
    assert f'action="{link}/overnemen?versie=1"' in bob.kaal("GET", f"{link}?versie=1").text
    for vraag, aantal in (("?versie=1", 1), ("", 2)):
        pad = bob.formulier(f"{link}/overnemen{vraag}").headers["location"].partition("?")[0]
        assert len(bob.kaal("GET", f"/v1{pad}").json()["zetten"]) == aantal


def test_who_may_not_is_offered_nothing(proef: Proef, link: str) -> None:
    vreemd = proef.client.get(link).text
    assert "overnemen" in vreemd and "/overnemen" not in vreemd and 'href="/inloggen">Log in</a>' in vreemd
    uitgelogd = proef.client.post(f"{link}/overnemen", data={"csrf": "x"})
    assert uitgelogd.status_code == 403 and "U bent niet meer ingelogd" in uitgelogd.text
    lies = log_in(proef, proef.token("lies"))
    pagina = lies.kaal("GET", link).text
    assert "/overnemen" not in pagina and "open deze link daarna opnieuw" not in pagina
    assert lies.formulier(f"{link}/overnemen").status_code == 403
    bob = log_in(proef, proef.token("bob"))
    anders = bob.formulier(f"{link}/overnemen", {"csrf": "anders"})
    assert anders.status_code == 403 and "U bent opnieuw ingelogd" in anders.text and "/overnemen" in anders.text
    assert bob.formulier(f"{link[:-1]}x/overnemen").status_code == 404
    terug = bob.kaal("GET", f"{link}/overnemen")
    assert (terug.status_code, terug.headers["location"]) == (303, link)


def test_who_has_too_many_is_told_so(proef: Proef, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MEESTE_SCENARIOS", 0)
    antwoord = log_in(proef, proef.token("bob")).formulier(f"{link}/overnemen")
    assert antwoord.status_code == 400 and "meer kan niet" in kaal(antwoord.text)
    assert f'action="{link}/overnemen"' in antwoord.text


def test_whoever_cannot_know_whether_there_is_a_copy_is_told_to_look_first(
    proef: Proef, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weg(*_: object, **__: object) -> None:
        raise Opslagfout("weg")

    bob = log_in(proef, proef.token("bob"))
    monkeypatch.setattr(scenarios, "maak", weg)
    antwoord = bob.formulier(f"{link}/overnemen")
    assert antwoord.status_code == 503 and "Kijk eerst of het er al staat" in antwoord.text
    assert 'href="/scenarios">Naar uw scenario’s</a>' in antwoord.text

"""What a change of a scenario must know, and what a scenario says can be done with it."""

from __future__ import annotations

import pytest

from tests.api.scenarioproef import ANDERE_ZET, ZET, Proef


@pytest.mark.parametrize("gezien", ['W/"x"', '""', '"' + "f" * 32 + '-1"', "x" * 5_000])
def test_another_etag_changes_nothing(gezien: str, proef: Proef, token: str) -> None:
    pad = proef.maak(token).headers["location"]
    assert proef.vraag("DELETE", pad, token, gezien=gezien).status_code == 412
    assert proef.vraag("GET", pad, token).status_code == 200


def test_any_etag_is_none(proef: Proef, token: str) -> None:
    pad = proef.maak(token).headers["location"]
    antwoord = proef.vraag("DELETE", pad, token, gezien=" * ")
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["errors"]
    assert (fout["in"], fout["veld"], fout["code"]) == ("header", "If-Match", "geen-etag")
    assert proef.vraag("GET", pad, token).status_code == 200


def test_what_can_be_undone_is_said_of_the_scenario_in_every_version(proef: Proef, token: str) -> None:
    een = proef.maak(token)
    pad = een.headers["location"]
    assert (een.json()["kanOngedaan"], een.json()["kanOpnieuw"]) == (False, False)
    een = proef.vraag("POST", f"{pad}/_zet", token, gezien=een.headers["etag"], json={"zetten": [ZET]})
    een = proef.vraag("POST", f"{pad}/_zet", token, gezien=een.headers["etag"], json={"zetten": [ANDERE_ZET]})
    for stap, kan in (("", (True, False)), ("_ongedaan", (True, True)), ("_ongedaan", (False, True))):
        een = proef.vraag("POST", f"{pad}/{stap}", token, gezien=een.headers["etag"]) if stap else een
        for vraag in ("", "?versie=1", "?versie=2", "?versie=3"):
            antwoord = proef.vraag("GET", f"{pad}{vraag}", token).json()
            assert (antwoord["kanOngedaan"], antwoord["kanOpnieuw"]) == kan, (stap, vraag)

"""Tokens of the API: none gets in with one that does not hold, and its owner gets what the document says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regio.opslag import verzoeken
from tests.api.scenarioproef import PAD, ZET, Proef, maak_database

VERZOEKEN = "/v1/grenswijzigingsverzoeken"


def _doe(proef: Proef, beveiligd: Any, token: str | None, scenario: Any) -> Any:
    """The operation on a scenario, with the examples of its document and the ETag it has now."""
    nummer = scenario["verzoek" if beveiligd.sjabloon.startswith(VERZOEKEN) else "id"]
    pad = beveiligd.sjabloon.format(id=nummer)
    vraag = {"met": scenario["id"]} if "met" in beveiligd.velden("query") else {}
    return proef.vraag(beveiligd.methode, pad, token, gezien=scenario["etag"], params=vraag, **beveiligd.opties)


@pytest.fixture
def van_anna(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A scenario of hers that can be undone and redone, with its link; its first version was handed in."""
    # Every test hands in one, which is more than somebody may do in a day.
    monkeypatch.setattr(verzoeken, "MEESTE_PER_DAG", 10_000)
    token = proef.token("anna")
    een = proef.maak(token, {**ZET, "naar": "PO2001"})
    pad = een.headers["location"]
    lijf = {"aanvrager": "Een gemeente", "reden": "Een reden"}
    ingediend = proef.vraag("POST", f"{pad}/_indienen", token, gezien=een.headers["etag"], json=lijf)
    assert ingediend.status_code == 201, ingediend.text
    verzoek = ingediend.json()["id"]
    for naam in ("eerste", "tweede"):
        zet = {"soort": "hernoem", "sector": "VO", "code": "VO2001", "naam": naam}
        een = proef.vraag("POST", f"{pad}/_zet", token, gezien=een.headers["etag"], json={"zetten": [zet]})
        assert een.status_code == 200, een.text
    een = proef.vraag("POST", f"{pad}/_ongedaan", token, gezien=een.headers["etag"])
    assert een.json()["kanOngedaan"] and een.json()["kanOpnieuw"]
    link = proef.vraag("POST", f"{pad}/_deel", token).json()["token"]
    yield {"id": een.json()["id"], "etag": een.headers["etag"], "token": token, "link": link, "verzoek": verzoek}
    # So many can be under way at once.
    proef.vraag("POST", f"{VERZOEKEN}/{verzoek}/_stap", proef.token("anna"), json={"soort": "ingetrokken"})


def test_nobody_gets_in_without_a_token_that_holds(beveiligd: Any, proef: Proef, van_anna: dict[str, Any]) -> None:
    """No token, a wrong one, an expired, a revoked, a link that ended: all the same 401."""
    oude_link = van_anna["link"]
    proef.vraag("POST", f"{PAD}/{van_anna['id']}/_deel", van_anna["token"])
    verkeerd = (None, "", "onzin", "regio_" + "a" * 43, van_anna["token"][:-1], "deel_" + "a" * 43)
    tokens = (*verkeerd, proef.verlopen("anna"), proef.ingetrokken("bob"), oude_link)
    antwoorden = [_doe(proef, beveiligd, token, van_anna) for token in tokens]
    assert {antwoord.status_code for antwoord in antwoorden} == {401}
    assert len({antwoord.content for antwoord in antwoorden}) == 1
    for antwoord in antwoorden:
        assert antwoord.headers["content-type"] == "application/problem+json"
        assert (antwoord.headers["www-authenticate"], antwoord.headers["cache-control"]) == ("Bearer", "no-store")
        assert "set-cookie" not in antwoord.headers and "etag" not in antwoord.headers


def test_the_examples_of_the_document_answer_its_owner(beveiligd: Any, proef: Proef, van_anna: dict[str, Any]) -> None:
    """Whoever else comes to ask stands in the access matrix (``test_toegangsmatrix.py``)."""
    antwoord = _doe(proef, beveiligd, van_anna["token"], van_anna)
    assert antwoord.status_code == next(int(status) for status in beveiligd.spec["responses"] if status[0] == "2")


def test_a_scenario_of_another_is_as_one_that_is_not_there(proef: Proef, van_anna: dict[str, Any]) -> None:
    bob = proef.token("bob")
    antwoorden = [proef.vraag("GET", f"{PAD}/{nummer}", bob) for nummer in (van_anna["id"], "f" * 32)]
    assert [antwoord.status_code for antwoord in antwoorden] == [404, 404]
    assert antwoorden[0].content == antwoorden[1].content
    eigen = proef.maak(bob).headers["location"]
    assert proef.vraag("GET", f"{eigen}/_vergelijk", bob, params={"met": van_anna["id"]}).status_code == 404


def test_a_list_holds_ones_own(proef: Proef, van_anna: dict[str, Any]) -> None:
    for wie, daar in (("anna", True), ("bob", False), ("beheer", False)):
        lijst = proef.vraag("GET", PAD, proef.token(wie)).json()["scenarios"]
        assert (van_anna["id"] in {een["id"] for een in lijst}) is daar


def test_a_link_that_is_revoked_closes_at_once(proef: Proef, van_anna: dict[str, Any]) -> None:
    pad = f"{PAD}/{van_anna['id']}"
    assert proef.vraag("GET", pad, van_anna["link"]).status_code == 200
    assert proef.vraag("POST", f"{pad}/_ontdeel", van_anna["token"]).status_code == 204
    assert proef.vraag("GET", pad, van_anna["link"]).status_code == 401


def test_the_token_stands_in_no_log_and_no_answer(
    proef: Proef, van_anna: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        antwoord = proef.vraag("GET", f"{PAD}/{van_anna['id']}", van_anna["token"])
    for geheim in (van_anna["token"], van_anna["link"]):
        assert geheim not in caplog.text and geheim not in antwoord.text
    assert van_anna["id"] not in "".join(
        regel.getMessage() for regel in caplog.records if regel.name == "regio.toegang"
    )


def test_every_secured_operation_documents_its_scheme(beveiligd: Any, openapi: dict[str, Any]) -> None:
    assert beveiligd.spec["security"] == [{"token": []}]
    schema = openapi["components"]["securitySchemes"]["token"]
    assert (schema["type"], schema["scheme"]) == ("http", "bearer") and schema["description"]
    assert {"401", "403", "404", "503"} <= set(beveiligd.spec["responses"])


PROGRAMMA = """
import json, sys
from pathlib import Path
from starlette.testclient import TestClient
from api.app import maak_app
from regio.instellingen import Instellingen

def geladen():
    return sorted({"sqlalchemy", "alembic", "geoalchemy2", "shapely"} & set(sys.modules))

with TestClient(maak_app(Instellingen(var=Path(sys.argv[1])))) as client:
    uit = {"start": geladen()}
    kop = {"authorization": "Bearer regio_" + "a" * 43}
    uit["open"] = [client.get(f"/v1/{pad}").status_code for pad in ("scenario-voorbeelden", "scenarios")]
    uit["daarna"] = geladen()
    uit["token"] = [client.get("/v1/scenarios", headers=kop).status_code, geladen()]
print(json.dumps(uit))
"""


def test_the_database_is_imported_for_the_first_token_only(var: Path, repo: Path) -> None:
    maak_database(f"sqlite:///{var / 'regio.db'}").dispose()
    opdracht = [sys.executable, "-c", PROGRAMMA, str(var)]
    gezien = json.loads(subprocess.run(opdracht, cwd=repo, capture_output=True, check=True, timeout=300).stdout)
    assert gezien == {"start": [], "open": [200, 401], "daarna": [], "token": [401, ["sqlalchemy"]]}

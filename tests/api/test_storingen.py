"""What the log says when something is wrong: what and where, and nothing of a question."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.sessie import COOKIE
from api.storingen import meld_opslagfout, plek_van
from regio.fouten import Opslagfout
from regio.stand.houder import Standhouder
from regio.stand.wijzer import Wijzer, zet_wijzer

NUMMER = "0" * 32
GEHEIM = "Geheimlaan 12"
TOKEN = f"regio_{'g' * 43}"
KOEK = {"cookie": f"{COOKIE}={'h' * 43}"}
# Every way to a database, with what nobody may find back in the log.
VRAGEN: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/v1/scenarios", {"headers": {"authorization": f"Bearer {TOKEN}"}}),
    ("POST", "/v1/scenarios", {"headers": {"authorization": f"Bearer {TOKEN}"}, "json": {"naam": GEHEIM}}),
    ("GET", f"/scenarios/{NUMMER}", {"headers": {**KOEK, "accept": "text/html"}}),
    ("POST", "/inloggen", {"data": {"token": TOKEN, "naar": GEHEIM}}),
    ("POST", "/scenarios", {"headers": KOEK, "files": {"naam": (None, GEHEIM)}}),
    ("POST", f"/scenarios/{NUMMER}/hernoem", {"headers": KOEK, "data": {"naam": GEHEIM, "csrf": GEHEIM}}),
    ("POST", f"/scenarios/{NUMMER}/factoren", {"headers": KOEK, "files": {"arbeidsmarktTekst": (None, GEHEIM)}}),
    ("POST", f"/verzoeken/{NUMMER}/stap", {"headers": KOEK, "data": {"tekst": GEHEIM, "csrf": GEHEIM}}),
]


def _fouten(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [regel.getMessage() for regel in caplog.records if regel.levelno == logging.ERROR]


@pytest.mark.parametrize(("methode", "pad", "opties"), VRAGEN, ids=[f"{een[0]} {een[1]}" for een in VRAGEN])
def test_the_log_says_why_data_cannot_be_reached(
    maak_client: Callable[..., TestClient],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    methode: str,
    pad: str,
    opties: dict[str, Any],
) -> None:
    (tmp_path / "regio.db").write_bytes(b"Dit is geen database." * 100)
    client = maak_client(database_url=f"sqlite:///{tmp_path / 'regio.db'}")
    assert client.request(methode, pad, **opties).status_code == 503
    (regel,) = _fouten(caplog)
    assert regel.startswith("gegevens niet bereikbaar: ") and "Het databasebestand is beschadigd." in regel
    for geheim in (GEHEIM, "Geheimlaan", TOKEN, "h" * 43, NUMMER):
        assert geheim not in caplog.text


def test_nothing_of_the_address_of_a_database_is_logged(
    maak_client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    client = maak_client(database_url="postgresql://geheimnaam:geheimwoord@127.0.0.1:1/geheimbasis")
    with caplog.at_level(logging.DEBUG):
        assert client.get("/v1/scenarios", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 503
    (regel,) = _fouten(caplog)
    assert "De database is niet bereikbaar." in regel
    assert "geheim" not in caplog.text and "127.0.0.1" not in caplog.text


class _Stuk:
    """A geocoder that breaks its promise never to raise."""

    def zoek(self, vraag: str, maximum: int = 5) -> Any:
        raise KeyError(vraag)


def test_the_log_says_where_it_went_wrong_that_nobody_foresaw(
    maak_client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    client = maak_client(geocoder=_Stuk())
    with caplog.at_level(logging.DEBUG):
        assert client.post("/v1/adressen/_zoek", json={"vraag": f"{GEHEIM} Geheimdorp"}).status_code == 500
    (regel,) = _fouten(caplog)
    plek = r"(api|kaarten|regio)/[a-z_/]+\.py:\d+ \w+"
    assert re.fullmatch(rf"onverwachte fout: KeyError in {plek}(, uit {plek}){{0,2}}", regel), regel
    assert "Geheim" not in caplog.text


def test_the_place_of_a_fault_is_the_innermost_of_this_program() -> None:
    def breek() -> None:
        Standhouder(Path("bestaat-niet"))

    with pytest.raises(Opslagfout) as gevangen:
        breek()
    delen = plek_van(gevangen.value).split(", uit ")
    assert [re.sub(r":\d+ ", " ", deel) for deel in delen] == [
        "regio/stand/houder.py open_actief",
        "regio/stand/houder.py __init__",
    ]
    assert plek_van(ValueError("nooit geworpen")) == "onbekende plek"


def test_a_fault_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    meld_opslagfout(Opslagfout("In de map a\nb schrijven is niet gelukt."))
    assert _fouten(caplog) == ["gegevens niet bereikbaar: In de map a b schrijven is niet gelukt."]


def test_an_edition_that_is_refused_is_logged_once(var: Path, caplog: pytest.LogCaptureFixture) -> None:
    houder = Standhouder(var)
    (var / "edities" / "weg.regio").write_bytes(b"half")
    zet_wijzer(var, Wijzer("f" * 64, "edities/weg.regio", "0" * 64))
    for _ in range(3):
        assert not houder.herlaad()
    (regel,) = _fouten(caplog)
    assert regel == f"nieuwe editie niet in gebruik, de vorige blijft: {houder.melding}"
    assert "edities/weg.regio" in regel

"""Another edition becomes active while the service runs; one that is unusable leaves the old one serving."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api import app as dienst
from regio.fouten import Opslagfout
from regio.schijf import sha256_van
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand
from regio.stand.wijzer import WIJZER, Wijzer, lees_wijzer, zet_wijzer

Activeer = Callable[[Path, Path], Wijzer]
MaakClient = Callable[..., TestClient]
PADEN = ("/v1/postcodes/9471", "/v1/locaties?lon=6.6863&lat=53.0929", "/v1/gemeenten/GM1730", "/v1/regelingen")
ANDER = "f" * 64


@pytest.fixture(scope="module")
def secties(editie: Path) -> dict[str, tuple[str, bytes]]:
    """The sections of the real edition under another fingerprint."""
    bestand = Sectiebestand.open(editie)
    alle = {naam: (soort, bytes(bestand.sectie(naam))) for naam, (_, _, soort) in bestand._gids.items()}
    meta = {**bestand.json("meta"), "editie": ANDER}
    return {**alle, "meta": (alle["meta"][0], json.dumps(meta).encode())}


@pytest.fixture
def ander(secties: dict[str, tuple[str, bytes]], tmp_path: Path) -> Path:
    """A second edition, equal in all but its fingerprint."""
    doel = tmp_path / "ander.regio"
    doel.write_bytes(inhoud(secties))
    return doel


def _etags(client: TestClient) -> list[str]:
    return [client.get(pad).headers["etag"] for pad in PADEN]


def test_another_edition_is_served_without_a_restart(
    var: Path, ander: Path, stand: Stand, activeer_editie: Activeer, maak_client: MaakClient
) -> None:
    houder = Standhouder(var)
    client = maak_client(houder=houder)
    eerst = _etags(client)
    assert not houder.herlaad(), "nothing changed"
    activeer_editie(var, ander)
    assert _etags(client) == eerst, "not before it looks"
    assert houder.herlaad()
    later = _etags(client)
    assert not set(eerst) & set(later)
    assert client.get("/readyz").json() == {"status": "in orde", "editie": ANDER, "melding": None}
    antwoord = client.get(PADEN[0], headers={"if-none-match": eerst[0]})
    assert antwoord.status_code == 200, "what the client kept is of another edition"
    assert client.get(PADEN[0], headers={"if-none-match": later[0]}).status_code == 304


def test_the_service_looks_by_itself(
    var: Path,
    ander: Path,
    activeer_editie: Activeer,
    maak_client: MaakClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(dienst, "HERLAAD_S", 0.02)
    houder = Standhouder(var)
    client = maak_client(houder=houder)
    eerste = houder.herlaad
    fouten = iter([KeyError("meta")])

    def eenmaal_stuk() -> bool:
        for fout in fouten:
            raise fout
        return eerste()

    monkeypatch.setattr(houder, "herlaad", eenmaal_stuk)
    activeer_editie(var, ander)
    uiterlijk = time.monotonic() + 120
    while client.get("/readyz").json()["editie"] != ANDER:
        assert time.monotonic() < uiterlijk, "an error while looking must not end the looking"
        time.sleep(0.02)
    assert [regel.getMessage() for regel in caplog.records if regel.levelno == logging.ERROR] == [
        "nieuwe editie niet te openen: KeyError"
    ]


def _afgekapt(var: Path, ander: Path, activeer: Activeer) -> None:
    wijzer = activeer(var, ander)
    pad = var / wijzer.bestand
    os.truncate(pad, pad.stat().st_size // 2)


def _verkeerde_som(var: Path, ander: Path, activeer: Activeer) -> None:
    wijzer = activeer(var, ander)
    (var / WIJZER).write_text(json.dumps({"editie": ANDER, "bestand": wijzer.bestand, "sha256": "0" * 64}))


def _verdwenen(var: Path, ander: Path, activeer: Activeer) -> None:
    wijzer = activeer(var, ander)
    (var / wijzer.bestand).unlink()


def _ander_antwoord(var: Path, ander: Path, activeer: Activeer) -> None:
    ander.write_bytes(ander.read_bytes().replace(b"PO2201", b"PO2202"))
    activeer(var, ander)


def _andere_bouw(var: Path, ander: Path, activeer: Activeer) -> None:
    wijzer = activeer(var, ander)
    pad = var / wijzer.bestand
    pad.unlink()
    pad.write_bytes(inhoud({"meta": ("B", b"{}")}))
    zet_wijzer(var, replace(wijzer, sha256=sha256_van(pad)))


def _geen_wijzer(var: Path, ander: Path, activeer: Activeer) -> None:
    (var / WIJZER).write_text('{"editie": ')


STUK = [_afgekapt, _verkeerde_som, _verdwenen, _ander_antwoord, _andere_bouw, _geen_wijzer]


@pytest.mark.parametrize("maak_stuk", STUK)
def test_a_broken_edition_leaves_the_old_one_serving(
    maak_stuk: Callable[[Path, Path, Activeer], None],
    var: Path,
    ander: Path,
    stand: Stand,
    activeer_editie: Activeer,
    maak_client: MaakClient,
) -> None:
    houder = Standhouder(var)
    goed = lees_wijzer(var)
    client = maak_client(houder=houder)
    eerst = _etags(client)
    maak_stuk(var, ander, activeer_editie)
    assert not houder.herlaad()
    assert not houder.herlaad(), "nor at the next look"
    assert _etags(client) == eerst
    gezondheid = client.get("/readyz")
    assert gezondheid.status_code == 200
    assert gezondheid.json()["editie"] == stand.editie
    assert gezondheid.json()["melding"].endswith(".")
    assert str(var) not in gezondheid.text, "where it stands is not for visitors"
    with pytest.raises(Opslagfout):
        Standhouder(var)
    assert goed is not None
    (var / WIJZER).write_text(json.dumps({"editie": goed.editie, "bestand": goed.bestand, "sha256": goed.sha256}))
    houder.herlaad()
    assert client.get("/readyz").json()["melding"] is None, "the good edition is active again"


def test_without_an_edition_the_service_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(Opslagfout, match="regio data laad"):
        Standhouder(tmp_path)

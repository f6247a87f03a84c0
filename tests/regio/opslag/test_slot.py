"""The load lock: exclusive, patient as long as asked, and gone with its holder."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from regio.fouten import Opslagfout
from regio.opslag.edities import maak_engine
from regio.opslag.slot import laadslot


def test_one_at_a_time_per_folder(tmp_path: Path) -> None:
    with laadslot(tmp_path, None, 0):
        begin = time.monotonic()
        with pytest.raises(Opslagfout, match="al een editie geladen"), laadslot(tmp_path, None, 0.3):
            pass
        assert time.monotonic() - begin >= 0.3
        with laadslot(tmp_path / "elders", None, 0):
            pass
    with laadslot(tmp_path, None, 0):
        pass


def test_one_at_a_time_per_database(tmp_path: Path, database_url: str) -> None:
    een, ander = maak_engine(database_url), maak_engine(database_url)
    with laadslot(tmp_path / "een", een, 0):
        with pytest.raises(Opslagfout, match="al een editie geladen"), laadslot(tmp_path / "ander", ander, 0):
            pass
        # The refused one gave back the lock of its own folder.
        with laadslot(tmp_path / "ander", None, 0):
            pass
    with laadslot(tmp_path / "ander", ander, 0):
        pass
    een.dispose()
    ander.dispose()


def test_the_second_waits_for_the_first(tmp_path: Path, database_url: str) -> None:
    motor = maak_engine(database_url)
    binnen, volgorde = threading.Event(), []

    def eerste() -> None:
        with laadslot(tmp_path / "een", motor, 0):
            binnen.set()
            time.sleep(0.3)
            volgorde.append("eerste")

    draad = threading.Thread(target=eerste)
    draad.start()
    binnen.wait()
    with laadslot(tmp_path / "ander", motor, 5):
        volgorde.append("tweede")
    draad.join()
    motor.dispose()
    assert volgorde == ["eerste", "tweede"]


def test_a_killed_holder_holds_nothing(tmp_path: Path, repo: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path; from regio.opslag.slot import laadslot\n"
        "with laadslot(Path(sys.argv[1]), None, 0): print('binnen', flush=True); input()"
    )
    regel = [sys.executable, "-c", code, str(tmp_path), str(repo)]
    with subprocess.Popen(regel, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as kind:
        assert kind.stdout is not None
        assert kind.stdout.readline() == "binnen\n"
        with pytest.raises(Opslagfout), laadslot(tmp_path, None, 0):
            pass
        kind.kill()
    with laadslot(tmp_path, None, 0):
        pass

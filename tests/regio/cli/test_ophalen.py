"""``regio data ophalen`` as a user runs it."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from regio.bronnen.ophalen import verbinding
from regio.bronnen.ophalen.fouten import Onbruikbaar
from regio.cli import ophalen
from tests.regio.bronnen.ophalen.conftest import HAAST, Nepdok, maak_nepdok, stuur

Regio = Any
BESTANDEN = ["cbs_pc4_2024.gpkg", "cbsgebiedsindelingen2016.gpkg", "cbsgebiedsindelingen2025.gpkg"]


@pytest.fixture
def staatmap(tmp_path: Path) -> Path:
    """No edition: fetching asks for none."""
    return tmp_path / "staat"


@pytest.fixture
def var(staatmap: Path) -> Path:
    return staatmap


@pytest.fixture
def pdok(regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nepdok]:
    """A server that the command asks instead of PDOK, in a hurry."""
    nepdok = maak_nepdok(tmp_path, monkeypatch)
    monkeypatch.setenv("REGIO_PDOK_URL", nepdok.url)
    monkeypatch.setattr(verbinding, "Geduld", lambda: HAAST)
    yield nepdok
    nepdok.sluit()


def namen(map_: Path) -> list[str]:
    return sorted(pad.name for pad in map_.glob("*.gpkg"))


def test_the_files_come_in_the_state_folder_and_loading_is_named(regio: Regio, pdok: Nepdok, var: Path) -> None:
    klaar = regio("data", "ophalen")
    assert (klaar.code, klaar.uit) == (0, "")
    assert namen(var / "bronnen") == BESTANDEN
    *_, samen, verder = klaar.fout.splitlines()
    assert samen.startswith(f"Klaar: 3 opgehaald, 0 ongewijzigd, in {var / 'bronnen'}. Bron: Kadaster")
    assert verder == f"Laad ze met: regio data laad {var / 'bronnen'}"
    # No terminal, no bars.
    assert "━" not in klaar.fout
    assert "Klaar: 0 opgehaald, 3 ongewijzigd" in regio("data", "ophalen").fout


def test_years_and_a_folder_of_choice(regio: Regio, pdok: Nepdok, var: Path, tmp_path: Path) -> None:
    naar = tmp_path / "met spatie"
    klaar = regio("data", "ophalen", "--jaar", 2024, "--jaar", 2025, "--naar", naar)
    assert klaar.code == 0
    assert namen(naar) == [*BESTANDEN[:2], "cbsgebiedsindelingen2024.gpkg", BESTANDEN[2]]
    assert klaar.fout.splitlines()[-1] == f"Laad ze met: regio data laad '{naar}'"
    assert not var.exists()


def test_a_trial_tells_what_and_how_large_and_writes_nothing(regio: Regio, pdok: Nepdok, var: Path) -> None:
    pdok.lengtes = {2016: 18_100_000, 2025: 2_900_000}
    klaar = regio("data", "ophalen", "--proef")
    assert klaar.code == 0
    assert klaar.uit.splitlines() == [
        "cbs_pc4_2024.gpkg: grootte vooraf niet bekend, reken op hoogstens 100 MB",
        "cbsgebiedsindelingen2016.gpkg: 18,1 MB",
        "cbsgebiedsindelingen2025.gpkg: 2,9 MB",
        f"Samen hoogstens 121,0 MB, naar {var / 'bronnen'}.",
        "Jaren bij PDOK: 2016, 2024, 2025. Meer jaren ophalen: --jaar JJJJ.",
    ]
    assert klaar.fout == "Dit was een proef: er is niets opgehaald.\n"
    assert not var.exists()
    assert pdok.gevraagd("downloads") == []


def test_a_trial_tells_what_is_there_already(regio: Regio, pdok: Nepdok, var: Path) -> None:
    (var / "bronnen").mkdir(parents=True)
    (var / "bronnen" / BESTANDEN[1]).write_bytes(b"")
    (tweede,) = [regel for regel in regio("data", "ophalen", "--proef").uit.splitlines() if "staat er al" in regel]
    assert tweede.startswith(BESTANDEN[1])


def test_an_unknown_year_is_told_with_those_there_are(regio: Regio, pdok: Nepdok, var: Path) -> None:
    melding = regio("data", "ophalen", "--jaar", 2003).melding
    assert melding.startswith("PDOK heeft geen gebiedsindelingen van 2003. Kies bij --jaar uit 2016, 2024, 2025.")
    assert not var.exists()


@pytest.mark.parametrize("jaar", ["dit jaar", "99", "-1"])
def test_a_year_that_is_none_is_refused(regio: Regio, pdok: Nepdok, jaar: str) -> None:
    assert "--jaar" in regio("data", "ophalen", "--jaar", jaar).melding
    assert pdok.verzoeken == []


def test_an_address_that_is_none_is_refused(regio: Regio, pdok: Nepdok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIO_PDOK_URL", "http://voorbeeld.nl")
    assert "https://" in regio("data", "ophalen").melding


def test_a_dead_service_is_one_line_and_loses_nothing(regio: Regio, pdok: Nepdok, var: Path) -> None:
    regio("data", "ophalen")
    pdok.sluit()
    klaar = regio("data", "ophalen")
    assert klaar.code == 1
    assert "Controleer de internetverbinding" in klaar.fout.splitlines()[-1]
    assert "Traceback" not in klaar.fout
    assert namen(var / "bronnen") == BESTANDEN


def test_one_bad_file_does_not_keep_the_others_away(regio: Regio, pdok: Nepdok, var: Path) -> None:
    pdok.eerst["postcode4"] = [stuur(b"[]")] * 20
    pdok.eerst["2025"] = [stuur(b"%PDF")]
    klaar = regio("data", "ophalen", "--pc4-jaar", 2024)
    assert klaar.code == 1
    assert klaar.fout.splitlines()[-1].startswith("Niet opgehaald: cbs_pc4_2024.gpkg.")
    assert namen(var / "bronnen") == BESTANDEN[1:]


def test_loading_follows_on_request(regio: Regio, pdok: Nepdok, var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    geladen: list[Path] = []
    monkeypatch.setattr("regio.cli.data.laad_gegevens", geladen.append)
    klaar = regio("data", "ophalen", "--laad")
    assert klaar.code == 0
    assert geladen == [var / "bronnen"]
    assert "regio data laad" not in klaar.fout


def test_nothing_is_loaded_when_something_failed(regio: Regio, pdok: Nepdok, monkeypatch: pytest.MonkeyPatch) -> None:
    geladen: list[Path] = []
    monkeypatch.setattr("regio.cli.data.laad_gegevens", geladen.append)
    pdok.eerst["postcode4"] = [stuur(b"[]")]
    assert regio("data", "ophalen", "--laad", "--pc4-jaar", 2024).code == 1
    assert geladen == []


def test_stopping_says_what_becomes_of_it(regio: Regio, pdok: Nepdok, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("regio.bronnen.ophalen.download.Deel.begin", stop)
    klaar = regio("data", "ophalen")
    assert klaar.code == 130
    assert klaar.fout.splitlines()[-1] == (
        "Onderbroken. Wat al binnen is blijft bewaard; dezelfde opdracht gaat daar verder."
    )


def test_a_run_that_is_killed_is_gone_on_with(regio: Regio, pdok: Nepdok, var: Path, tmp_path: Path) -> None:
    genoeg = threading.Event()
    bestand = pdok.bestanden[2016]

    def half(verzoek: BaseHTTPRequestHandler) -> None:
        verzoek.send_response(200)
        verzoek.send_header("ETag", bestand.etag)
        verzoek.send_header("Content-Length", str(len(bestand.inhoud)))
        verzoek.end_headers()
        verzoek.wfile.write(bestand.inhoud[:50_000])
        genoeg.wait(60)

    pdok.eerst["2016"] = [half]
    deel = var / "bronnen" / "cbsgebiedsindelingen2016.gpkg.deel"
    with subprocess.Popen([sys.executable, "-m", "regio", "data", "ophalen"], stderr=subprocess.DEVNULL) as proces:
        einde = time.monotonic() + 60
        while (not deel.exists() or deel.stat().st_size < 50_000) and time.monotonic() < einde:
            time.sleep(0.02)
        proces.kill()
    genoeg.set()
    assert deel.read_bytes() == bestand.inhoud[:50_000]
    assert regio("data", "ophalen").code == 0
    assert pdok.gevraagd("2016")[-1]["Range"] == "bytes=50000-"
    assert (var / "bronnen" / BESTANDEN[1]).read_bytes() == bestand.inhoud


def test_a_terminal_gets_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    class Scherm(io.StringIO):
        def isatty(self) -> bool:
            return True

    scherm = Scherm()
    monkeypatch.setattr(sys, "stderr", scherm)
    monkeypatch.setenv("TERM", "xterm")
    with ophalen._voortgang() as stand:
        stand("a.gpkg", 10, None)
        stand("a.gpkg", 500_000, 1_000_000)
        stand("b.gpkg", 3, 3)
    geschreven = scherm.getvalue()
    assert "a.gpkg" in geschreven and "0.5/1.0 MB" in geschreven and "b.gpkg" in geschreven
    with pytest.raises(Onbruikbaar), ophalen._voortgang():
        raise Onbruikbaar("weg")

"""The real service in processes of its own that can be killed, and clients that find out what became of a change."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).resolve().parents[3]
WACHT_S = 600.0
ZET = {"soort": "hernoem", "sector": "VO", "code": "VO2001"}


class Dienst:
    """uvicorn with the application over a state folder and a database, on a port that stays the same."""

    def __init__(self, var: Path, database_url: str, logboek: Path, processen: int = 1) -> None:
        self._omgeving = {
            **os.environ,
            "REGIO_VAR": str(var),
            "REGIO_DATABASE_URL": database_url,
            "REGIO_GEOCODER": "geen",
            "PYTHONPATH": str(WORTEL),
        }
        self.logboek, self._processen = logboek, processen
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            self.poort: int = vrij.getsockname()[1]
        self._proces: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        adres = ("--host", "127.0.0.1", "--port", str(self.poort), "--workers", str(self._processen))
        opdracht = [sys.executable, "-m", "uvicorn", "api.serveer:maak", "--factory", "--no-access-log", *adres]
        with self.logboek.open("ab") as uit:
            # A group of its own: killing it ends the workers too.
            self._proces = subprocess.Popen(
                opdracht, cwd=WORTEL, env=self._omgeving, stdout=uit, stderr=uit, start_new_session=True
            )
        self.wacht_tot_antwoord()

    def wacht_tot_antwoord(self) -> None:
        """Wait until the service answers."""
        uiterlijk = time.monotonic() + WACHT_S
        while vraag(self.poort, "GET", "/livez", {}) is None:
            assert self._proces is not None and self._proces.poll() is None, self.logboek.read_text()
            assert time.monotonic() < uiterlijk, self.logboek.read_text()
            time.sleep(0.02)

    def dood(self) -> None:
        """SIGKILL to every process of the service at once."""
        assert self._proces is not None
        os.killpg(self._proces.pid, signal.SIGKILL)
        self._proces.wait()

    def __enter__(self) -> Dienst:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._proces is not None and self._proces.poll() is None:
            self.dood()


@dataclass(frozen=True)
class Antwoord:
    """What came back."""

    status: int
    koppen: Mapping[str, str]
    inhoud: Any

    @property
    def etag(self) -> str:
        """The ETag of the scenario."""
        return self.koppen["etag"]

    @property
    def namen(self) -> list[str]:
        """The names that its moves give, one after another."""
        return [zet["naam"] for zet in self.inhoud["zetten"]]


def vraag(poort: int, methode: str, pad: str, koppen: Mapping[str, str], lijf: Any = None) -> Antwoord | None:
    """One question over a connection of its own; None when no whole answer came."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=WACHT_S)
    try:
        inhoud = None if lijf is None else json.dumps(lijf)
        alle = dict(koppen) if lijf is None else {**koppen, "content-type": "application/json"}
        verbinding.request(methode, pad, inhoud, alle)
        antwoord = verbinding.getresponse()
        tekst = antwoord.read()
        return Antwoord(
            antwoord.status,
            {naam.lower(): waarde for naam, waarde in antwoord.getheaders()},
            json.loads(tekst) if tekst else None,
        )
    except (OSError, http.client.HTTPException):
        return None
    finally:
        verbinding.close()


@dataclass
class Klant:
    """Somebody who edits one scenario, and what became of every edit.

    ``bevestigd`` maps a name to the versions that its change was based on and made; ``achteraf`` are the names
    whose answer never came (or was 503) and that were found when the scenario was read; ``ingehaald`` counts 412s.
    """

    poort: int
    token: str
    pad: str
    bevestigd: dict[str, tuple[int, int]] = field(default_factory=dict)
    achteraf: set[str] = field(default_factory=set)
    zonder_antwoord: int = 0
    niet_gebeurd: int = 0
    ingehaald: int = 0

    def vraag(self, methode: str, pad: str, lijf: Any = None, gezien: str = "") -> Antwoord | None:
        """Ask with the token; None when it is not known what became of it."""
        koppen = {"authorization": f"Bearer {self.token}", **({"if-match": gezien} if gezien else {})}
        antwoord = vraag(self.poort, methode, pad, koppen, lijf)
        if antwoord is not None and antwoord.status == 503:
            assert antwoord.koppen["retry-after"].isdigit()
            return None
        return antwoord

    def lees(self) -> Antwoord:
        """The scenario as it is now, as soon as the service answers."""
        uiterlijk = time.monotonic() + WACHT_S
        while (antwoord := self.vraag("GET", self.pad)) is None:
            assert time.monotonic() < uiterlijk
            time.sleep(0.05)
        assert antwoord.status == 200, antwoord
        return antwoord

    def bewerk(self, naam: str) -> None:
        """Make one change, exactly once: after an answer that never came, read before trying again."""
        gezien, onzeker = self.lees(), False
        while naam not in gezien.namen:
            self.niet_gebeurd += onzeker
            lijf = {"zetten": [{**ZET, "naam": naam}]}
            antwoord = self.vraag("POST", f"{self.pad}/_zet", lijf, gezien.etag)
            if antwoord is not None and antwoord.status == 200:
                assert antwoord.namen == [*gezien.namen, naam]
                self.bevestigd[naam] = (gezien.inhoud["versie"], antwoord.inhoud["versie"])
                return
            assert antwoord is None or antwoord.status == 412, antwoord
            onzeker = antwoord is None
            self.zonder_antwoord += onzeker
            self.ingehaald += not onzeker
            gezien = self.lees()
        self.achteraf.add(naam)

    def klaar(self) -> int:
        """How many changes are known to be there."""
        return len(self.bevestigd) + len(self.achteraf)

"""A server under measurement: one uvicorn worker in its own process, and what it has used."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
WARM = "/v1/postcodes/9471"
_TIKKEN = os.sysconf("SC_CLK_TCK")


class Server:
    """One application on a free port of 127.0.0.1, from entering the context to leaving it."""

    def __init__(self, fabriek: str, omgeving: Mapping[str, str]) -> None:
        self._fabriek, self._omgeving = fabriek, {**os.environ, **omgeving}
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            self.poort: int = vrij.getsockname()[1]
        self.start_s = 0.0

    def __enter__(self) -> Server:
        """Start, and wait for the first 200 on WARM; ``start_s`` says how long that took."""
        opties = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning")
        adres = ("--host", "127.0.0.1", "--port", str(self.poort))
        begin = time.perf_counter()
        self._proces = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", self._fabriek, "--factory", *adres, *opties],
            env=self._omgeving,
            cwd=WORTEL,
            stderr=subprocess.DEVNULL,
        )
        while not self._antwoordt():
            if self._proces.poll() is not None or time.perf_counter() - begin > 60:
                raise RuntimeError(f"{self._fabriek} does not start")
            time.sleep(0.002)
        self.start_s = time.perf_counter() - begin
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the process and wait for it."""
        self._proces.terminate()
        self._proces.wait(timeout=10)

    def _antwoordt(self) -> bool:
        verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=10)
        try:
            verbinding.request("GET", WARM)
            return verbinding.getresponse().status == 200
        except OSError:
            return False
        finally:
            verbinding.close()

    def cpu_s(self) -> float:
        """Processor seconds used so far, all threads, user and system."""
        velden = Path(f"/proc/{self._proces.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(velden[11]) + int(velden[12])) / _TIKKEN

    def eigen_mb(self) -> float:
        """Memory that only this process holds (USS), in MB."""
        regels = Path(f"/proc/{self._proces.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(regel.split()[1]) for regel in regels if regel.startswith("Private_")) / 1024

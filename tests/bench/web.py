"""HTTP: processor time of the server per request, beside small applications with the same answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from tests.bench.gegevens import Gegevens
from tests.bench.last import Gezien, belast
from tests.bench.server import Server
from tests.bench.tabel import Regel, hoogstens, minstens

ECHT = "api.serveer:maak"
RONDEN = 7
AANTAL = 6_000
KETEN_US = 25.0
P99 = 3.0


@dataclass
class Loper:
    """One thing to ask: a server and its paths, with what each round gave."""

    server: Server
    paden: Sequence[str]
    koppen: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    verbindingen: int = 32
    cpu_us: list[float] = field(default_factory=list)
    gezien: list[Gezien] = field(default_factory=list)

    def ronde(self, aantal: int) -> None:
        """One run of load."""
        voor = self.server.cpu_s()
        self.gezien.append(belast(self.server.poort, self.paden, aantal, self.verbindingen, self.koppen, self.status))
        self.cpu_us.append(1e6 * (self.server.cpu_s() - voor) / aantal)

    @property
    def us(self) -> float:
        """Median processor time per request, in microseconds."""
        return median(self.cpu_us)

    def maal(self, ander: Loper) -> float:
        """How many times our requests per CPU second are those of another, as the median over the rounds."""
        return median(hun / eigen for eigen, hun in zip(self.cpu_us, ander.cpu_us, strict=True))

    @property
    def p50_ms(self) -> float:
        """Median over the rounds of the median time at 32 connections."""
        return median(gezien.p50_ms for gezien in self.gezien)

    @property
    def p99_ms(self) -> float:
        """Median over the rounds of the 99th percentile at 32 connections."""
        return median(gezien.p99_ms for gezien in self.gezien)

    @property
    def fouten(self) -> int:
        """Answers with another status than asked for, over all rounds."""
        return sum(gezien.fouten for gezien in self.gezien)


def meet(gegevens: Gegevens) -> list[Regel]:
    """Ask every application in turn, several rounds, and compare."""
    postcodes = [f"/v1/postcodes/{pc4}" for pc4 in gegevens.stand.pc4s]
    punten = [f"/v1/locaties?lon={lon}&lat={lat}" for lon, lat in gegevens.lonlat_op_grond(5_000)]
    with ExitStack() as stapel:

        def start(fabriek: str) -> Server:
            return stapel.enter_context(Server(fabriek, gegevens.omgeving))

        echt = start(ECHT)
        lopers = {
            "postcode": Loper(echt, postcodes),
            "fastapi": Loper(start("tests.bench.apps:fastapi_dict"), postcodes),
            "getypeerd": Loper(start("tests.bench.apps:fastapi_getypeerd"), postcodes),
            "starlette": Loper(start("tests.bench.apps:starlette_bytes"), postcodes),
            "zonder": Loper(start("tests.bench.apps:zonder_tussenlaag"), postcodes),
            "punt": Loper(echt, punten),
        }
        for loper in lopers.values():
            belast(loper.server.poort, loper.paden, 2_000)
        for _ in range(RONDEN):
            for loper in lopers.values():
                loper.ronde(AANTAL)
    return _regels(lopers)


def _regels(lopers: dict[str, Loper]) -> list[Regel]:
    onze, dict_, getypeerd, bytes_, zonder, punt = lopers.values()
    keten = median(met - los for met, los in zip(onze.cpu_us, zonder.cpu_us, strict=True))
    fouten = onze.fouten + punt.fouten
    postcode, cpu = "GET /v1/postcodes/{pc4}", "us CPU"
    return [
        minstens(
            f"{postcode}, requests per CPU second", _us(onze), f"FastAPI, dict: {_us(dict_)}", onze.maal(dict_), 3
        ),
        Regel(
            "the same", _us(onze), f"FastAPI, typed dict: {_us(getypeerd)}", f"{onze.maal(getypeerd):.2f}x", "-", None
        ),
        minstens("the same", _us(onze), f"Starlette, ready bytes: {_us(bytes_)}", onze.maal(bytes_), 0.75),
        hoogstens(
            f"{postcode}, p99 / p50 at 32 connections",
            f"{onze.p99_ms:.2f} / {onze.p50_ms:.2f} ms",
            f"FastAPI, dict: {dict_.p99_ms:.2f} / {dict_.p50_ms:.2f} ms",
            onze.p99_ms / onze.p50_ms,
            P99,
        ),
        Regel("errors in all requests to the service", str(fouten), "-", "-", "0", fouten == 0),
        minstens("GET /v1/locaties (lon, lat)", _us(punt), f"postcode endpoint: {_us(onze)}", punt.maal(onze), 0.8),
        Regel(
            "whole middleware chain, with the log",
            f"{keten:.1f} {cpu}",
            f"the app without it: {_us(zonder)}",
            f"{1 / onze.maal(zonder):.2f}x",
            f"<= {KETEN_US:g} {cpu}",
            keten <= KETEN_US,
        ),
    ]


def _us(loper: Loper) -> str:
    return f"{loper.us:.0f} us CPU"

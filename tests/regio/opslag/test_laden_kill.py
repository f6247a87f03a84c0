"""``kill -9`` at any moment of a load leaves the old edition serving, and the next load finishes.

REGIO_KILLS sets how often every phase is hit (3).
"""

from __future__ import annotations

import importlib.util
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Engine, text

from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten
from regio.opslag.edities import actieve_editie, alle_edities, lees_feiten, maak_engine
from regio.opslag.laden import FASEN, controleer_opslag, laad
from regio.stand.wijzer import lees_wijzer, sha256_klopt

SCRIPT = Path(__file__).with_name("laadproces.py")
KILLS = int(os.environ.get("REGIO_KILLS", "3"))
PLEKKEN = ("voor-database", "na-database", "voor-wijzer", "na-wijzer", "bij-opruimen")
WISSEL = ("activeren", "klaar")

Merk = Callable[[Feiten, str], Feiten]


@pytest.fixture(scope="module")
def proces() -> ModuleType:
    """The steps of the process that is killed, for the loads of the parent."""
    plan = importlib.util.spec_from_file_location("laadproces", SCRIPT)
    assert plan is not None
    assert plan.loader is not None
    module = importlib.util.module_from_spec(plan)
    plan.loader.exec_module(module)
    return module


def wachtend_proces() -> subprocess.Popen[str]:
    """A process that waits for what to load."""
    wortel = SCRIPT.parents[3]
    omgeving = {**os.environ, "PYTHONPATH": str(wortel)}
    regel = [sys.executable, str(SCRIPT)]
    pijp = subprocess.PIPE
    return subprocess.Popen(regel, stdin=pijp, stdout=pijp, text=True, cwd=wortel, env=omgeving)


@dataclass
class Proef:
    """A state folder and database that survive one kill after another."""

    map: Path
    url: str
    basis: Feiten
    merk: Merk
    proces: ModuleType
    duur: dict[str, float] = field(default_factory=dict)
    nummer: int = 0
    wachtend: subprocess.Popen[str] | None = None

    def start(self, pad: Path, sterf: str = "") -> subprocess.Popen[str]:
        """Let a waiting process load, and make the next one wait: its imports then cost no time."""
        kind = self.wachtend or wachtend_proces()
        opdracht = {"feiten": str(pad), "var": str(self.var), "url": self.url, "sterf": sterf}
        assert kind.stdin is not None
        kind.stdin.write(json.dumps(opdracht) + "\n")
        kind.stdin.flush()
        self.wachtend = wachtend_proces()
        return kind

    def sluit(self) -> None:
        """End the process that still waits."""
        if self.wachtend is not None:
            with self.wachtend as kind:
                kind.kill()

    @property
    def var(self) -> Path:
        """The state folder."""
        return self.map / "var"

    def volgende(self) -> tuple[Path, Feiten]:
        """Facts that were not loaded before, on disk for the process."""
        self.nummer += 1
        feiten = self.merk(self.basis, f"proef {self.nummer}")
        pad = self.map / "feiten.pickle"
        pad.write_bytes(pickle.dumps(feiten))
        return pad, feiten

    def eerste(self) -> None:
        """Load a first edition in a process of its own and measure its phases."""
        pad, _ = self.volgende()
        momenten: list[tuple[str, float]] = []
        with self.start(pad) as kind:
            momenten = [(fase, time.monotonic()) for fase in fasen_van(kind)]
        assert [fase for fase, _ in momenten] == list(FASEN)
        einde = (*(moment for _, moment in momenten[1:]), time.monotonic())
        self.duur = {fase: later - nu for (fase, nu), later in zip(momenten, einde, strict=True)}

    def laad(self, pad: Path) -> None:
        """Load in this process."""
        laad(pad, self.var, self.url, lambda _: None, stappen=self.proces.STAPPEN)

    def geserveerd(self) -> tuple[str, Feiten]:
        """What the service would answer from: the file that the pointer names, which must be whole."""
        wijzer = lees_wijzer(self.var)
        assert wijzer is not None
        assert sha256_klopt(self.var, wijzer)
        feiten: Feiten = pickle.loads((self.var / wijzer.bestand).read_bytes())
        assert vingerafdruk(feiten) == wijzer.editie
        return wijzer.editie, feiten


@pytest.fixture
def leeg(
    tmp_path: Path, database_url: str, weinig: Feiten, merk: Merk, proces: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Proef]:
    """Nothing loaded yet; only the process that is killed is slow."""
    monkeypatch.setattr(proces, "DUUR_S", 0.0)
    een = Proef(tmp_path, database_url, weinig, merk, proces)
    yield een
    een.sluit()


@pytest.fixture
def proef(leeg: Proef) -> Proef:
    """A first edition, loaded without trouble."""
    leeg.eerste()
    return leeg


def fasen_van(kind: subprocess.Popen[str]) -> Iterator[str]:
    """The phases as the process prints them."""
    assert kind.stdout is not None
    for regel in kind.stdout:
        if regel.strip() in FASEN:
            yield regel.strip()


def dood_in(proef: Proef, pad: Path, fase: str, wacht_s: float) -> str:
    """Kill a load ``wacht_s`` seconds after it announced ``fase``; gives the last phase it announced."""
    with proef.start(pad) as kind:
        for gezien in fasen_van(kind):
            if gezien == fase:
                break
        time.sleep(wacht_s)
        kind.send_signal(signal.SIGKILL)
        laatste = [fase, *fasen_van(kind)][-1]
    print(f"SIGKILL {wacht_s * 1000:.0f} ms into {fase}: died in {laatste}")
    return laatste


def wacht_op_server(motor: Engine) -> None:
    """Wait until PostgreSQL noticed that its client is gone: it finishes a statement that it had begun."""
    if motor.dialect.name != "postgresql":
        return
    # Not the autovacuum workers, which also stand there.
    vraag = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    for _ in range(6_000):
        with motor.connect() as verbinding:
            if verbinding.scalar(vraag) == 0:
                return
        time.sleep(0.02)
    pytest.fail("the connections of the killed process stay open")


def controleer_na_kill(proef: Proef, oud: Feiten, nieuw: Feiten, laatste: str) -> None:
    """The old edition serves whole, or the new one once the pointer could have moved; nothing is in between."""
    voor, na = vingerafdruk(oud), vingerafdruk(nieuw)
    editie, feiten = proef.geserveerd()
    assert feiten == (oud if editie == voor else nieuw)
    motor = maak_engine(proef.url)
    wacht_op_server(motor)
    actief = actieve_editie(motor)
    assert actief is not None
    assert lees_feiten(motor, actief.id) == (oud if actief.vingerafdruk == voor else nieuw)
    motor.dispose()
    bevindingen = controleer_opslag(proef.var, proef.url)
    assert {een.niveau for een in bevindingen} <= {"info"}
    assert (actief.vingerafdruk, editie) in (
        {(voor, voor), (na, voor), (na, na)} if laatste in WISSEL else {(voor, voor)}
    )
    assert ("activering-onderbroken" in {een.code for een in bevindingen}) == (actief.vingerafdruk != editie)


def controleer_na_herstel(proef: Proef, nieuw: Feiten) -> None:
    """The new edition serves, and nothing of the killed load is left."""
    assert proef.geserveerd() == (vingerafdruk(nieuw), nieuw)
    assert controleer_opslag(proef.var, proef.url) == []
    motor = maak_engine(proef.url)
    assert sorted(een.status for een in alle_edities(motor)) == ["actief", "vervallen"]
    motor.dispose()
    assert len(list((proef.var / "edities").iterdir())) <= 2
    assert not (proef.var / "actief.json.nieuw").exists()


def probeer(proef: Proef, fase: str, deel: float) -> str:
    """One kill at part ``deel`` of a phase, all checks, and the load that finishes the work."""
    _, oud = proef.geserveerd()
    pad, nieuw = proef.volgende()
    laatste = dood_in(proef, pad, fase, proef.duur[fase] * deel)
    controleer_na_kill(proef, oud, nieuw, laatste)
    proef.laad(pad)
    controleer_na_herstel(proef, nieuw)
    return laatste


def test_a_kill_in_any_phase_leaves_the_old_edition_serving(proef: Proef) -> None:
    geraakt = dict.fromkeys(FASEN, 0)
    for fase in FASEN:
        for poging in range(4 * KILLS):
            if geraakt[fase] >= KILLS:
                break
            laatste = probeer(proef, fase, (poging % KILLS + 0.3) / KILLS)
            geraakt[laatste] += 1
            if laatste != fase:
                # Too late: the first load, with its migration, took longer than those that follow.
                proef.duur[fase] /= 2
    print(geraakt)
    assert min(geraakt.values()) >= KILLS


@pytest.mark.parametrize("plek", PLEKKEN)
def test_a_kill_at_each_step_of_the_switch(proef: Proef, plek: str) -> None:
    # A second edition first: then there is a former one to clean up.
    proef.laad(proef.volgende()[0])
    _, oud = proef.geserveerd()
    pad, nieuw = proef.volgende()
    with proef.start(pad, plek) as kind:
        assert list(fasen_van(kind))[-1] == "activeren"
    assert kind.returncode == -signal.SIGKILL
    controleer_na_kill(proef, oud, nieuw, "activeren")
    codes = {een.code for een in controleer_opslag(proef.var, proef.url)}
    assert ("activering-onderbroken" in codes) == (plek in ("na-database", "voor-wijzer"))
    proef.laad(pad)
    controleer_na_herstel(proef, nieuw)


def test_a_first_load_that_is_killed_serves_nothing_and_the_next_one_finishes(leeg: Proef) -> None:
    pad, feiten = leeg.volgende()
    for fase in ("schrijven", "compileren"):
        dood_in(leeg, pad, fase, 0.0)
        assert lees_wijzer(leeg.var) is None
        assert {een.niveau for een in controleer_opslag(leeg.var, leeg.url)} <= {"info"}
    leeg.laad(pad)
    assert leeg.geserveerd() == (vingerafdruk(feiten), feiten)
    assert controleer_opslag(leeg.var, leeg.url) == []


def test_a_kill_while_all_facts_are_written(proef: Proef, feiten: Feiten) -> None:
    proef.basis = feiten
    probeer(proef, "schrijven", 1.0)

"""The database that is gone, busy or cut off in the middle of a change: 503, nothing half, and well again by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine, event, make_url, select, text
from starlette.testclient import TestClient

from api.app import maak_app
from regio.instellingen import Instellingen
from regio.opslag import gebruikers, scenarios, verbinding
from regio.opslag.migraties import migreer
from regio.opslag.scenarios_tabellen import auditregel, scenario, scenario_link, scenario_versie
from regio.stand.stand import Stand
from tests.regio.opslag.dienstproef import ZET
from tests.regio.opslag.doorgeefluik import Doorgeefluik

PEILDATUM = "2026-01-01"
KORT_MS = 300


class Proef:
    """A service over a database, a scenario in it, and the database seen from beside the service."""

    def __init__(self, staatmap: Path, stand: Stand, url: str, eigen_url: str) -> None:
        self.ernaast = verbinding.maak_engine(eigen_url)
        migreer(self.ernaast)
        gebruikers.maak_gebruiker(self.ernaast, "anna", "bewerker")
        self._token = gebruikers.maak_token(self.ernaast, "anna")
        wie = gebruikers.wie_heeft(self.ernaast, self._token)
        assert wie is not None
        self.pad = f"/v1/scenarios/{scenarios.maak(self.ernaast, wie, 'een', (stand.editie, PEILDATUM), ()).id}"
        app = maak_app(Instellingen(var=staatmap, geocoder="geen", database_url=url))
        self.client = TestClient(app)
        self.toegang = app.state.toegang
        self.etag = self.vraag("GET").headers["etag"]

    @property
    def engine(self) -> Engine:
        """The engine of the service."""
        engine: Engine = self.toegang.engine
        return engine

    def vraag(self, methode: str, deel: str = "", lijf: Any = None, etag: str = "") -> httpx2.Response:
        """Ask something about the scenario."""
        koppen = {"authorization": f"Bearer {self._token}", "if-match": etag}
        return self.client.request(methode, f"{self.pad}{deel}", headers=koppen, json=lijf)

    def wijzig(self, naam: str = "Ander") -> httpx2.Response:
        """Change the scenario as it was at the beginning."""
        return self.vraag("POST", "/_zet", {"zetten": [{**ZET, "naam": naam}]}, self.etag)

    def alles(self) -> list[Any]:
        """Every row that a change may write."""
        with self.ernaast.connect() as lijn:
            tabellen = (scenario, scenario_versie, scenario_link, auditregel)
            return [
                tuple(rij) for tabel in tabellen for rij in lijn.execute(select(tabel).order_by(*tabel.primary_key))
            ]

    def sluit(self) -> None:
        """Close every connection."""
        self.toegang.sluit()
        self.ernaast.dispose()


@pytest.fixture
def maak(staatmap: Path, stand: Stand) -> Iterator[Callable[[str, str], Proef]]:
    """Makes a Proef over a database: the URL for the service, and the one beside it."""
    with ExitStack() as open_:

        def een(url: str, eigen_url: str) -> Proef:
            proef = Proef(staatmap, stand, url, eigen_url)
            open_.callback(proef.sluit)
            return proef

        yield een


@pytest.fixture
def luik(postgis_url: str) -> Iterator[Doorgeefluik]:
    """A socket between the service and PostgreSQL."""
    url = make_url(postgis_url)
    een = Doorgeefluik((url.host or "127.0.0.1", url.port or 5432))
    yield een
    een.sluit()


@pytest.fixture
def proef(maak: Callable[[str, str], Proef], luik: Doorgeefluik, postgis_url: str) -> Proef:
    """A service that reaches PostgreSQL through that socket."""
    door = make_url(postgis_url).set(host="127.0.0.1", port=luik.poort)
    return maak(door.render_as_string(hide_password=False), postgis_url)


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """The file of a SQLite database that is not there yet."""
    return tmp_path / "regio.db"


@pytest.fixture
def lokaal(maak: Callable[[str, str], Proef], bestand: Path, monkeypatch: pytest.MonkeyPatch) -> Proef:
    """A service on SQLite that does not wait long for a lock."""
    monkeypatch.setattr(verbinding, "WACHT_OP_SLOT_MS", KORT_MS)
    return maak(f"sqlite:///{bestand}", f"sqlite:///{bestand}")


def _is_503(antwoord: httpx2.Response) -> None:
    assert antwoord.status_code == 503, antwoord.text
    assert int(antwoord.headers["retry-after"]) > 0
    assert antwoord.json()["type"] == "/problemen/niet-beschikbaar"
    assert "psycopg" not in antwoord.text and "sqlite" not in antwoord.text.lower()


def _na_opdracht(engine: Engine, nummer: int, doe: Callable[[], None]) -> None:
    """Do something once, after the statement with this number of the next transaction that writes."""
    teller = [0]

    def tel(lijn: Any, cursor: Any, opdracht: str, *_: Any) -> None:
        if teller[0] or opdracht.startswith("UPDATE scenario"):
            teller[0] += 1
            if teller[0] == nummer:
                doe()

    event.listen(engine, "after_cursor_execute", tel)


@pytest.mark.postgis
def test_a_database_that_was_restarted_is_not_noticed(proef: Proef) -> None:
    weg = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
    for _ in range(3):
        with proef.ernaast.begin() as lijn:
            assert lijn.scalar(text(f"{weg} AND backend_type = 'client backend' AND pid <> pg_backend_pid()")) > 0
        assert proef.vraag("GET").status_code == 200
    assert proef.wijzig().status_code == 200


@pytest.mark.postgis
@pytest.mark.parametrize("nummer", range(1, 7))
def test_a_connection_lost_within_a_change_leaves_nothing(proef: Proef, luik: Doorgeefluik, nummer: int) -> None:
    voor = proef.alles()
    _na_opdracht(proef.engine, nummer, luik.verbreek)
    _is_503(proef.wijzig())
    assert proef.alles() == voor
    assert proef.wijzig().status_code == 200
    assert len(proef.alles()) == len(voor) + 2, "a version and a line of the audit log"


@pytest.mark.postgis
def test_a_lost_answer_to_commit_leaves_the_whole_change(proef: Proef, luik: Doorgeefluik) -> None:
    voor = len(proef.alles())

    def verzwijg(_: Any) -> None:
        luik.verzwijg = True

    event.listen(proef.engine, "commit", verzwijg, once=True)
    _is_503(proef.wijzig())
    assert len(proef.alles()) == voor + 2
    assert proef.wijzig().status_code == 412, "trying again does not do it twice"
    nu = proef.vraag("GET")
    assert [zet["naam"] for zet in nu.json()["zetten"]] == ["Ander"]
    assert len(proef.alles()) == voor + 2


@pytest.mark.postgis
def test_a_database_that_is_away_and_comes_back(proef: Proef, luik: Doorgeefluik) -> None:
    voor = proef.alles()
    luik.dicht = True
    luik.verbreek()
    for _ in range(3):
        _is_503(proef.wijzig())
        _is_503(proef.vraag("GET"))
    assert proef.client.get("/v1/postcodes/9471").status_code == 200, "what needs no database goes on"
    assert proef.alles() == voor
    luik.dicht = False
    assert proef.vraag("GET").status_code == 200
    assert proef.wijzig().status_code == 200


@pytest.mark.postgis
def test_a_row_that_somebody_else_holds(
    maak: Callable[[str, str], Proef], postgis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbinding, "WACHT_OP_SLOT_MS", KORT_MS)
    proef = maak(postgis_url, postgis_url)
    voor = proef.alles()
    with proef.ernaast.begin() as lijn:
        lijn.execute(text("SELECT * FROM scenario FOR UPDATE"))
        _is_503(proef.wijzig())
        assert proef.vraag("GET").status_code == 200, "reading waits for nobody"
    assert proef.alles() == voor
    assert proef.wijzig().status_code == 200


def test_another_writer_on_sqlite_beyond_the_time_to_wait(lokaal: Proef, bestand: Path) -> None:
    voor = lokaal.alles()
    schrijver = sqlite3.connect(bestand, isolation_level=None)
    schrijver.execute("BEGIN IMMEDIATE")
    _is_503(lokaal.wijzig())
    assert lokaal.vraag("GET").status_code == 200, "reading waits for nobody"
    schrijver.execute("COMMIT")
    schrijver.execute("BEGIN EXCLUSIVE")
    _is_503(lokaal.wijzig())
    _is_503(lokaal.vraag("GET"))
    assert lokaal.client.get("/v1/postcodes/9471").status_code == 200
    schrijver.execute("ROLLBACK")
    schrijver.close()
    assert lokaal.alles() == voor
    assert lokaal.wijzig().status_code == 200
    assert len(lokaal.alles()) == len(voor) + 2


@pytest.mark.parametrize("nummer", range(1, 7))
def test_a_fault_within_a_change_on_sqlite_leaves_nothing(lokaal: Proef, nummer: int) -> None:
    voor = lokaal.alles()

    def faal() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    _na_opdracht(lokaal.engine, nummer, faal)
    _is_503(lokaal.wijzig())
    assert lokaal.alles() == voor
    assert lokaal.wijzig().status_code == 200
    assert len(lokaal.alles()) == len(voor) + 2

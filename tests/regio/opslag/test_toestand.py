"""What the check of the storage reports, and that it only reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text, update

from regio.bronnen.rijen import Feiten
from regio.fouten import Opslagfout
from regio.opslag.edities import activeer, maak_engine, schrijf_editie
from regio.opslag.migraties import migreer
from regio.opslag.model import editie
from regio.opslag.toestand import controleer_opslag
from regio.stand.wijzer import Wijzer, zet_wijzer
from tests.regio.blokken import blokken

IETS = "0" * 64


def codes(var: Path, url: str) -> dict[str, str]:
    """Code and level of every finding."""
    bevindingen = controleer_opslag(var, url)
    assert all(een.wat and een.gedaan and een.waar for een in bevindingen)
    return {een.code: een.niveau for een in bevindingen}


def wijs_naar_iets(var: Path) -> None:
    """A pointer to a whole file of an edition that no database knows."""
    (var / "edities").mkdir(parents=True)
    (var / "edities" / "iets.regio").write_bytes(b"")
    leeg = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    zet_wijzer(var, Wijzer(IETS, "edities/iets.regio", leeg))


def test_nothing_loaded_is_no_fault_and_checking_makes_nothing(tmp_path: Path) -> None:
    assert codes(tmp_path / "var", f"sqlite:///{tmp_path / 'var' / 'regio.db'}") == {"niets-geladen": "info"}
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_behind_a_served_edition_is_a_warning(tmp_path: Path, database_url: str) -> None:
    var = tmp_path / "hier"
    wijs_naar_iets(var)
    assert codes(var, database_url) == {"database-leeg": "waarschuwing"}


def test_a_database_that_is_ahead_is_information(tmp_path: Path, database_url: str, weinig: Feiten) -> None:
    var = tmp_path / "hier"
    wijs_naar_iets(var)
    motor = maak_engine(database_url)
    migreer(motor)
    activeer(motor, schrijf_editie(motor, weinig, blokken(weinig)))
    assert codes(var, database_url) == {"activering-onderbroken": "info"}
    with motor.begin() as verbinding:
        verbinding.execute(update(editie).values(status="ladend"))
    assert codes(var, database_url) == {"activering-onderbroken": "info", "lading-onderbroken": "info"}
    with motor.begin() as verbinding:
        verbinding.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert codes(var, database_url)["database-andere-vorm"] == "waarschuwing"
    motor.dispose()


def test_an_unreachable_database_is_a_fault(tmp_path: Path) -> None:
    var = tmp_path / "hier"
    wijs_naar_iets(var)
    assert codes(var, "postgresql+psycopg://regio@127.0.0.1:1/regio") == {"database-onbruikbaar": "fout"}


@pytest.mark.parametrize("inhoud", ["", "[]", '{"editie": "x"}', "\x00"])
def test_an_unreadable_pointer_is_a_fault(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "actief.json").write_text(inhoud)
    assert codes(tmp_path, f"sqlite:///{tmp_path / 'regio.db'}") == {"wijzer-onleesbaar": "fout"}


def test_a_missing_or_changed_file_is_a_fault(tmp_path: Path) -> None:
    var = tmp_path / "hier"
    wijs_naar_iets(var)
    bestand = var / "edities" / "iets.regio"
    bestand.write_bytes(b"anders")
    assert codes(var, f"sqlite:///{var / 'regio.db'}")["editie-beschadigd"] == "fout"
    bestand.unlink()
    assert codes(var, f"sqlite:///{var / 'regio.db'}")["editie-beschadigd"] == "fout"


def test_an_unusable_url_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Opslagfout, match="geen geldig adres"):
        controleer_opslag(tmp_path, "zomaar wat")

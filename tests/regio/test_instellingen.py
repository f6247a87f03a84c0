"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from regio.fouten import RegioFout
from regio.instellingen import WORTEL, Instellingen, lees_instellingen


def test_without_any_variable_the_defaults_hold() -> None:
    assert lees_instellingen({}) == Instellingen()
    assert Instellingen().gegevens == WORTEL / "data"
    assert Instellingen().database == f"sqlite:///{WORTEL / 'var' / 'regio.db'}"
    assert Instellingen().adres == "http://127.0.0.1:8000"


def test_every_variable_is_read() -> None:
    gelezen = lees_instellingen(
        {
            "REGIO_GEGEVENS": "/g",
            "REGIO_VAR": "/v",
            "REGIO_DATABASE_URL": "postgresql://x/regio",
            "REGIO_GEOCODER": "bag",
            "REGIO_GEOCODER_URL": "http://127.0.0.1:1/",
            "REGIO_BAG_BESTAND": "/b.csv",
            "REGIO_HOST": "0.0.0.0",
            "REGIO_POORT": "65535",
            "REGIO_BASIS_URL": "https://regio.example/",
            "REGIO_PROCESSEN": "4",
            "REGIO_LIMIET": "1",
            "REGIO_CONTACT_NAAM": "Afdeling Onderwijs",
            "REGIO_CONTACT_EMAIL": "regio@gemeente.example",
            "REGIO_CONTACT_URL": "https://gemeente.example/contact",
            "PATH": "/bin",
        }
    )
    assert (gelezen.gegevens, gelezen.var, gelezen.bag_bestand) == (Path("/g"), Path("/v"), Path("/b.csv"))
    assert (gelezen.database, gelezen.adres) == ("postgresql://x/regio", "https://regio.example")
    assert (gelezen.poort, gelezen.processen, gelezen.limiet, gelezen.host) == (65_535, 4, 1, "0.0.0.0")
    assert (gelezen.geocoder, gelezen.geocoder_url) == ("bag", "http://127.0.0.1:1/")
    assert gelezen.contact_naam == "Afdeling Onderwijs"
    assert (gelezen.contact_email, gelezen.contact_url) == (
        "regio@gemeente.example",
        "https://gemeente.example/contact",
    )


def test_variables_of_others_are_left_alone() -> None:
    van_anderen = {"DATABASE_URL": "mysql://x", "HOST": "0.0.0.0", "VAR": "/v", "POORT": "x", "regio_poort": "x"}
    assert lees_instellingen({**van_anderen, "REGIOPOORT": "x", "XREGIO_POORT": "x"}) == Instellingen()


def test_an_unknown_name_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(RegioFout) as gevangen:
        lees_instellingen({"REGIO_POORTT": "8000", "REGIO_": "x", "REGIO_LIMIET": "nul"})
    melding = str(gevangen.value)
    assert melding.startswith("Onbekende instelling: REGIO_, REGIO_POORTT. Bekend zijn REGIO_GEGEVENS, ")
    assert "REGIO_POORT," in melding and "REGIO_LIMIET moet een getal" in melding


def test_names_of_the_tests_are_no_unknown_settings() -> None:
    namen = ("REGIO_TEST_POSTGIS_URL", "REGIO_TEST_BRONNEN", "REGIO_EIS_ALLES", "REGIO_KILLS", "REGIO_BENCH_ANTWOORDEN")
    assert lees_instellingen(dict.fromkeys(namen, "x")) == Instellingen()


def test_an_empty_variable_is_no_variable() -> None:
    assert lees_instellingen({"REGIO_POORT": "", "REGIO_VAR": "", "REGIO_GEOCODER": ""}) == Instellingen()


def test_a_relative_folder_becomes_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/thuis")
    gelezen = lees_instellingen({"REGIO_VAR": "staat", "REGIO_GEGEVENS": "~/data"})
    assert (gelezen.var, gelezen.gegevens) == (tmp_path / "staat", Path("/thuis/data"))


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(RegioFout) as gevangen:
        lees_instellingen(
            {"REGIO_POORT": "80a", "REGIO_PROCESSEN": "0", "REGIO_LIMIET": "-1", "REGIO_GEOCODER": "google"}
        )
    melding = str(gevangen.value)
    for naam in ("REGIO_POORT", "REGIO_PROCESSEN", "REGIO_LIMIET", "REGIO_GEOCODER moet geen, pdok, bag zijn."):
        assert naam in melding
    assert "\n" not in melding


@pytest.mark.parametrize("poort", ["0", "65536", "8000.0", " 8000", "８０００", "1e3", "-80", "²"])
def test_a_port_that_is_none_is_refused(poort: str) -> None:
    with pytest.raises(RegioFout, match="REGIO_POORT moet een getal van 1 tot en met 65535 zijn"):
        lees_instellingen({"REGIO_POORT": poort})


def test_the_environment_itself_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIO_POORT", "8123")
    assert lees_instellingen().poort == 8123

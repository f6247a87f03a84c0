"""Users and tokens: shown once, kept as a hash, ended by time or by hand; an audit log that stays as it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from regio.fouten import NietGevonden, Opslagfout, Vraagfout
from regio.opslag import gebruikers


def test_a_token_tells_who_it_is_and_is_kept_nowhere(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "bewerker")
    geheim = gebruikers.maak_token(engine, "anna")
    wie = gebruikers.wie_heeft(engine, geheim)
    assert wie is not None and (wie.naam, wie.rol) == ("anna", "bewerker")
    with engine.connect() as verbinding:
        for tabel in ("gebruiker", "token", "auditregel"):
            inhoud = str(verbinding.execute(text(f"SELECT * FROM {tabel}")).all())
            assert geheim not in inhoud and geheim.removeprefix("regio_") not in inhoud
        (afdruk,) = verbinding.execute(text("SELECT sha256 FROM token")).scalars()
    assert afdruk == gebruikers.afdruk(geheim) and len(afdruk) == 64
    assert gebruikers.maak_token(engine, "anna") != geheim


def test_another_text_is_nobody(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "bewerker")
    geheim = gebruikers.maak_token(engine, "anna")
    for anders in ("", geheim[:-1], geheim.swapcase(), gebruikers.afdruk(geheim), "regio_" + "a" * 43, "' OR 1=1 --"):
        assert gebruikers.wie_heeft(engine, anders) is None


def test_a_token_ends(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "bewerker")
    eerste, tweede, derde = (gebruikers.maak_token(engine, "anna") for _ in range(3))
    with engine.begin() as verbinding:
        verbinding.execute(text("UPDATE token SET verloopt_op = '2020-01-01T00:00:00+00:00' WHERE id = 1"))
    assert gebruikers.wie_heeft(engine, eerste) is None
    assert gebruikers.trek_in(engine, "anna", 2) == (1, 0)
    assert gebruikers.wie_heeft(engine, tweede) is None
    assert gebruikers.wie_heeft(engine, derde) is not None
    assert gebruikers.trek_in(engine, "anna") == (2, 0)
    assert gebruikers.wie_heeft(engine, derde) is None
    assert gebruikers.trek_in(engine, "anna") == (0, 0)
    assert [rij["ingetrokkenOp"] is None for rij in gebruikers.lijst(engine)[0]["tokens"]] == [False] * 3


def test_a_token_has_the_role_of_its_user_or_a_lower_one(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "bewerker")
    wie = gebruikers.wie_heeft(engine, gebruikers.maak_token(engine, "anna", "lezer"))
    assert wie is not None and wie.rol == "lezer"
    assert [wie.mag(rol) for rol in gebruikers.ROLLEN] == [True, False, False]
    with pytest.raises(Vraagfout, match="of een lagere"):
        gebruikers.maak_token(engine, "anna", "beheerder")


def test_another_role_holds_for_tokens_that_are_there(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "beheerder")
    hoog, laag = gebruikers.maak_token(engine, "anna"), gebruikers.maak_token(engine, "anna", "lezer")

    def rollen() -> list[str]:
        wie = [gebruikers.wie_heeft(engine, geheim) for geheim in (hoog, laag)]
        return [een.rol for een in wie if een is not None]

    assert gebruikers.geef_rol(engine, "anna", "bewerker") == "beheerder"
    assert rollen() == ["bewerker", "lezer"]
    with pytest.raises(Vraagfout, match="of een lagere"):
        gebruikers.maak_token(engine, "anna", "beheerder")
    assert gebruikers.geef_rol(engine, "anna", "bewerker") == "bewerker"
    assert [regel["wat"] for regel in gebruikers.logboek(engine)].count("rol-gewijzigd") == 1
    with pytest.raises(Vraagfout, match="Kies als rol"):
        gebruikers.geef_rol(engine, "anna", "baas")


@pytest.mark.parametrize("naam", ["", " anna", "anna ", "<b>anna</b>", "an\nna", "a" * 101, "a" * 10_000, "an\0na"])
def test_a_name_that_cannot_be(engine: Engine, naam: str) -> None:
    with pytest.raises(Vraagfout) as fout:
        gebruikers.maak_gebruiker(engine, naam, "baas")
    assert [een.code for een in fout.value.fouten] == ["naam-vorm", "rol-onbekend"]
    assert gebruikers.lijst(engine) == []


def test_a_name_is_there_once_and_unknown_ones_are_told(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "lezer")
    with pytest.raises(Vraagfout, match="al een gebruiker"):
        gebruikers.maak_gebruiker(engine, "anna", "beheerder")
    assert [een["rol"] for een in gebruikers.lijst(engine)] == ["lezer"]
    for doe in (gebruikers.maak_token, gebruikers.trek_in):
        with pytest.raises(NietGevonden):
            doe(engine, "piet")


def test_a_name_that_only_looks_different_is_there_already(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "A\u0301nna \uff2d\ufb01t", "lezer")
    assert [een["naam"] for een in gebruikers.lijst(engine)] == ["\u00c1nna Mfit"]
    for naam in ("\u00c1nna Mfit", "\u00e1nna mFIT", "a\u0301nna m\ufb01t", "\u00c1NNA M\ufb01T"):
        with pytest.raises(Vraagfout, match="al een gebruiker"):
            gebruikers.maak_gebruiker(engine, naam, "lezer")
    assert len(gebruikers.logboek(engine)) == 1
    assert gebruikers.maak_token(engine, "A\u0301nna M\ufb01t")
    with pytest.raises(Vraagfout) as fout:
        gebruikers.maak_gebruiker(engine, "\uff1cb\uff1e", "lezer")
    assert fout.value.fouten[0].code == "naam-vorm"


def test_of_many_who_make_one_name_one_does(engine: Engine) -> None:
    def maak(nummer: int) -> bool:
        naam = "".join(letter.upper() if nummer >> plek & 1 else letter for plek, letter in enumerate("anna"))
        for _ in range(100):
            try:
                gebruikers.maak_gebruiker(engine, naam, "lezer")
            except Vraagfout:
                return False
            except Opslagfout:
                continue
            return True
        return False

    with ThreadPoolExecutor(8) as draden:
        assert sum(draden.map(maak, range(8))) == 1
    assert len(gebruikers.lijst(engine)) == 1


@pytest.mark.parametrize("dagen", [0, -1, 367])
def test_a_token_is_for_a_year_at_most(engine: Engine, dagen: int) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "lezer")
    with pytest.raises(Vraagfout, match="366"):
        gebruikers.maak_token(engine, "anna", dagen=dagen)


def test_the_audit_log_cannot_be_edited(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "lezer")
    voor = gebruikers.logboek(engine)
    assert [regel["wat"] for regel in voor] == ["gebruiker-gemaakt"]
    pogingen = [
        "UPDATE auditregel SET wie = 'niemand'",
        "DELETE FROM auditregel",
        "DELETE FROM auditregel WHERE id = 1",
    ]
    if engine.dialect.name == "postgresql":
        pogingen.append("TRUNCATE auditregel")
    else:
        pogingen.append("INSERT OR REPLACE INTO auditregel VALUES (1, '', 'niemand', '', '', '{}')")
    for poging in pogingen:
        with pytest.raises(DBAPIError, match="deze rij staat vast"), engine.begin() as verbinding:
            verbinding.execute(text(poging))
    assert gebruikers.logboek(engine) == voor

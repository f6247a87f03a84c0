"""Which edition is served: checked before it is, and swapped whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regio.bronnen.rijen import Feiten
from regio.fouten import Opslagfout
from regio.schijf import sha256_van
from regio.stand import houder
from regio.stand.bestand import MAGIE, Sectiebestand, inhoud, schrijf
from regio.stand.compileren import secties_van
from regio.stand.houder import Standhouder, keur, open_actief
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from regio.stand.wijzer import Wijzer, lees_wijzer, zet_wijzer
from tests.regio.minigrond import minigrond


@pytest.fixture
def var(staatmap: Path, tmp_path: Path) -> Path:
    """A state folder with the real edition, to tamper with."""
    shutil.copytree(staatmap, tmp_path / "var", symlinks=True)
    return tmp_path / "var"


def actief(var: Path) -> Wijzer:
    """The pointer, which is there."""
    wijzer = lees_wijzer(var)
    assert wijzer is not None
    return wijzer


def andere_editie(var: Path, mini: Feiten) -> Wijzer:
    """An edition file that is whole but does not answer what the law prints."""
    bestand = "edities/mini.regio"
    schrijf(var / bestand, secties_van(Opbouw(mini), minigrond(mini)))
    return Wijzer("mini", bestand, sha256_van(var / bestand))


def test_the_active_edition_opens_and_answers(var: Path) -> None:
    stand = open_actief(var)
    assert stand.editie == actief(var).editie
    assert stand.plek("9471") is not None


def test_without_an_edition_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Opslagfout, match="Er is nog geen editie geladen; draai: regio data laad"):
        open_actief(tmp_path)


def test_a_wrong_sha256_is_refused_unless_nobody_checks(var: Path) -> None:
    wijzer = actief(var)
    zet_wijzer(var, Wijzer(wijzer.editie, wijzer.bestand, "0" * 64))
    with pytest.raises(Opslagfout, match="is beschadigd"):
        open_actief(var)
    assert open_actief(var, controleer=False).editie == wijzer.editie


def test_a_pointer_to_a_missing_file_is_refused(var: Path) -> None:
    (var / actief(var).bestand).unlink()
    for controleer in (True, False):
        with pytest.raises(Opslagfout, match="draai: regio data laad"):
            open_actief(var, controleer=controleer)


def test_an_edition_that_does_not_answer_the_law_is_refused(var: Path, mini: Feiten, mini_stand: Stand) -> None:
    with pytest.raises(Opslagfout, match="9471 op 2015-04-23 niet het antwoord van de regeling"):
        keur(mini_stand)
    zet_wijzer(var, andere_editie(var, mini))
    with pytest.raises(Opslagfout, match="9471"):
        open_actief(var)


@pytest.mark.parametrize("codes", [{"PO9001", "VO9002"}, {"PO9001"}, set()])
def test_any_other_answer_than_the_proof_is_refused(
    mini_stand: Stand, monkeypatch: pytest.MonkeyPatch, codes: set[str]
) -> None:
    monkeypatch.setattr(houder, "PROEF", ("2015-04-23", "1001", {"PO9001", "VO9001"}))
    keur(mini_stand)
    monkeypatch.setattr(houder, "PROEF", ("2015-04-23", "1001", codes))
    with pytest.raises(Opslagfout, match="1001 op 2015-04-23"):
        keur(mini_stand)


def test_a_holder_keeps_serving_when_the_new_edition_is_unusable(var: Path, mini: Feiten) -> None:
    goed = actief(var)
    een = Standhouder(var)
    oud = een.stand
    assert een.herlaad() is False and een.melding == ""
    zet_wijzer(var, andere_editie(var, mini))
    assert een.herlaad() is False
    assert een.stand is oud and "9471" in een.melding
    zet_wijzer(var, Wijzer("nieuw", goed.bestand, goed.sha256))
    assert een.herlaad() is True
    assert een.stand is not oud and een.melding == ""


def test_a_holder_keeps_serving_when_the_pointer_is_unreadable_or_gone(var: Path) -> None:
    een = Standhouder(var)
    oud = een.stand
    (var / "actief.json").write_text("{", encoding="utf-8")
    assert een.herlaad() is False
    assert een.stand is oud and "onleesbaar" in een.melding
    (var / "actief.json").unlink()
    assert een.herlaad() is False
    assert een.stand is oud


def test_a_file_repaired_under_the_same_pointer_is_served(var: Path) -> None:
    een = Standhouder(var)
    oud, goed = een.stand, actief(var)
    heel = (var / goed.bestand).read_bytes()
    nieuw = Wijzer("nieuw", "edities/nieuw.regio", goed.sha256)
    (var / nieuw.bestand).write_bytes(heel[: len(heel) // 2])
    zet_wijzer(var, nieuw)
    for _ in range(2):
        assert een.herlaad() is False
        assert een.stand is oud and "beschadigd" in een.melding
    (var / nieuw.bestand).write_bytes(heel)
    assert een.herlaad() is True
    assert een.stand is not oud and een.melding == ""
    assert een.herlaad() is False


def van_andere_bouw(heel: bytes) -> list[bytes]:
    """Files with the right mark whose sections are missing or hold something else."""
    bestand = Sectiebestand(memoryview(heel))
    secties = {naam: (soort, bytes(bestand.sectie(naam))) for naam, (_, _, soort) in bestand._gids.items()}
    zonder = [{naam: deel for naam, deel in secties.items() if naam != weg} for weg in ("meta", "pc4_plek", "tabellen")]
    anders = [{**secties, **deel} for deel in ({"meta": ("B", b"{}")}, {"meta": ("B", b"[")}, {"kernen": ("B", b"x")})]
    mappen = [b"[]", b'{"meta":3}', b'{"meta":[0,1,7]}', b'{"meta":[0,3,"d"]}']
    koppen = [MAGIE + len(kop).to_bytes(8, "little") + kop + b"\0" * 64 for kop in mappen]
    return [inhoud(deel) for deel in zonder + anders] + koppen


def test_a_file_of_another_structure_leaves_the_old_edition_serving(var: Path) -> None:
    een = Standhouder(var)
    oud = een.stand
    nieuw = var / "edities" / "nieuw.regio"
    for gegevens in van_andere_bouw((var / actief(var).bestand).read_bytes()):
        nieuw.write_bytes(gegevens)
        zet_wijzer(var, Wijzer("nieuw", "edities/nieuw.regio", sha256_van(nieuw)))
        assert een.herlaad() is False
        assert een.stand is oud and een.melding.endswith("draai: regio data laad."), gegevens[:99]
        with pytest.raises(Opslagfout):
            open_actief(var)


def test_a_given_stand_is_not_opened_again(tmp_path: Path, mini_stand: Stand) -> None:
    een = Standhouder(tmp_path, mini_stand)
    assert een.stand is mini_stand
    assert een.herlaad() is False

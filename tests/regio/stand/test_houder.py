"""Which edition is served: checked before it is, and swapped whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regio.bronnen.lezen import sha256_van
from regio.bronnen.rijen import Feiten
from regio.fouten import Opslagfout
from regio.stand.compileren import compileer
from regio.stand.houder import Standhouder, keur, open_actief
from regio.stand.stand import Stand
from regio.stand.wijzer import Wijzer, lees_wijzer, zet_wijzer


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
    compileer(mini, var / bestand)
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


def test_a_holder_keeps_serving_when_the_new_edition_is_unusable(var: Path, mini: Feiten) -> None:
    goed = actief(var)
    houder = Standhouder(var)
    oud = houder.stand
    assert houder.herlaad() is False and houder.melding == ""
    zet_wijzer(var, andere_editie(var, mini))
    assert houder.herlaad() is False
    assert houder.stand is oud and "9471" in houder.melding
    zet_wijzer(var, Wijzer("nieuw", goed.bestand, goed.sha256))
    assert houder.herlaad() is True
    assert houder.stand is not oud and houder.melding == ""


def test_a_holder_keeps_serving_when_the_pointer_is_unreadable_or_gone(var: Path) -> None:
    houder = Standhouder(var)
    oud = houder.stand
    (var / "actief.json").write_text("{", encoding="utf-8")
    assert houder.herlaad() is False
    assert houder.stand is oud and "onleesbaar" in houder.melding
    (var / "actief.json").unlink()
    assert houder.herlaad() is False
    assert houder.stand is oud


def test_a_given_stand_is_not_opened_again(tmp_path: Path, mini_stand: Stand) -> None:
    houder = Standhouder(tmp_path, mini_stand)
    assert houder.stand is mini_stand
    assert houder.herlaad() is False

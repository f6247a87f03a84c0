"""What is worked out from an edition: once, within a bound, and gone with the edition."""

from __future__ import annotations

import ast
import gc
import weakref
from pathlib import Path
from threading import Barrier, Thread

from regio.stand.bewaren import bewaard, eenmaal

REPO = Path(__file__).resolve().parents[3]


class Bron:
    """Something to work things out from."""


def test_once_per_owner() -> None:
    gemaakt = []

    @eenmaal
    def maak(bron: Bron) -> list[int]:
        gemaakt.append(bron)
        return []

    een, ander = Bron(), Bron()
    assert maak(een) is maak(een)
    assert maak(een) is not maak(ander)
    assert gemaakt == [een, ander]


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    gemaakt = []

    @bewaard(2)
    def maak(_bron: Bron, nummer: int) -> int:
        gemaakt.append(nummer)
        return nummer

    een, ander = Bron(), Bron()
    assert [maak(een, nummer) for nummer in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 2]
    assert gemaakt == [1, 2, 3, 2]
    maak(ander, 7)
    maak(een, 2)
    assert gemaakt == [1, 2, 3, 2, 7], "another owner takes no room"


def test_functions_of_the_same_name_do_not_share() -> None:
    @eenmaal
    def een(_bron: Bron) -> str:
        return "een"

    @bewaard(1)
    def ander(_bron: Bron) -> str:
        return "ander"

    bron = Bron()
    assert (een(bron), ander(bron), een(bron)) == ("een", "ander", "een")


def test_threads_at_once_get_the_same() -> None:
    samen, uit = Barrier(4), []

    @eenmaal
    def maak(_bron: Bron) -> list[int]:
        samen.wait()
        return []

    bron = Bron()
    draden = [Thread(target=lambda: uit.append(maak(bron))) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len({id(een) for een in uit}) == 1


def test_an_error_is_not_kept() -> None:
    fouten = iter([ValueError("nog niet")])

    @eenmaal
    def maak(_bron: Bron) -> str:
        for fout in fouten:
            raise fout
        return "nu wel"

    bron = Bron()
    try:
        maak(bron)
    except ValueError:
        assert maak(bron) == "nu wel"


def test_it_goes_with_its_owner() -> None:
    @eenmaal
    def zelf(bron: Bron) -> list[Bron]:
        return [bron]

    @bewaard(8)
    def met(bron: Bron, _nummer: int) -> list[Bron]:
        return [bron]

    bron = Bron()
    zelf(bron), met(bron, 1)
    weg = weakref.ref(bron)
    del bron
    gc.collect()
    assert weg() is None


def test_no_module_keeps_a_stand_itself() -> None:
    """A cache of a module over a Stand would outlive it."""
    mis = []
    for pad in (een for map_ in ("regio", "kaarten", "api") for een in sorted((REPO / map_).rglob("*.py"))):
        for functie in (
            een for een in ast.parse(pad.read_text(encoding="utf-8")).body if isinstance(een, ast.FunctionDef)
        ):
            versierd = {_naam(een) for een in functie.decorator_list} & {"cache", "lru_cache"}
            if versierd and any(_over_stand(een) for een in functie.args.args):
                mis.append(f"{pad.relative_to(REPO)}: {functie.name}")
    assert mis == [], "keep it on the Stand: regio.stand.bewaren"


def _naam(versierder: ast.expr) -> str:
    kern = versierder.func if isinstance(versierder, ast.Call) else versierder
    return kern.id if isinstance(kern, ast.Name) else ast.unparse(kern).rpartition(".")[2]


def _over_stand(veld: ast.arg) -> bool:
    soort = ast.unparse(veld.annotation) if veld.annotation else ""
    return any(woord in soort for woord in ("Stand", "Maatstaf", "Effecten", "Beeld", "Kaartvormen", "Kaartset"))

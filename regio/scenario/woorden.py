"""Moves in words, for whoever reads a scenario: what goes where, with the names of that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from regio.scenario.beeld import Beeld
from regio.scenario.lezen import opgesomd
from regio.scenario.toepassen import Stap
from regio.scenario.zetten import Grond, Herindeel, Hernoem, Nieuw, Splits, Verplaats, VoegSamen, Zet

Noem = Callable[[str], str]
# What a kind of move is called.
SOORTNAAM = {
    "verplaats": "Verplaatsen",
    "voegsamen": "Samenvoegen",
    "splits": "Splitsen",
    "nieuw": "Nieuw verband",
    "hernoem": "Hernoemen",
    "herindeel": "Herindeling",
}


def zinnen(begin: Beeld, stappen: Sequence[Stap]) -> list[str]:
    """A sentence for every move, with the names in the picture on which it was made."""
    voor = [begin, *(stap.beeld for stap in stappen)]
    return [in_woorden(stap.zet, noemer(beeld)) for beeld, stap in zip(voor, stappen, strict=False)]


def noemer(beeld: Beeld) -> Noem:
    """Names codes as in a picture; those of former gemeenten from the register."""

    def noem(code: str) -> str:
        if code not in beeld.namen and code in beeld.basis.gemeenten:
            return f"{beeld.basis.gemeenten[code]['naam']} ({code})"
        return beeld.noem(code)

    return noem


def in_woorden(zet: Zet, noem: Noem = str) -> str:
    """One move as a sentence; ``noem`` names a code."""
    if isinstance(zet, Verplaats):
        gaat = "gaan" if _meer(zet.grond) else "gaat"
        return f"{zet.sector}: {_grond(zet.grond, noem)} {gaat} naar {noem(zet.naar)}."
    if isinstance(zet, VoegSamen):
        gaat = "gaat" if len(zet.van) == 1 else "gaan"
        return f"{zet.sector}: {_en(map(noem, zet.van))} {gaat} op in {noem(zet.naar)}."
    if isinstance(zet, Splits):
        return f"{zet.sector}: {_grond(zet.grond, noem)} {_nieuw(zet)}, afgesplitst van {noem(zet.van)}."
    if isinstance(zet, Nieuw):
        return f"{zet.sector}: {_grond(zet.grond, noem)} {_nieuw(zet)}."
    if isinstance(zet, Hernoem):
        heet = f"heet voortaan {zet.naam}" if zet.naam else "heeft voortaan geen naam"
        return f"{zet.sector}: {noem(zet.code)} {heet}."
    return _herindeel(zet, noem)


def _herindeel(zet: Herindeel, noem: Noem) -> str:
    wordt = f"{zet.naam} ({zet.naar})" if zet.naam else noem(zet.naar)
    delen = _en(_grond(deel, noem) for deel in zet.delen)
    werkwoord = "wordt" if len(zet.delen) == 1 else "worden samen"
    return f"Herindeling op {zet.datum.isoformat()}: {delen} {werkwoord} gemeente {wordt}."


def _nieuw(zet: Splits | Nieuw) -> str:
    wordt = "worden" if _meer(zet.grond) else "wordt"
    return f"{wordt} een nieuw verband {zet.nieuw}" + (f" ({zet.naam})" if zet.naam else "")


def _meer(grond: Grond) -> bool:
    """Whether ground is told in the plural."""
    return max(len(grond.postcodes), len(grond.bouwstenen)) > 1


def _grond(grond: Grond, noem: Noem) -> str:
    if grond.bouwstenen:
        return f"{_woord('bouwsteen', 'bouwstenen', grond.bouwstenen)} {opgesomd(grond.bouwstenen)}"
    gemeente = f"gemeente {noem(grond.gemeente)}" if grond.gemeente else ""
    if not grond.postcodes:
        return gemeente
    postcodes = f"{_woord('postcode', 'postcodes', grond.postcodes)} {opgesomd(grond.postcodes)}"
    return f"{postcodes} van {gemeente}" if gemeente else postcodes


def _woord(een: str, meer: str, lijst: Sequence[str]) -> str:
    return een if len(lijst) == 1 else meer


def _en(delen: Iterable[str]) -> str:
    alle = list(delen)
    return f"{', '.join(alle[:-1])} en {alle[-1]}" if len(alle) > 1 else "".join(alle)

"""A call that the command cannot use, as one plain Dutch line."""

from __future__ import annotations

import re
from typing import Any

from typer import TyperException

GETAL = re.compile(r"integer|greater than|less than")


def is_uitleg(fout: TyperException) -> bool:
    """Whether nothing is wrong: a group without a command, whose help the error carries."""
    return type(fout).__name__ == "NoArgsIsHelpError"


def in_gewone_taal(fout: TyperException) -> str:
    """What is wrong with a call and where to read how it goes.

    typer's kinds of errors stand in a private module; so they are known by their names.
    """
    context: Any = getattr(fout, "ctx", None)
    pad = context.command_path if context else "regio"
    maak = _SOORTEN.get(type(fout).__name__, _overig)
    return f"{maak(fout)} Zie: {pad} --help"


def _ontbreekt(fout: Any) -> str:
    return f"Hier ontbreekt {_naam(fout.param)}."


def _geen_optie(fout: Any) -> str:
    bedoeld = f" Bedoelt u {' of '.join(sorted(fout.possibilities))}?" if fout.possibilities else ""
    return f"De optie {fout.option_name} bestaat niet.{bedoeld}"


def _verkeerde_optie(fout: Any) -> str:
    gebrek = "krijgt geen waarde" if "does not take" in fout.message else "heeft een waarde nodig"
    return f"De optie {fout.option_name} {gebrek}."


def _verkeerde_waarde(fout: Any) -> str:
    van, tot = getattr(fout.param, "min", None), getattr(fout.param, "max", None)
    if not GETAL.search(fout.message):
        return f"De waarde van {_naam(fout.param)} is niet bruikbaar."
    grenzen = f" van {van} tot en met {tot}" if van is not None and tot is not None else ""
    return f"{_naam(fout.param)} moet een geheel getal{grenzen} zijn."


def _overig(fout: Any) -> str:
    opdrachten = getattr(getattr(fout, "cmd", None), "commands", None)
    onbekend = re.search(r"No such command '(.*)'", fout.message)
    if onbekend and opdrachten:
        return f"De opdracht {onbekend[1]} bestaat niet. Kies uit: {', '.join(opdrachten)}."
    te_veel = re.search(r"unexpected extra argument\S* \((.*)\)", fout.message)
    return f"Dit is te veel: {te_veel[1]}." if te_veel else "Deze opdracht is niet te begrijpen."


def _naam(deel: Any) -> str:
    """An option as it is typed, an argument as the help calls it."""
    return str(deel.opts[0])


_SOORTEN = {
    "MissingParameter": _ontbreekt,
    "NoSuchOption": _geen_optie,
    "BadOptionUsage": _verkeerde_optie,
    "BadParameter": _verkeerde_waarde,
}

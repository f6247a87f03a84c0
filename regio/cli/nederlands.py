"""The words that typer itself puts in a help text, in Dutch."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

# The kinds of value keep their width: the columns of a help text are already set.
WOORDEN = (
    (r"^Usage:", "Gebruik:"),
    (r"^Options:", "Opties:"),
    (r"^Commands:", "Opdrachten:"),
    (r"^Arguments:", "Argumenten:"),
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT [...]"),
    (r"Show\s+this\s+message\s+and\s+exit\.", "Toon deze uitleg."),
    (r"\[required\]", "[verplicht]"),
    (r"<path>", "<pad> "),
    (r"<str>", "tekst"),
    (r"<list\[str\]>", "tekst      "),
    (r"<int>", "getal"),
    (r"<int range>", "getal      "),
    (r"(\d+)<=x<=(\d+)\]", r"\1 tot en met \2]"),
    (r"\[default:", "[standaard:"),
)


def vertaald(tekst: str) -> str:
    """A help text of typer with its own words in Dutch; ours are Dutch already."""
    for engels, nederlands in WOORDEN:
        tekst = re.sub(engels, nederlands, tekst, flags=re.MULTILINE)
    return tekst


class Opdracht(TyperCommand):
    """A command that explains itself in Dutch."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return vertaald(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The first line of it, which also stands above a fault in the call."""
        return vertaald(super().get_usage(ctx))


class Groep(TyperGroup):
    """A group of commands that explains itself in Dutch."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return vertaald(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The first line of it, which also stands above a fault in the call."""
        return vertaald(super().get_usage(ctx))

"""The commands under ``regio regeling``, as typer knows them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from regio.cli.nederlands import Groep, Opdracht

regeling_app = typer.Typer(cls=Groep, help="Versies van de regeling.", no_args_is_help=True)


@regeling_app.callback()
def _regeling() -> None:
    # With a callback typer keeps the name of a command that stands alone.
    pass


@regeling_app.command("vergelijk", cls=Opdracht)
def regeling_vergelijk(
    oud: Annotated[str, typer.Argument(help="2013-01-01, 2013-10-01, 2015-04-23 of een CSV.")],
    nieuw: Annotated[str, typer.Argument(help="De latere versie: ook een datum of een CSV.")],
    csv: Annotated[bool, typer.Option("--csv", help="Als CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
    uit: Annotated[Optional[Path], typer.Option("--uit", metavar="BESTAND", help="Naar dit bestand.")] = None,  # noqa: UP045
    vervang: Annotated[bool, typer.Option("--vervang", help="Overschrijf een bestand dat er al is.")] = False,
) -> None:
    """Toon elk verschil tussen twee versies van de regeling, met de reden ervan."""
    from regio.cli.regeling import vergelijk_versies
    from regio.cli.uitvoer import Uitvoer

    vergelijk_versies(oud, nieuw, Uitvoer(csv, json, uit, vervang))

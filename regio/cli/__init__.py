"""The command ``regio``: a plain look-up at once, everything else through typer."""

from __future__ import annotations

import io
import sys
from typing import Any

from regio.fouten import RegioFout


def hoofd() -> None:
    """Run the command; errors of ``regio`` are one line on stderr and exit status 1."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file or pipe may have an encoding without our lines and quotes: a question mark, no crash.
        sys.stdout.reconfigure(errors="replace")
    try:
        _voer_uit(sys.argv[1:])
    except RegioFout as fout:
        sys.stderr.write(" ".join(str(fout).split()) + "\n")
        sys.exit(1)


def _voer_uit(woorden: list[str]) -> None:
    # ``regio zoek VRAAG`` leaves nothing to parse, and typer takes longer to import than the answer.
    if len(woorden) == 2 and woorden[0] == "zoek" and not woorden[1].startswith("-"):
        from regio.cli.zoek import zoek_vraag

        zoek_vraag(woorden[1], None, als_json=False)
        return
    from regio.cli.opdrachten import app

    app()


def __getattr__(naam: str) -> Any:
    """``app``, the typer application, imported only when somebody asks for it."""
    if naam != "app":
        raise AttributeError(naam)
    from regio.cli.opdrachten import app

    return app

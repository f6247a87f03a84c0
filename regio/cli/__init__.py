"""The command ``regio``: a plain look-up at once, everything else through typer."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

from regio.fouten import RegioFout

# As a shell reports a command that Ctrl+C ended.
ONDERBROKEN = 130


def hoofd() -> None:
    """Run the command; errors of ``regio`` and faults in the call are one line on stderr and exit status 1."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file or pipe may have an encoding without our lines and quotes: a question mark, no crash.
        sys.stdout.reconfigure(errors="replace")
    try:
        code = _voer_uit(sys.argv[1:])
        sys.stdout.flush()
    except RegioFout as fout:
        sys.stderr.write(" ".join(str(fout).split()) + "\n")
        code = 1
    except BrokenPipeError:
        # Whoever read our output has seen enough; nor may the flush at the end of the program complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        code = ONDERBROKEN
    if code:
        sys.exit(code)


def _voer_uit(woorden: list[str]) -> int:
    # ``regio zoek VRAAG`` leaves nothing to parse, and typer takes longer to import than the answer.
    if len(woorden) == 2 and woorden[0] == "zoek" and not woorden[1].startswith("-"):
        from regio.cli.zoek import zoek_vraag

        zoek_vraag(woorden[1], None, als_json=False)
        return 0
    return _met_typer(woorden)


def _met_typer(woorden: list[str]) -> int:
    """Exit status of a call that typer takes apart. Raises RegioFout."""
    from typer import TyperException

    from regio.cli.gebruik import in_gewone_taal, is_uitleg
    from regio.cli.opdrachten import app

    try:
        # Where it stops early typer gives the exit status; where a command ends nothing.
        return app(woorden, prog_name="regio", standalone_mode=False) or 0
    except TyperException as fout:
        if not is_uitleg(fout):
            raise RegioFout(in_gewone_taal(fout)) from None
        sys.stdout.write(f"{fout.format_message()}\n")
        return 0


def __getattr__(naam: str) -> Any:
    """``app``, the typer application, imported only when somebody asks for it."""
    if naam != "app":
        raise AttributeError(naam)
    from regio.cli.opdrachten import app

    return app

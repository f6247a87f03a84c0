"""``regio data ophalen``: the official borders of CBS and Kadaster, from PDOK into a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.bronnen.ophalen.download import Voortgang
    from regio.bronnen.ophalen.plan import Plan

VERMELDING = "Bron: Kadaster / Centraal Bureau voor de Statistiek (PDOK), CC BY 4.0."


def haal_gegevens(
    jaren: Sequence[int], naar: Path | None, *, pc4_jaar: int | None = None, proef: bool = False, laad: bool = False
) -> None:
    """Fetch the files into a folder (``bronnen`` in the state folder by default); only tell which when ``proef``.

    ``laad`` loads them afterwards. Raises RegioFout.
    """
    from regio.bronnen.ophalen.dienst import maak_dienst
    from regio.bronnen.ophalen.plan import maak_plan
    from regio.bronnen.ophalen.verbinding import Verbinding
    from regio.bronnen.ophalen.werk import Ophaler

    instellingen = lees_instellingen()
    map_ = naar.expanduser().absolute() if naar else instellingen.var / "bronnen"
    with Verbinding(maak_dienst(instellingen.pdok_url), meld=_meld) as verbinding:
        plan = maak_plan(verbinding, jaren, pc4_jaar, datetime.now(UTC).year, _meld)
        if proef:
            _toon(plan, map_)
            return
        with _hervatbaar(), _voortgang() as voortgang:
            gedaan = Ophaler(verbinding, map_, _meld, voortgang).haal_op(plan)
    nieuw = sum(uitslag == "opgehaald" for uitslag in gedaan.values())
    _meld(f"Klaar: {nieuw} opgehaald, {len(gedaan) - nieuw} ongewijzigd, in {map_}. {VERMELDING}")
    if laad:
        from regio.cli.data import laad_gegevens

        laad_gegevens(map_)
    else:
        _meld(f"Laad ze met: regio data laad {quote(str(map_))}")


def _toon(plan: Plan, map_: Path) -> None:
    """What would be fetched, how large that is, and what is there already."""
    from regio.bronnen.ophalen.plan import in_mb

    for post in plan.posten:
        onbekend = f"grootte vooraf niet bekend, reken op hoogstens {post.geschat // 1_000_000} MB"
        grootte = in_mb(post.lengte) if post.lengte else onbekend
        al = "; staat er al, wordt alleen opgehaald als PDOK een andere versie heeft"
        print(f"{post.bestand}: {grootte}{al if (map_ / post.bestand).exists() else ''}")
    print(f"Samen hoogstens {in_mb(sum(post.geschat for post in plan.posten))}, naar {map_}.")
    if plan.jaren:
        print(f"Jaren bij PDOK: {', '.join(map(str, plan.jaren))}. Meer jaren ophalen: --jaar JJJJ.")
    _meld("Dit was een proef: er is niets opgehaald.")


@contextmanager
def _hervatbaar() -> Iterator[None]:
    """Tell whoever stops this what becomes of what is in."""
    try:
        yield
    except KeyboardInterrupt:
        _meld("Onderbroken. Wat al binnen is blijft bewaard; dezelfde opdracht gaat daar verder.")
        raise


@contextmanager
def _voortgang() -> Iterator[Voortgang]:
    """A progress bar per file on stderr; none when that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    kolommen = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*kolommen, console=Console(stderr=True)) as balk:
        taken: dict[str, TaskID] = {}

        def stand(naam: str, binnen: int, totaal: int | None) -> None:
            if naam not in taken:
                taken[naam] = balk.add_task(naam, total=None)
            balk.update(taken[naam], completed=binnen, total=totaal)

        yield stand


def _meld(tekst: str) -> None:
    sys.stderr.write(f"{tekst}\n")
    sys.stderr.flush()

"""The commands under ``regio regeling``, as typer knows them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from regio.cli.nederlands import Groep, Opdracht

regeling_app = typer.Typer(cls=Groep, help="Versies van de regeling.", no_args_is_help=True)


@regeling_app.command("vergelijk", cls=Opdracht)
def regeling_vergelijk(
    oud: Annotated[str, typer.Argument(help="Een bekende versie (datum) of een bestand: CSV, HTML of XML.")],
    nieuw: Annotated[str, typer.Argument(help="De latere versie: ook een datum of een bestand.")],
    csv: Annotated[bool, typer.Option("--csv", help="Als CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
    uit: Annotated[Optional[Path], typer.Option("--uit", metavar="BESTAND", help="Naar dit bestand.")] = None,  # noqa: UP045
    vervang: Annotated[bool, typer.Option("--vervang", help="Overschrijf een bestand dat er al is.")] = False,
) -> None:
    """Toon elk verschil tussen twee versies van de regeling, met de reden ervan."""
    from regio.cli.regeling import vergelijk_versies
    from regio.cli.uitvoer import Uitvoer

    vergelijk_versies(oud, nieuw, Uitvoer(csv, json, uit, vervang))


@regeling_app.command("lijst", cls=Opdracht)
def regeling_lijst() -> None:
    """Toon welke versies van de regeling bekend zijn."""
    from regio.cli.regeling import toon_versies

    toon_versies()


@regeling_app.command("importeer", cls=Opdracht)
def regeling_importeer(
    bestand: Annotated[Path, typer.Argument(help="De bijlage met postcode, gemeente, PO en VO: CSV, HTML of XML.")],
    versie: Annotated[str, typer.Option(metavar="JJJJ-MM-DD", help="De datum waaronder de versie bekend wordt.")],
    geldig_vanaf: Annotated[str, typer.Option(metavar="JJJJ-MM-DD", help="De dag vanaf wanneer zij geldt.")],
    gemeenten_per: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="JJJJ-MM-DD", help="Van welke dag de gemeenten in de lijst zijn; anders die dag zelf."),
    ] = None,
    vindplaats: Annotated[Optional[str], typer.Option(metavar="TEKST", help="Waar de versie te vinden is.")] = None,  # noqa: UP045
    correcties: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="BESTAND", help="CSV met drukfouten die u anders leest, met de reden."),
    ] = None,
    map_: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--map", metavar="DOEL", help="Schrijf alle gegevens met deze versie in een nieuwe map."),
    ] = None,
    zoals_gedrukt: Annotated[
        bool, typer.Option("--zoals-gedrukt", help="Ook cellen overnemen die op geen code lijken.")
    ] = False,
    sluit_aan: Annotated[
        bool, typer.Option("--sluit-aan", help="De vorige versie gold tot deze dag; er was geen andere tussen.")
    ] = False,
    ja: Annotated[bool, typer.Option("--ja", help="Schrijf het; anders wordt het alleen getoond.")] = False,
) -> None:
    """Lees een nieuwe versie van de regeling in; toont eerst elk verschil en wat er verandert."""
    from regio.cli.regeling_importeer import Keuzes, importeer

    keuzes = Keuzes(versie, geldig_vanaf, gemeenten_per, vindplaats, correcties, map_, zoals_gedrukt, sluit_aan, ja)
    importeer(bestand, keuzes)

"""The commands under ``regio kaart``, as typer knows them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from regio.cli.nederlands import Groep, Opdracht

kaart_app = typer.Typer(cls=Groep, help="Kaarten maken: als HTML-bestand en als plaatje.", no_args_is_help=True)

# typer reads the annotations itself and knows no ``str | None`` with future annotations everywhere.
Datum = Annotated[Optional[str], typer.Option("--peildatum", metavar="JJJJ-MM-DD", help="Standaard vandaag.")]  # noqa: UP045
Uit = Annotated[Optional[Path], typer.Option("--uit", metavar="KAART.html", help="De kaart, als los bestand.")]  # noqa: UP045
Png = Annotated[Optional[Path], typer.Option("--png", metavar="KAART.png", help="Een plaatje voor een rapport.")]  # noqa: UP045
Vervang = Annotated[bool, typer.Option("--vervang", help="Overschrijf een bestand dat er al is.")]
Gemeente = Annotated[str, typer.Argument(help="Code of naam, ook van een voormalige gemeente.")]


def _teken(
    soort: str, woorden: dict[str, str], peildatum: str | None, uit: Path | None, png: Path | None, *, vervang: bool
) -> None:
    from regio.cli.kaart import Doelen, teken

    teken(soort, woorden, peildatum, Doelen(uit, png, vervang))


@kaart_app.command("indeling", cls=Opdracht)
def kaart_indeling(
    indeling: Annotated[str, typer.Argument(help="PO, VO, gemeente, jeugdregio of rmc.")],
    peildatum: Datum = None,
    uit: Uit = None,
    png: Png = None,
    vervang: Vervang = False,
) -> None:
    """Alle gebieden van een indeling op een datum."""
    _teken("indeling", {"indeling": indeling}, peildatum, uit, png, vervang=vervang)


@kaart_app.command("gemeente", cls=Opdracht)
def kaart_gemeente(
    gemeente: Gemeente, peildatum: Datum = None, uit: Uit = None, png: Png = None, vervang: Vervang = False
) -> None:
    """Eén gemeente, met haar postcodes naar samenwerkingsverband."""
    _teken("gemeente", {"gemeente": gemeente}, peildatum, uit, png, vervang=vervang)


@kaart_app.command("gesplitst", cls=Opdracht)
def kaart_gesplitst(
    sector: Annotated[str, typer.Option(help="PO of VO; zonder deze optie allebei.")] = "",
    peildatum: Datum = None,
    uit: Uit = None,
    png: Png = None,
    vervang: Vervang = False,
) -> None:
    """De gemeenten die in meer dan één samenwerkingsverband liggen, met hun delen."""
    _teken("gesplitst", {"sector": sector}, peildatum, uit, png, vervang=vervang)


@kaart_app.command("herindeling", cls=Opdracht)
def kaart_herindeling(
    gemeente: Gemeente,
    jaar: Annotated[str, typer.Option(metavar="JJJJ", help="Nodig als de gemeente er meer dan één had.")] = "",
    uit: Uit = None,
    png: Png = None,
    vervang: Vervang = False,
) -> None:
    """Een herindeling: de gemeenten ervoor en erna, en wat waarheen ging."""
    _teken("herindeling", {"gemeente": gemeente, "jaar": jaar}, None, uit, png, vervang=vervang)


@kaart_app.command("congruentie", cls=Opdracht)
def kaart_congruentie(
    indeling: Annotated[str, typer.Argument(help="De indeling die beoordeeld wordt, bijvoorbeeld PO.")],
    met: Annotated[str, typer.Argument(help="De indeling ernaast, bijvoorbeeld jeugdregio-2015.")],
    weging: Annotated[
        str, typer.Option(metavar="NAAM", help="kinderen (standaard), inwoners, oppervlakte, bouwstenen of leerlingen.")
    ] = "",
    peildatum: Datum = None,
    uit: Uit = None,
    png: Png = None,
    vervang: Vervang = False,
) -> None:
    """Twee indelingen naast elkaar: welke grenzen samenvallen, en welke gebieden doorsneden worden."""
    woorden = {"indeling": indeling, "met": met, "weging": weging}
    _teken("congruentie", woorden, peildatum, uit, png, vervang=vervang)


@kaart_app.command("bestand", cls=Opdracht)
def kaart_bestand(
    vorm: Annotated[str, typer.Option(help="geopackage, flatgeobuf, geojson of topojson.")],
    indeling: Annotated[Optional[str], typer.Option(help="PO, VO, gemeente, jeugdregio of rmc.")] = None,  # noqa: UP045
    peildatum: Datum = None,
    niveau: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Voor geojson en topojson: land, regio, plaats of fijn; anders regio."),
    ] = None,
    uit: Annotated[Optional[Path], typer.Option("--uit", metavar="BESTAND", help="Het bestand.")] = None,  # noqa: UP045
    vervang: Vervang = False,
) -> None:
    """De gebieden zelf, voor QGIS of een programma; een GeoPackage bevat alle indelingen."""
    from regio.cli.kaart_bestand import bewaar

    bewaar(vorm, indeling, peildatum, niveau, uit, vervang=vervang)

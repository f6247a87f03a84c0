"""``regio congruentie``, as typer knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

# typer reads the annotations itself and knows no ``str | None`` with future annotations everywhere.
Naam = Optional[str]  # noqa: UP045
Bestand = Optional[Path]  # noqa: UP045


def congruentie(
    sector: Annotated[Naam, typer.Option(help="Beoordeel de samenwerkingsverbanden PO of VO.")] = None,
    indeling: Annotated[Naam, typer.Option(metavar="NAAM", help="Beoordeel een andere indeling.")] = None,
    eigen_indeling: Annotated[
        Bestand,
        typer.Option("--eigen-indeling", metavar="CSV", help="Beoordeel een eigen indeling: gemeente of pc4, regio."),
    ] = None,
    met: Annotated[
        Naam, typer.Option(metavar="NAAM", help="De indeling ernaast; standaard jeugdregio. Bij --matrix: a,b,c.")
    ] = None,
    eigen: Annotated[Bestand, typer.Option(metavar="CSV", help="Een eigen indeling ernaast.")] = None,
    weging: Annotated[
        Naam,
        typer.Option(
            metavar="NAAM",
            help="kinderen (standaard), inwoners, oppervlakte, bouwstenen, of leerlingen als die zijn geladen.",
        ),
    ] = None,
    peildatum: Annotated[Naam, typer.Option(metavar="JJJJ-MM-DD", help="Standaard vandaag.")] = None,
    regio: Annotated[Naam, typer.Option(metavar="CODE", help="Eén gebied in detail.")] = None,
    tijdreeks: Annotated[bool, typer.Option("--tijdreeks", help="De maat door de jaren, naast elke lijst.")] = False,
    gemeenten: Annotated[
        bool, typer.Option("--gemeenten", help="Per gemeente: zit zij overal met dezelfde gemeenten?")
    ] = False,
    matrix: Annotated[bool, typer.Option("--matrix", help="Alle paren van indelingen, in het kort.")] = False,
    onvolledig: Annotated[
        bool, typer.Option("--onvolledig", help="Wat in een eigen indeling ontbreekt, heeft geen regio.")
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Als CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Als JSON, in de vorm van de API.")] = False,
    uit: Annotated[Bestand, typer.Option("--uit", metavar="BESTAND", help="Naar dit bestand (csv of json).")] = None,
    rapport: Annotated[
        Bestand, typer.Option("--rapport", metavar="RAPPORT.html", help="Een rapport met kaart, als los bestand.")
    ] = None,
    vervang: Annotated[bool, typer.Option("--vervang", help="Overschrijf een bestand dat er al is.")] = False,
) -> None:
    """Hoe goed twee indelingen op elkaar passen: de uitkomst, elk gebied, en welke gemeenten de afwijking maken."""
    from regio.cli.congruentie import Uitvoer, Vraag, voer_uit

    vraag = Vraag(
        sector=sector,
        indeling=indeling,
        eigen_indeling=eigen_indeling,
        met=met,
        eigen=eigen,
        weging=weging,
        peildatum=peildatum,
        regio=regio,
        tijdreeks=tijdreeks,
        gemeenten=gemeenten,
        matrix=matrix,
        onvolledig=onvolledig,
    )
    voer_uit(vraag, Uitvoer(csv=csv, json=json, uit=uit, rapport=rapport, vervang=vervang))

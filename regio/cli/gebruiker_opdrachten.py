"""The commands of ``regio gebruiker``, as typer knows them."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from regio.cli.nederlands import Groep, Opdracht

gebruiker_app = typer.Typer(cls=Groep, help="Wie scenario's mag bewaren, en met welk token.", no_args_is_help=True)

Naam = Annotated[str, typer.Argument(metavar="NAAM", help="Naam van de gebruiker.")]
AlsJson = Annotated[bool, typer.Option("--json", help="Als JSON.")]


@gebruiker_app.command("maak", cls=Opdracht)
def maak(
    naam: Naam,
    rol: Annotated[str, typer.Option(help="Hoogste rol: lezer, bewerker of beheerder.")] = "bewerker",
) -> None:
    """Maak een gebruiker."""
    from regio.cli import gebruiker

    gebruiker.maak(naam, rol)


@gebruiker_app.command("rol", cls=Opdracht)
def geef_rol(
    naam: Naam,
    rol: Annotated[str, typer.Argument(metavar="ROL", help="Nieuwe hoogste rol: lezer, bewerker of beheerder.")],
) -> None:
    """Geef een gebruiker een andere rol; een lagere geldt meteen, ook voor tokens en sessies die er al zijn."""
    from regio.cli import gebruiker

    gebruiker.geef_rol(naam, rol)


@gebruiker_app.command("token", cls=Opdracht)
def token(
    naam: Naam,
    rol: Annotated[Optional[str], typer.Option(help="Rol van dit token; standaard die van de gebruiker.")] = None,  # noqa: UP045
    dagen: Annotated[int, typer.Option(help="Zoveel dagen geldig.", min=1, max=366)] = 90,
    extern_ook: Annotated[bool, typer.Option("--extern-ook", help="Ook voor wie bij een organisatie inlogt.")] = False,
) -> None:
    """Maak een token en toon het, één keer; bewaard wordt alleen een afdruk ervan."""
    from regio.cli import gebruiker

    gebruiker.token(naam, rol, dagen, extern_ook=extern_ook)


@gebruiker_app.command("intrekken", cls=Opdracht)
def intrekken(
    naam: Naam,
    nummer: Annotated[Optional[int], typer.Option("--token", metavar="NUMMER", help="Alleen dit token.")] = None,  # noqa: UP045
) -> None:
    """Trek alle tokens van een gebruiker in, of een ervan; het werkt meteen, ook voor wie ermee inlogde."""
    from regio.cli import gebruiker

    gebruiker.trek_in(naam, nummer)


@gebruiker_app.command("lijst", cls=Opdracht)
def lijst(json: AlsJson = False) -> None:
    """Toon de gebruikers met hun tokens; de tokens zelf staan nergens."""
    from regio.cli import gebruiker

    gebruiker.lijst(als_json=json)


@gebruiker_app.command("logboek", cls=Opdracht)
def logboek(json: AlsJson = False) -> None:
    """Toon wie wat wanneer heeft gewijzigd; deze regels zijn niet te wijzigen."""
    from regio.cli import gebruiker

    gebruiker.logboek(als_json=json)

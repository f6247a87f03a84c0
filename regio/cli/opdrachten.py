"""The commands of ``regio``, as typer knows them. Each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from regio import __version__
from regio.cli.congruentie_opdrachten import congruentie
from regio.cli.gebruiker_opdrachten import gebruiker_app
from regio.cli.kaart_opdrachten import kaart_app
from regio.cli.nederlands import Groep, Opdracht
from regio.cli.regeling_opdrachten import regeling_app
from regio.cli.scenario_opdrachten import scenario_app

app = typer.Typer(
    cls=Groep,
    help="Welk samenwerkingsverband passend onderwijs hoort bij een plek, op elke dag sinds 2013.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
data_app = typer.Typer(cls=Groep, help="De gegevens controleren en laden.", no_args_is_help=True)
herindeling_app = typer.Typer(cls=Groep, help="Herindelingen van gemeenten.", no_args_is_help=True)
app.add_typer(data_app, name="data")
app.add_typer(herindeling_app, name="herindeling")
app.add_typer(kaart_app, name="kaart")
app.add_typer(gebruiker_app, name="gebruiker")
app.add_typer(scenario_app, name="scenario")
app.add_typer(regeling_app, name="regeling")

# typer reads the annotations itself and knows no ``str | None`` with future annotations everywhere.
Datum = Annotated[Optional[str], typer.Option("--peildatum", metavar="JJJJ-MM-DD", help="Standaard vandaag.")]  # noqa: UP045
AlsJson = Annotated[bool, typer.Option("--json", help="Als JSON, in de vorm van de API.")]
Opnieuw = Annotated[bool, typer.Option("--opnieuw", help="Ook als deze editie al actief is.")]


@app.callback(invoke_without_command=True)
def _versie(
    context: typer.Context, versie: Annotated[bool, typer.Option("--versie", help="Toon de versie.")] = False
) -> None:
    if versie:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit


@app.command(cls=Opdracht)
def start(
    host: Annotated[Optional[str], typer.Option(help="Adres om op te luisteren.")] = None,  # noqa: UP045
    poort: Annotated[Optional[int], typer.Option(help="Poort om op te luisteren.", min=1, max=65535)] = None,  # noqa: UP045
) -> None:
    """Start de dienst met zijn pagina in de browser; laadt de gegevens als dat nog niet is gebeurd."""
    from regio.cli.start import start_dienst

    start_dienst(host, poort)


@app.command(cls=Opdracht)
def zoek(
    vraag: Annotated[str, typer.Argument(help="Postcode, gemeente, plaats, adres of punt.")],
    peildatum: Datum = None,
    json: AlsJson = False,
) -> None:
    """Zoek het samenwerkingsverband bij een postcode, gemeente, plaats, adres of punt."""
    from regio.cli.zoek import zoek_vraag

    zoek_vraag(vraag, peildatum, als_json=json)


@app.command(cls=Opdracht)
def bulk(
    invoer: Annotated[Path, typer.Argument(help="CSV met postcode, gemeente, adres, lon en lat, of x en y.")],
    uitvoer: Annotated[Path, typer.Argument(help="CSV die wordt geschreven.")],
    peildatum: Datum = None,
    stil: Annotated[bool, typer.Option("--stil", help="Zonder voortgangsbalk.")] = False,
    vervang: Annotated[bool, typer.Option("--vervang", help="Overschrijf een bestand dat er al is.")] = False,
) -> None:
    """Zoek elke rij van een CSV op; alle rijen, de volgorde en de kolommen blijven."""
    from regio.cli.bulk import verwerk

    verwerk(invoer, uitvoer, peildatum, stil=stil, vervang=vervang)


app.command(cls=Opdracht)(congruentie)


@app.command(cls=Opdracht)
def overleg(
    wie: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="[WIE]", help="Gemeente (code of naam) of samenwerkingsverband (code)."),
    ] = None,
    peildatum: Datum = None,
    landelijk: Annotated[bool, typer.Option("--landelijk", help="In plaats van WIE: de tafels van elke gemeente.")] = (
        False
    ),
    json: AlsJson = False,
    uit: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="BESTAND", help="Schrijf naar een bestand: .xlsx voor Excel, .csv, of .ics met de termijnen."
        ),
    ] = None,
    vervang: Annotated[bool, typer.Option("--vervang", help="Overschrijf een bestand dat er al is.")] = False,
) -> None:
    """Toon met wie een gemeente of samenwerkingsverband het OOGO voert."""
    from regio.cli.overleg import Doel, toon_overleg

    toon_overleg(wie, peildatum, Doel(json, uit, vervang), landelijk=landelijk)


@data_app.command("controleer", cls=Opdracht)
def data_controleer(json: AlsJson = False) -> None:
    """Controleer de gegevens en toon wat opvalt; eindigt met 1 bij een fout."""
    from regio.cli.data import controleer_gegevens

    controleer_gegevens(als_json=json)


@data_app.command("laad", cls=Opdracht)
def data_laad(
    bron: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(
            metavar="[MAP]", help="Map met de gegevens (manifest.csv), met officiële grenzen (*.gpkg), of beide."
        ),
    ] = None,
    schets: Annotated[bool, typer.Option("--schets", help="Terug naar de schets, zonder officiële grenzen.")] = False,
    opnieuw: Opnieuw = False,
    proef: Annotated[bool, typer.Option("--proef", help="Toon alleen wat er zou veranderen.")] = False,
    verslag: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="BESTAND", help="Schrijf het verslag over de grenzen hierheen, als JSON."),
    ] = None,
    leerlingen: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="BESTAND", help="CSV met leerlingen per postcode: pc4, sector, leerlingen, jaar, bron."),
    ] = None,
    zonder_leerlingen: Annotated[
        bool, typer.Option("--zonder-leerlingen", help="Haal eerder geladen leerlingen weg.")
    ] = False,
) -> None:
    """Toon wat er verandert, laad de gegevens als nieuwe editie en neem die in gebruik; tot dan blijft de oude."""
    from regio.cli.data import laad_gegevens

    laad_gegevens(
        bron,
        schets=schets,
        opnieuw=opnieuw,
        proef=proef,
        verslag=verslag,
        leerlingen=leerlingen,
        zonder_leerlingen=zonder_leerlingen,
    )


@data_app.command("verslag", cls=Opdracht)
def data_verslag(json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False) -> None:
    """Toon het verslag over de grenzen die nu in gebruik zijn: wat er mis mee was en wat er gedaan is."""
    from regio.cli.data import toon_grensverslag

    toon_grensverslag(als_json=json)


@data_app.command("ophalen", cls=Opdracht)
def data_ophalen(
    jaar: Annotated[
        Optional[list[int]],  # noqa: UP045
        typer.Option("--jaar", metavar="JJJJ", help="Ook de gemeenten van dit jaar; mag vaker.", min=1995, max=2100),
    ] = None,
    pc4_jaar: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            "--pc4-jaar", metavar="JJJJ", help="Postcodevlakken van dit jaar; anders de nieuwste.", min=2015, max=2100
        ),
    ] = None,
    naar: Annotated[Optional[Path], typer.Option("--naar", metavar="MAP", help="Map voor de bestanden.")] = None,  # noqa: UP045
    proef: Annotated[bool, typer.Option("--proef", help="Toon alleen wat er zou worden opgehaald.")] = False,
    laad: Annotated[bool, typer.Option("--laad", help="Laad de bestanden daarna.")] = False,
) -> None:
    """Haal de officiële grenzen van CBS en Kadaster op bij PDOK; gaat verder waar een eerdere keer bleef steken."""
    from regio.cli.ophalen import haal_gegevens

    haal_gegevens(jaar or (), naar, pc4_jaar=pc4_jaar, proef=proef, laad=laad)


@data_app.command("compileer", cls=Opdracht)
def data_compileer(opnieuw: Opnieuw = False) -> None:
    """Maak het editiebestand van deze machine uit de editie die in de database actief is."""
    from regio.cli.data import compileer_gegevens

    compileer_gegevens(opnieuw=opnieuw)


@herindeling_app.command("lijst", cls=Opdracht)
def herindeling_lijst(
    gemeente: Annotated[Optional[str], typer.Option(help="Alleen met deze gemeente (code of naam).")] = None,  # noqa: UP045
    jaar: Annotated[Optional[int], typer.Option(help="Alleen uit dit jaar.")] = None,  # noqa: UP045
    gevolg: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Alleen met dit gevolg voor de samenwerkingsverbanden, zoals nieuw-gesplitst."),
    ] = None,
    json: AlsJson = False,
) -> None:
    """Toon de herindelingen sinds 2011, met hun gevolg voor de samenwerkingsverbanden."""
    from regio.cli.herindeling import toon_lijst

    toon_lijst(gemeente, jaar, gevolg, als_json=json)


@herindeling_app.command("toets", cls=Opdracht)
def herindeling_toets(
    naam: Annotated[str, typer.Option(help="Naam van de gemeente die ontstaat, of van de gemeente die grond krijgt.")],
    datum: Annotated[str, typer.Option(metavar="JJJJ-MM-DD", help="Dag waarop de herindeling ingaat.")],
    samenvoegen: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(metavar="GEMEENTE", help="Gemeente (code of naam) die er geheel in opgaat; mag vaker."),
    ] = None,
    meer: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="GEMEENTE", show_default=False, help="Nog meer gemeenten om samen te voegen."),
    ] = None,
    deel: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(metavar="GEMEENTE:POSTCODES", help="Deel van een gemeente, zoals GM1696:1231,1241; mag vaker."),
    ] = None,
    json: AlsJson = False,
) -> None:
    """Toets een herindeling die nog niet is gebeurd: verbanden, overlegtafels, congruentie en mogelijkheden."""
    from regio.cli.herindeling_toets import toon_toets

    toon_toets([*(samenvoegen or ()), *(meer or ())], deel or (), naam, datum, als_json=json)

"""The commands under ``regio scenario``, as typer knows them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from regio.cli.nederlands import Groep, Opdracht

scenario_app = typer.Typer(
    cls=Groep, help="Scenario's: wat er verandert als grenzen verschuiven.", no_args_is_help=True
)

# typer reads the annotations itself and knows no ``str | None`` with future annotations everywhere.
Bron = Annotated[
    str, typer.Argument(metavar="ZETTEN", help="CSV met zetten, CSV met een hele tabel, of de naam van een voorbeeld.")
]
Datum = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--peildatum", metavar="JJJJ-MM-DD", help="Standaard vandaag, bij een voorbeeld de dag daarvan."),
]
Weging = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="NAAM", help="kinderen (standaard), of leerlingen als die zijn geladen."),
]
Minste = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--minste-kinderen", metavar="GETAL", help="Meld verbanden met minder; ook per sector: PO=5000."),
]
Meeste = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--meeste-kinderen", metavar="GETAL", help="Meld verbanden met meer; ook per sector: VO=40000."),
]
Csv = Annotated[bool, typer.Option("--csv", help="Als CSV.")]
AlsJson = Annotated[bool, typer.Option("--json", help="Als JSON.")]
Uit = Annotated[Optional[Path], typer.Option("--uit", metavar="BESTAND", help="Naar dit bestand.")]  # noqa: UP045
Kaart = Annotated[Optional[Path], typer.Option("--uit", metavar="KAART.html", help="De kaart, als los bestand.")]  # noqa: UP045
Png = Annotated[Optional[Path], typer.Option("--png", metavar="KAART.png", help="Een plaatje voor een rapport.")]  # noqa: UP045
Vervang = Annotated[bool, typer.Option("--vervang", help="Overschrijf een bestand dat er al is.")]
Stromen = Annotated[Optional[Path], typer.Option(metavar="CSV", help="Kolommen van, naar en leerlingen.")]  # noqa: UP045
Scholen = Annotated[Optional[Path], typer.Option(metavar="CSV", help="Kolommen naam, postcode en cluster.")]  # noqa: UP045
Arbeidsmarkt = Annotated[Optional[Path], typer.Option(metavar="CSV", help="Kolommen gemeente of pc4, en regio.")]  # noqa: UP045


@scenario_app.command("voorbeelden", cls=Opdracht)
def scenario_voorbeelden(json: AlsJson = False) -> None:
    """Toon de uitgewerkte voorbeelden, elk met zijn bron."""
    from regio.cli.scenario import toon_voorbeelden

    toon_voorbeelden(in_json=json)


@scenario_app.command("bekijk", cls=Opdracht)
def scenario_bekijk(
    zetten: Bron,
    peildatum: Datum = None,
    weging: Weging = None,
    minste: Minste = None,
    meeste: Meeste = None,
    csv: Csv = False,
    json: AlsJson = False,
    uit: Uit = None,
    vervang: Vervang = False,
) -> None:
    """Reken een scenario door: bevindingen, en elk getal naast dat van de indeling zonder zetten."""
    from regio.cli.scenario import Vraag, bekijk
    from regio.cli.uitvoer import Uitvoer

    vraag = Vraag((zetten,), peildatum, weging, tuple(minste or ()), tuple(meeste or ()))
    bekijk(vraag, Uitvoer(csv, json, uit, vervang))


@scenario_app.command("vergelijk", cls=Opdracht)
def scenario_vergelijk(
    eerste: Annotated[str, typer.Argument(metavar="A", help="Zetten of voorbeeld, of een datum zonder zetten.")],
    tweede: Annotated[str, typer.Argument(metavar="B", help="Wat ernaast komt te staan.")],
    peildatum: Datum = None,
    weging: Weging = None,
    minste: Minste = None,
    meeste: Meeste = None,
    csv: Csv = False,
    json: AlsJson = False,
    uit: Uit = None,
    vervang: Vervang = False,
) -> None:
    """Zet twee scenario's, of een scenario en een dag, naast elkaar."""
    from regio.cli.scenario import Vraag, bekijk
    from regio.cli.uitvoer import Uitvoer

    vraag = Vraag((eerste, tweede), peildatum, weging, tuple(minste or ()), tuple(meeste or ()))
    bekijk(vraag, Uitvoer(csv, json, uit, vervang))


def _schrijf(soort: str, zetten: str, peildatum: str | None, uit: Path | None, *, vervang: bool) -> None:
    from regio.cli.scenario import Vraag, schrijf_uit
    from regio.cli.uitvoer import Uitvoer

    schrijf_uit(Vraag((zetten,), peildatum), soort, Uitvoer(uit=uit, vervang=vervang))


@scenario_app.command("regeling", cls=Opdracht)
def scenario_regeling(zetten: Bron, peildatum: Datum = None, uit: Uit = None, vervang: Vervang = False) -> None:
    """Geef de bijlage van de regeling zoals zij dan luidt, als CSV of voor Excel (.xlsx); wat wijzigt is gemerkt."""
    if uit is None or uit.suffix.lower() != ".xlsx":
        _schrijf("regeling", zetten, peildatum, uit, vervang=vervang)
        return
    from regio.cli.scenario import Vraag
    from regio.cli.scenario_bestanden import schrijf_werkmap

    schrijf_werkmap(Vraag((zetten,), peildatum), uit, vervang=vervang)


@scenario_app.command("tabel", cls=Opdracht)
def scenario_tabel(zetten: Bron, peildatum: Datum = None, uit: Uit = None, vervang: Vervang = False) -> None:
    """Geef de hele tabel als CSV: elk stuk grond met zijn gemeente en verbanden, nu en ervoor."""
    _schrijf("tabel", zetten, peildatum, uit, vervang=vervang)


@scenario_app.command("zetten", cls=Opdracht)
def scenario_zetten(zetten: Bron, peildatum: Datum = None, uit: Uit = None, vervang: Vervang = False) -> None:
    """Geef de zetten als CSV: van een voorbeeld om op voort te bouwen, of van een veranderde tabel."""
    _schrijf("zetten", zetten, peildatum, uit, vervang=vervang)


@scenario_app.command("geopakket", cls=Opdracht)
def scenario_geopakket(
    zetten: Bron,
    uit: Annotated[Path, typer.Option("--uit", metavar="BESTAND.gpkg", help="Naar dit bestand.")],
    peildatum: Datum = None,
    vervang: Vervang = False,
) -> None:
    """Geef de grenzen zoals zij worden, en de grond die verandert, als GeoPackage voor GIS."""
    from regio.cli.scenario import Vraag
    from regio.cli.scenario_bestanden import schrijf_geopakket

    schrijf_geopakket(Vraag((zetten,), peildatum), uit, vervang=vervang)


@scenario_app.command("rapport", cls=Opdracht)
def scenario_rapport(
    zetten: Bron,
    uit: Annotated[Path, typer.Option("--uit", metavar="BESTAND.html", help="Naar dit bestand.")],
    peildatum: Datum = None,
    weging: Weging = None,
    minste: Minste = None,
    meeste: Meeste = None,
    vervang: Vervang = False,
) -> None:
    """Geef een rapport om te lezen en af te drukken: wat er wordt gevraagd, kaarten, gevolgen en bronnen."""
    from regio.cli.scenario import Vraag
    from regio.cli.scenario_bestanden import schrijf_rapport

    vraag = Vraag((zetten,), peildatum, weging, tuple(minste or ()), tuple(meeste or ()))
    schrijf_rapport(vraag, uit, vervang=vervang)


@scenario_app.command("kaart", cls=Opdracht)
def scenario_kaart(
    zetten: Bron,
    peildatum: Datum = None,
    uit: Kaart = None,
    png: Png = None,
    vervang: Vervang = False,
) -> None:
    """Teken wat er verandert: de grond gearceerd, met de grenzen zoals zij waren en worden."""
    from regio.cli.kaart import Doelen
    from regio.cli.scenario import Vraag, teken

    teken(Vraag((zetten,), peildatum), Doelen(uit, png, vervang))


@scenario_app.command("factoren", cls=Opdracht)
def scenario_factoren(
    zetten: Bron,
    peildatum: Datum = None,
    leerlingstromen: Stromen = None,
    scholen: Scholen = None,
    arbeidsmarkt: Arbeidsmarkt = None,
    afstand_km: Annotated[
        Optional[float],  # noqa: UP045
        typer.Option("--afstand-km", metavar="KM", help="Tot hoe ver een school bereikbaar is (standaard 15)."),
    ] = None,
    onvolledig: Annotated[bool, typer.Option("--onvolledig", help="Reken zonder gemeenten die ontbreken.")] = False,
    json: AlsJson = False,
) -> None:
    """Reken door wat in 2011 meewoog en hier geen gegevens heeft, met CSV's van uzelf."""
    from regio.cli.scenario_factoren import Bestanden, toon

    bestanden = Bestanden(leerlingstromen, scholen, arbeidsmarkt)
    toon(zetten, peildatum, bestanden, afstand_km, onvolledig=onvolledig, in_json=json)

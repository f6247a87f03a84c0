"""What ``regio congruentie`` is asked, and everything in a call that does not go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from regio.fouten import Fout, Vraagfout

STANDAARD_WEGING = "kinderen"
STANDAARD_MET = "jeugdregio"
SECTOREN = ("PO", "VO")
VORMEN = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Vraag:
    """The options as typed; A is ``sector``, ``indeling`` or ``eigen_indeling``, B is ``met`` or ``eigen``."""

    sector: str | None = None
    indeling: str | None = None
    eigen_indeling: Path | None = None
    met: str | None = None
    eigen: Path | None = None
    weging: str | None = None
    peildatum: str | None = None
    regio: str | None = None
    tijdreeks: bool = False
    gemeenten: bool = False
    matrix: bool = False
    onvolledig: bool = False

    @property
    def soort(self) -> str:
        """What kind of answer is asked: ``paar``, ``regio``, ``tijdreeks``, ``gemeenten`` or ``matrix``."""
        return self.soorten[0] if self.soorten else "paar"

    @property
    def soorten(self) -> list[str]:
        """The kinds of answer that are asked for by name."""
        gevraagd = {
            "regio": self.regio is not None,
            "tijdreeks": self.tijdreeks,
            "gemeenten": self.gemeenten,
            "matrix": self.matrix,
        }
        return [naam for naam, is_gevraagd in gevraagd.items() if is_gevraagd]

    @property
    def linker(self) -> list[str]:
        """The names of A as typed, separated by commas; empty without one."""
        return _namen(self.sector or self.indeling)

    @property
    def rechter(self) -> list[str]:
        """The names of B as typed, separated by commas; empty without one."""
        return _namen(self.met)


@dataclass(frozen=True, slots=True)
class Uitvoer:
    """In which form, and where to: without ``uit`` to the screen."""

    csv: bool = False
    json: bool = False
    uit: Path | None = None
    rapport: Path | None = None
    vervang: bool = False

    @property
    def vorm(self) -> str:
        """``tekst``, ``csv`` or ``json``; without an option that of the name of the file."""
        if self.csv or self.json:
            return "csv" if self.csv else "json"
        einde = self.uit.suffix.lower().removeprefix(".") if self.uit else ""
        return einde if einde in VORMEN else "tekst"


def _namen(tekst: str | None) -> list[str]:
    return [naam.strip() for naam in tekst.split(",") if naam.strip()] if tekst else []


def keur_vraag(vraag: Vraag, uitvoer: Uitvoer) -> None:
    """Raises Vraagfout with everything in a call that does not go together."""
    fouten = [*_tegelijk(vraag, uitvoer), *_kanten(vraag), *_past_niet(vraag), *_uitvoer(vraag, uitvoer)]
    if fouten:
        raise Vraagfout(*fouten)


def _fout(veld: str, melding: str) -> Fout:
    return Fout(veld, "past-niet", melding)


def _tegelijk(vraag: Vraag, uitvoer: Uitvoer) -> Iterator[Fout]:
    """Options of which a call has one at most."""
    groepen: tuple[dict[str, object], ...] = (
        {"--sector": vraag.sector, "--indeling": vraag.indeling, "--eigen-indeling": vraag.eigen_indeling},
        {"--met": vraag.met, "--eigen": vraag.eigen},
        {f"--{soort}": soort for soort in vraag.soorten},
        {"--csv": uitvoer.csv, "--json": uitvoer.json},
    )
    for groep in groepen:
        gegeven = [naam for naam, waarde in groep.items() if waarde not in (None, False)]
        if len(gegeven) > 1:
            yield _fout(gegeven[0], f"Geef één van deze opties, niet samen: {', '.join(gegeven)}.")


def _kanten(vraag: Vraag) -> Iterator[Fout]:
    """Which division is judged, and what it is held against."""
    if vraag.sector is not None and vraag.sector.strip().upper() not in SECTOREN:
        yield _fout("--sector", "Kies als sector PO of VO.")
    if vraag.soort in ("matrix", "gemeenten"):
        return
    if not (vraag.sector or vraag.indeling or vraag.eigen_indeling):
        yield _fout(
            "--sector",
            "Zeg met --sector PO of VO, --indeling NAAM of --eigen-indeling BESTAND welke indeling u wilt beoordelen.",
        )
    for optie, namen in (("--indeling", vraag.linker), ("--met", vraag.rechter)):
        if len(namen) > 1:
            yield _fout(optie, f"Geef bij {optie} één indeling; meer kan alleen met --matrix of --gemeenten.")


def _past_niet(vraag: Vraag) -> Iterator[Fout]:
    """Options that do nothing for the kind of answer that is asked."""
    eigen = vraag.eigen or vraag.eigen_indeling
    if eigen and vraag.soort not in ("paar", "regio"):
        yield _fout("--eigen", f"Een eigen indeling kan niet met --{vraag.soort}.")
    if vraag.onvolledig and not eigen:
        yield _fout("--onvolledig", "De optie --onvolledig hoort bij een eigen indeling.")
    if vraag.tijdreeks and vraag.met:
        yield _fout("--met", "Een tijdreeks staat naast elke lijst van jeugdregio's; laat --met weg.")
    if vraag.tijdreeks and vraag.peildatum:
        yield _fout("--peildatum", "Een tijdreeks gaat over alle dagen; laat --peildatum weg.")
    if vraag.gemeenten and vraag.weging:
        yield _fout("--weging", "Bij --gemeenten telt elke gemeente als één; laat --weging weg.")


def _uitvoer(vraag: Vraag, uitvoer: Uitvoer) -> Iterator[Fout]:
    if uitvoer.rapport and vraag.soort != "paar":
        yield _fout("--rapport", f"Een rapport gaat over een heel paar; laat --{vraag.soort} weg.")
    if uitvoer.rapport and uitvoer.rapport.suffix.lower() != ".html":
        yield _fout("--rapport", "Een rapport is een webpagina: geef bij --rapport een bestand dat eindigt op .html.")
    if uitvoer.uit and uitvoer.vorm == "tekst":
        yield _fout("--uit", "Geef bij --uit ook --csv of --json, of een bestand dat zo eindigt.")
    if uitvoer.uit and uitvoer.rapport and uitvoer.uit.absolute() == uitvoer.rapport.absolute():
        yield _fout("--rapport", "Geef bij --uit en bij --rapport elk een eigen bestand.")

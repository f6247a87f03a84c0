"""``regio bulk``: a CSV of any length, answered row by row."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from regio.adressen import Geocoder, lees_postcode
from regio.cli.bulk_bestand import TOEGEVOEGD, Vorm, lees_rijen, onderzoek
from regio.cli.gedeeld import geocoder_van, open_stand, swv_datum
from regio.cli.kaart import keur
from regio.fouten import Fout, NietGevonden, RegioFout, Vraagfout
from regio.instellingen import lees_instellingen
from regio.schijf import reden
from regio.stand.stand import Stand
from regio.zoeken.gemeente import antwoord_gemeente
from regio.zoeken.postcode import antwoord_postcode
from regio.zoeken.punt import Puntantwoord, punt_op, vind_op_lonlat, vind_op_rd
from regio.zoeken.register import register_van
from regio.zoeken.zoek import zoek

Json = dict[str, Any]
Cellen = tuple[str, ...]
# Distinct answers kept at a time; memory does not grow with the file.
GEHEUGEN = 8192
_STAP = 1000
_GEMEENTE_CODE = TOEGEVOEGD.index("gemeente_code")


def verwerk(invoer: Path, uitvoer: Path, peildatum: str | None, *, stil: bool, vervang: bool = False) -> None:
    """Answer every row of a CSV. Raises RegioFout, and then writes nothing."""
    datum = swv_datum(peildatum)
    if uitvoer.exists() and invoer.exists() and uitvoer.samefile(invoer):
        raise RegioFout("Invoer en uitvoer zijn hetzelfde bestand; kies een andere naam voor de uitvoer.")
    keur([uitvoer], vervang=vervang)
    vorm = onderzoek(invoer)
    instellingen = lees_instellingen()
    rij = Beantwoorder(open_stand(instellingen), datum, vorm, geocoder_van(instellingen))
    with _voortgang(invoer, stil=stil) as vorder, _nieuw_bestand(uitvoer, vorm) as schrijf:
        for nummer, (_, cellen) in enumerate(lees_rijen(invoer, vorm)):
            schrijf([*cellen, *(rij.antwoord(cellen) if nummer else TOEGEVOEGD)])
            if nummer % _STAP == 0:
                vorder(nummer)


@contextmanager
def _nieuw_bestand(uitvoer: Path, vorm: Vorm) -> Iterator[Callable[[list[str]], object]]:
    """Write to a temporary file that takes its name only when all is written."""
    tijdelijk = uitvoer.with_name(f".{uitvoer.name}.{os.getpid()}")
    codering = "utf-8" if vorm.codering == "utf-8" else "utf-8-sig"
    try:
        with tijdelijk.open("w", encoding=codering, newline="") as uit:
            yield csv.writer(uit, delimiter=vorm.scheiding, lineterminator="\n").writerow
        tijdelijk.replace(uitvoer)
    except OSError as fout:
        raise RegioFout(f"{uitvoer} kan niet worden geschreven: {reden(fout)}. Er is niets gewijzigd.") from None
    finally:
        # Whatever stopped the writing may stop the clearing up too, and is already told.
        with suppress(OSError):
            tijdelijk.unlink(missing_ok=True)


@contextmanager
def _voortgang(invoer: Path, *, stil: bool) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr that counts rows."""
    if stil:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    totaal = _aantal_regels(invoer)
    kolommen = (TextColumn("rijen"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*kolommen, console=Console(stderr=True)) as balk:
        taak = balk.add_task("rijen", total=totaal)
        yield lambda nummer: balk.update(taak, completed=nummer)
        balk.update(taak, completed=totaal)


def _aantal_regels(pad: Path) -> int:
    with pad.open("rb") as bestand:
        return sum(blok.count(b"\n") for blok in iter(lambda: bestand.read(1 << 20), b"")) or 1


@dataclass(frozen=True, slots=True)
class _Kolommen:
    """Positions of the usable columns; None where a file lacks one."""

    postcode: int | None
    gemeente: int | None
    adres: int | None
    punt: tuple[int, int] | None
    rd: tuple[int, int] | None

    @classmethod
    def van(cls, vorm: Vorm) -> _Kolommen:
        lon, lat, x, y = (vorm.plek(naam) for naam in ("lon", "lat", "x", "y"))
        return cls(
            vorm.plek("postcode"),
            vorm.plek("gemeente"),
            vorm.plek("adres"),
            (lon, lat) if lon is not None and lat is not None else None,
            (x, y) if x is not None and y is not None else None,
        )


class Beantwoorder:
    """Answers rows of one file: by postcode, else point, else address, else gemeente."""

    def __init__(self, stand: Stand, datum: str, vorm: Vorm, geocoder: Geocoder) -> None:
        self._stand, self._datum, self._geocoder = stand, datum, geocoder
        self._kolommen = _Kolommen.van(vorm)
        self._pc4 = lru_cache(GEHEUGEN)(lambda pc4: cellen_van([antwoord_postcode(stand, pc4, datum)]))
        self._pc4_naast = lru_cache(GEHEUGEN)(self._bij_postcode_naast)
        self._gemeente = lru_cache(GEHEUGEN)(self._bij_gemeente)
        self._adres = lru_cache(GEHEUGEN)(self._bij_adres)
        self._toestand = stand.toestand_nr_iso(datum)
        self._punt = lru_cache(GEHEUGEN)(self._bij_punt)

    def antwoord(self, rij: list[str]) -> Cellen:
        """The added cells of a row; a fault stands in ``melding``."""
        try:
            return self._kies(rij)
        except (Vraagfout, NietGevonden) as fout:
            return ("", "", "", "", "", "", "", str(fout))

    def _kies(self, rij: list[str]) -> Cellen:
        kolommen = self._kolommen
        if kolommen.postcode is not None and rij[kolommen.postcode].strip():
            pc4 = lees_postcode(rij[kolommen.postcode].strip())
            if kolommen.gemeente is not None and rij[kolommen.gemeente].strip():
                return self._pc4_naast(pc4, rij[kolommen.gemeente].strip())
            return self._pc4(pc4)
        for paar, vind in ((kolommen.punt, vind_op_lonlat), (kolommen.rd, vind_op_rd)):
            if paar is not None and (rij[paar[0]].strip() or rij[paar[1]].strip()):
                plaats = vind(self._stand, _getal(rij[paar[0]]), _getal(rij[paar[1]]))
                return self._punt(punt_op(self._stand, plaats, self._toestand))
        for plek, bij in ((kolommen.adres, self._adres), (kolommen.gemeente, self._gemeente)):
            if plek is not None and rij[plek].strip():
                return bij(rij[plek].strip())
        if not any(cel.strip() for cel in rij):
            raise Vraagfout(Fout("rij", "leeg", "Deze rij is leeg."))
        raise Vraagfout(Fout("rij", "leeg", "Deze rij bevat geen postcode, gemeente, adres of punt."))

    def _bij_postcode_naast(self, pc4: str, gemeente: str) -> Cellen:
        """The cells of a postcode, with a sentence when the gemeente beside it is another one."""
        cellen = self._pc4(pc4)
        if not set(self._codes(gemeente)).isdisjoint(cellen[_GEMEENTE_CODE].split("|")):
            return cellen
        zin = f"Bij deze postcode hoort op {self._datum} niet de gemeente {gemeente}; de postcode is gevolgd."
        return (*cellen[:-1], f"{zin} {cellen[-1]}".strip())

    def _bij_punt(self, punt: Puntantwoord) -> Cellen:
        return cellen_van([self._stand.postcode(punt.plek, self._datum, punt.ligging)])

    def _bij_gemeente(self, tekst: str) -> Cellen:
        alle = [antwoord_gemeente(self._stand, code, self._datum) for code in self._codes(tekst)]
        gekozen = [antwoord for antwoord in alle if antwoord["bestaat"]] or alle
        if not gekozen:
            raise NietGevonden("Geen gemeente met deze naam of code.")
        return cellen_van(gekozen)

    def _codes(self, tekst: str) -> list[str]:
        """The codes of the gemeenten that a cell can mean: one for a code, several for some names."""
        register = register_van(self._stand)
        code = tekst.upper() if tekst.upper() in register.gemeenten else f"GM{tekst}"
        if code in register.gemeenten:
            return [code]
        return [naam.sleutel for naam in register.met_naam(tekst) if naam.soort == "gemeente"]

    def _bij_adres(self, tekst: str) -> Cellen:
        uitkomst = zoek(self._stand, tekst, self._datum, self._geocoder)
        return cellen_van(uitkomst["antwoorden"], [melding["tekst"] for melding in uitkomst["meldingen"]])


def _getal(tekst: str) -> float:
    schoon = tekst.strip()
    try:
        return float(schoon.replace(",", ".") if schoon.count(",") == 1 and "." not in schoon else schoon)
    except ValueError:
        raise Vraagfout(Fout("punt", "geen-getal", "De coördinaten zijn geen getallen.")) from None


def cellen_van(antwoorden: list[Json], meldingen: list[str] | None = None) -> Cellen:
    """The added cells of some answers: every code that is possible, joined by ``|``."""
    swvs = [deel for antwoord in antwoorden for deel in antwoord["samenwerkingsverbanden"]]
    gemeenten = [deel for antwoord in antwoorden for deel in antwoord["gemeenten"]]
    jeugdregios = [deel["code"] for antwoord in antwoorden for deel in antwoord["jeugdregios"]]
    zonder = [deel for antwoord in antwoorden for deel in antwoord["zonderSamenwerkingsverband"]]
    teksten = list(meldingen or ())
    if len(antwoorden) > 1 and meldingen is None:
        teksten.append(f"Er zijn {len(antwoorden)} gemeenten met deze naam.")
    teksten += [antwoord["liggingToelichting"] for antwoord in antwoorden if antwoord["grensNabij"]]
    teksten += [deel["toelichting"] for deel in zonder]
    teksten += [opmerking["tekst"] for antwoord in antwoorden for opmerking in antwoord["opmerkingen"]]
    return (
        _samen(deel["code"] for deel in swvs if deel["sector"] == "PO"),
        _samen(deel["code"] for deel in swvs if deel["sector"] == "VO"),
        _samen(deel["code"] for deel in gemeenten),
        _samen(deel["naam"] for deel in gemeenten),
        _samen(jeugdregios),
        _samen(deel["grondslag"] for deel in [*swvs, *zonder]),
        _samen(antwoord["ligging"] for antwoord in antwoorden),
        " ".join(dict.fromkeys(teksten)),
    )


def _samen(delen: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(delen))

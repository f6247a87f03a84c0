"""``regio congruentie``: how well two divisions match, on the screen, as a file and as a report."""

from __future__ import annotations

import importlib
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regio.cli.congruentie_vraag import STANDAARD_MET, STANDAARD_WEGING, Uitvoer, Vraag, keur_vraag
from regio.cli.gedeeld import gemeente_datum, open_stand
from regio.cli.kaart import keur, schrijf
from regio.fouten import Fout, RegioFout, Vraagfout
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.congruentie.indelingen import Keuze
    from regio.congruentie.tabel import Tabel
    from regio.stand.stand import Stand

Json = dict[str, Any]
# Loaded by its name: the report stands above this package, which may not import it.
RAPPORT = "kaarten.congruentie.rapport"
GEWONE_SET = ("PO", "VO", "jeugdregio")

__all__ = ["Uitvoer", "Vraag", "voer_uit"]


def voer_uit(vraag: Vraag, uitvoer: Uitvoer) -> None:
    """Answer a question and print or write the answer. Raises RegioFout, and then has written nothing."""
    keur_vraag(vraag, uitvoer)
    keur([pad for pad in (uitvoer.uit, uitvoer.rapport) if pad], vervang=uitvoer.vervang)
    datum = gemeente_datum(vraag.peildatum)
    stand = open_stand(lees_instellingen())
    keuzes = _keuzes(stand, vraag, datum) if vraag.soort in ("paar", "regio") else None
    antwoord = _over_paar(stand, vraag, datum, *keuzes) if keuzes else _over_meer(stand, vraag, datum)
    bestanden = []
    if uitvoer.rapport and keuzes:
        bestanden.append((uitvoer.rapport, _rapport(stand, antwoord, *keuzes)))
    _geef(antwoord, vraag.soort, uitvoer, bestanden)


# -- the question -----------------------------------------------------------------------------------------


def _keuzes(stand: Stand, vraag: Vraag, datum: str) -> tuple[Keuze, Keuze]:
    """A and B. Raises RegioFout; the faults of both own files are told before either is used."""
    from regio.congruentie.indelingen import bekende_naam, kies

    a = None if vraag.eigen_indeling else bekende_naam(vraag.linker[0], "indeling")
    b = None if vraag.eigen else bekende_naam((vraag.rechter or [STANDAARD_MET])[0], "met")
    if a is not None and a == b:
        zin = f"Een indeling naast zichzelf zegt niets; kies bij --met een andere dan {b}."
        raise Vraagfout(Fout("met", "zelfde-indeling", zin))
    eigen = _eigen(stand, vraag, datum)
    return (
        eigen["eigen-indeling"] if a is None else kies(stand, a, datum),
        eigen["eigen"] if b is None else kies(stand, b, datum),
    )


def _eigen(stand: Stand, vraag: Vraag, datum: str) -> dict[str, Keuze]:
    """The divisions of the user's own, by option. Every fault goes to stderr before RegioFout is raised."""
    from regio.congruentie.eigen import lees_eigen
    from regio.congruentie.eigen_bestand import Tabelfout, getal

    uit: dict[str, Keuze] = {}
    fouten: list[Tabelfout] = []
    for naam, pad in (("eigen-indeling", vraag.eigen_indeling), ("eigen", vraag.eigen)):
        if pad is None:
            continue
        try:
            uit[naam] = lees_eigen(stand, pad, datum, naam, onvolledig=vraag.onvolledig)
        except Tabelfout as fout:
            fouten.append(fout)
    for tabel in fouten:
        sys.stderr.write("".join(f"{tabel.bestand}: {regel}\n" for regel in tabel.regels))
    if fouten:
        aantal = sum(tabel.aantal for tabel in fouten)
        wie = " en ".join(tabel.bestand for tabel in fouten)
        raise RegioFout(f"Er is niets berekend: {getal(aantal)} {'fout' if aantal == 1 else 'fouten'} in {wie}.")
    return uit


def _over_paar(stand: Stand, vraag: Vraag, datum: str, a: Keuze, b: Keuze) -> Json:
    """The answer about a whole pair, or about one region of it."""
    from regio.congruentie.meting import meet, weeg
    from regio.congruentie.paar import paar_van
    from regio.congruentie.regio import regio_van

    wicht = weeg(stand, vraag.weging or STANDAARD_WEGING, a, b)
    if vraag.regio is None:
        return paar_van(stand, datum, a, b, wicht)
    return regio_van(meet(stand, stand.toestand_nr_iso(datum), a, b, wicht), vraag.regio.strip(), datum)


def _over_meer(stand: Stand, vraag: Vraag, datum: str) -> Json:
    """The answer about several pairs, several days or all gemeenten."""
    from regio.congruentie import dienst

    weging = vraag.weging or STANDAARD_WEGING
    if vraag.soort == "tijdreeks":
        return dienst.tijdreeks(stand, vraag.linker[0], weging)
    if vraag.soort == "matrix":
        return dienst.matrix(stand, datum, weging, vraag.linker or None, vraag.rechter or None)
    namen = [*vraag.linker, *(vraag.rechter or ([STANDAARD_MET] if vraag.linker else GEWONE_SET))]
    return dienst.gemeenten(stand, datum, namen)


# -- the answer -------------------------------------------------------------------------------------------


def _rapport(stand: Stand, antwoord: Json, a: Keuze, b: Keuze) -> bytes:
    from regio.congruentie.indelingen import NAMEN

    rapport: Any = importlib.import_module(RAPPORT)
    if not {a.naam, b.naam} <= set(NAMEN):
        return bytes(rapport.rapport_html_van(stand, antwoord, a, b))
    return bytes(rapport.rapport_html(stand, a.naam, b.naam, antwoord["geldigOp"], antwoord["weging"]["naam"]))


def _geef(antwoord: Json, soort: str, uitvoer: Uitvoer, bestanden: list[tuple[Path, bytes]]) -> None:
    """Print or write the answer in the asked form; what is written beside it is told on stderr."""
    from regio.congruentie.tabel import als_csv

    if uitvoer.vorm == "tekst":
        from regio.cli.congruentie_beeld import toon

        schrijf(bestanden, vervang=uitvoer.vervang)
        toon(antwoord, soort, kort=bool(bestanden))
        return
    tekst = als_csv(_tabel(antwoord, soort)) if uitvoer.vorm == "csv" else _als_json(antwoord)
    if uitvoer.uit:
        schrijf([(uitvoer.uit, tekst.encode()), *bestanden], vervang=uitvoer.vervang)
        return
    with redirect_stdout(sys.stderr):
        schrijf(bestanden, vervang=uitvoer.vervang)
    sys.stdout.write(tekst)


def _als_json(antwoord: Json) -> str:
    return json.dumps(antwoord, ensure_ascii=False, indent=2) + "\n"


def _tabel(antwoord: Json, soort: str) -> Tabel:
    """The answer as rows: regions, points in time, pairs or gemeenten."""
    from regio.congruentie import tabel

    if soort == "regio":
        return tabel.van_paar({**antwoord, "regios": [antwoord["regio"]]})
    maak = {"tijdreeks": tabel.van_tijdreeks, "matrix": tabel.van_matrix, "gemeenten": tabel.van_gemeenten}
    return maak.get(soort, tabel.van_paar)(antwoord)

"""The report as the command asks for it: one file, to keep or to print."""

from __future__ import annotations

from typing import Any

from kaarten.congruentie.pagina import Antwoorden, rapport
from kaarten.congruentie.vraag import Formulier
from regio.congruentie import dienst
from regio.congruentie.indelingen import Keuze
from regio.stand.stand import Stand
from regio.tijdlijn.klok import vandaag

Json = dict[str, Any]


def rapport_html(stand: Stand, a: str, b: str, datum: str, weging: str) -> bytes:
    """The report about two divisions by their names on a day (ISO), by a weight, with the years. Raises Vraagfout."""
    antwoorden = Antwoorden(dienst.paar(stand, a, b, datum, weging), dienst.tijdreeks(stand, a, weging))
    return _bytes(stand, antwoorden, None)


def rapport_html_van(stand: Stand, paar_json: Json, a: Keuze, b: Keuze) -> bytes:
    """The report about a pair that was measured with divisions made elsewhere: of one day."""
    return _bytes(stand, Antwoorden(paar_json, None), (a, b))


def _bytes(stand: Stand, antwoorden: Antwoorden, keuzes: tuple[Keuze, Keuze] | None) -> bytes:
    paar = antwoorden.paar
    formulier = Formulier(
        indeling=paar["indeling"]["naam"],
        met=paar["met"]["naam"],
        weging=paar["weging"]["naam"],
        peildatum=paar["geldigOp"],
    )
    return rapport(stand, formulier, antwoorden, vandaag=vandaag(), keuzes=keuzes).html.encode()

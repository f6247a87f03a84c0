"""What commands share: the edition, the date and the geocoder."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

from regio.adressen import Geocoder, maak_geocoder
from regio.fouten import AndereVorm
from regio.instellingen import Instellingen
from regio.stand.houder import open_actief
from regio.stand.stand import Stand
from regio.stand.wijzer import lees_wijzer
from regio.tijdlijn import klok, peildatum


def swv_datum(tekst: str | None) -> str:
    """A checked date for a question about SWVs, today by default. Raises Vraagfout."""
    return _datum(tekst, peildatum.controleer_swv)


def gemeente_datum(tekst: str | None) -> str:
    """A checked date for a question that may be about a gemeente, today by default. Raises Vraagfout."""
    return _datum(tekst, peildatum.controleer_gemeente)


def _datum(tekst: str | None, controleer: Callable[[date, str], date]) -> str:
    if tekst is None:
        return klok.vandaag()
    return controleer(peildatum.lees_datum(tekst, "peildatum"), "peildatum").isoformat()


def open_stand(instellingen: Instellingen) -> Stand:
    """The active edition; loads the facts first when there is none yet, or one of another version's form."""
    if lees_wijzer(instellingen.var) is None:
        _laad(instellingen, "Eerste keer: de gegevens worden geladen.")
    try:
        return open_actief(instellingen.var, controleer=False)
    except AndereVorm:
        if not os.access(instellingen.var, os.W_OK):
            raise  # another process keeps the state folder
        _laad(instellingen, "De gegevens zijn van een andere versie van dit programma; ze worden opnieuw geladen.")
        return open_actief(instellingen.var, controleer=False)


def _laad(instellingen: Instellingen, waarom: str) -> None:
    from regio.cli.data import laad_stil

    laad_stil(instellingen, waarom)


def geocoder_van(instellingen: Instellingen) -> Geocoder:
    """The geocoder of the settings. Raises RegioFout."""
    return maak_geocoder(
        instellingen.geocoder,
        url=instellingen.geocoder_url,
        bag_bestand=instellingen.bag_bestand,
        var=instellingen.var,
        referer=f"{instellingen.adres}/",
    )

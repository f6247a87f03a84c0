"""``regio zoek``: one question, as a readable table or as the API's JSON."""

from __future__ import annotations

import json
import sys
import textwrap
from typing import Any

from regio.cli.gedeeld import gemeente_datum, geocoder_van, open_stand
from regio.fouten import NietGevonden
from regio.instellingen import lees_instellingen
from regio.zoeken.zoek import zoek

Json = dict[str, Any]
BREEDTE = 100
SECTORNAAM = {"PO": "Primair onderwijs", "VO": "Voortgezet onderwijs"}
ZEKERHEID = {
    "regeling": "staat zo in de regeling",
    "afgeleid": "afgeleid",
    "onbekend": "niet zeker",
    "bron": "",
}


def zoek_vraag(vraag: str, peildatum: str | None, *, als_json: bool) -> None:
    """Answer and print; raises RegioFout when there is nothing to print."""
    instellingen = lees_instellingen()
    datum = gemeente_datum(peildatum)
    stand = open_stand(instellingen)
    try:
        uitkomst = zoek(stand, vraag, datum, geocoder_van(instellingen), "peildatum")
    except NietGevonden as fout:
        swv = fout.bekend.get("samenwerkingsverband")
        if swv:
            raise NietGevonden(f"{swv} is een samenwerkingsverband; regio overleg {swv} toont de gemeenten.") from None
        suggesties = fout.bekend.get("suggesties")
        if isinstance(suggesties, list) and suggesties:
            raise NietGevonden(f"{fout} Bedoelt u {' of '.join(suggesties)}?") from None
        raise
    if not uitkomst["antwoorden"]:
        raise NietGevonden(" ".join(melding["tekst"] for melding in uitkomst["meldingen"]))
    sys.stdout.write(json.dumps(uitkomst, ensure_ascii=False, indent=2) + "\n" if als_json else tabel(uitkomst))


def tabel(uitkomst: Json) -> str:
    """The outcome of a search as text of at most a hundred columns."""
    regels = [_vouw("", melding["tekst"]) for melding in uitkomst["meldingen"]]
    for antwoord in uitkomst["antwoorden"]:
        regels += ["", *_antwoord(antwoord)]
    return "\n".join(regels).strip("\n") + "\n"


def _antwoord(antwoord: Json) -> list[str]:
    kop = _kop(antwoord)
    regels = [kop, "─" * min(len(kop), BREEDTE)]
    if antwoord["liggingToelichting"]:
        regels.append(_vouw("Plaats", antwoord["liggingToelichting"]))
    for sector, naam in SECTORNAAM.items():
        delen = [deel for deel in antwoord["samenwerkingsverbanden"] if deel["sector"] == sector]
        zonder = [deel for deel in antwoord["zonderSamenwerkingsverband"] if deel["sector"] == sector]
        regels += [_vouw(naam, _swv(deel)) for deel in delen] + [_vouw(naam, deel["toelichting"]) for deel in zonder]
    regels.append(_vouw("Gemeente", _gebieden(antwoord["gemeenten"])))
    regels.append(_vouw("Jeugdregio", _gebieden(antwoord["jeugdregios"])))
    regeling = antwoord["regeling"]
    if regeling:
        regels.append(_vouw("Regeling", f"versie van {regeling['versie']}. {regeling['toelichting'] or ''}".strip()))
    bron = antwoord["herkomst"][0]
    regels.append(_vouw("Bron", f"{bron['vindplaats']} ({bron['autoriteit']}; {bron['licentie']})"))
    return regels + [_vouw("Let op", opmerking["tekst"]) for opmerking in antwoord["opmerkingen"]]


def _kop(antwoord: Json) -> str:
    wat: str = {
        "postcode": f"Postcode {antwoord['postcode']}",
        "gemeente": f"Gemeente {antwoord.get('naam')} ({antwoord.get('code')})",
        "plaats": f"Plaats {antwoord.get('plaats')}",
        "geocoder": f"Adres {antwoord.get('adres')} (postcode {antwoord['postcode']})",
        "punt-schets": f"Punt in postcode {antwoord['postcode']}, volgens de schets",
        "punt-officieel": f"Punt in postcode {antwoord['postcode']}",
    }[antwoord["ligging"]]
    return f"{wat}, op {antwoord['geldigOp']}"


def _swv(deel: Json) -> str:
    tekst: str = deel["code"] + (f"  {deel['naam']}" if deel["naam"] else "")
    uitleg = [ZEKERHEID[deel["grondslag"]]]
    if deel["aandeel"] is not None and deel["aandeelNaar"]:
        uitleg.insert(0, f"{100 * deel['aandeel']:.0f} % naar {deel['aandeelNaar']}")
    tekst += f"  ({', '.join(uitleg)})"
    if deel["postcodes"] and deel["aandeelNaar"]:
        tekst += f": postcodes {' '.join(deel['postcodes'])}"
    return tekst


def _gebieden(delen: list[Json]) -> str:
    if not delen:
        return "niet bekend op deze datum"
    namen = [f"{deel['naam']} ({deel['code']})" for deel in delen]
    if len(namen) == 1:
        return namen[0]
    if any(deel["aandeel"] is None for deel in delen):
        return "niet zeker welke: " + ", ".join(namen)
    return ", ".join(f"{naam} {100 * deel['aandeel']:.0f} %" for naam, deel in zip(namen, delen, strict=True))


def _vouw(naam: str, tekst: str) -> str:
    inspringing = " " * 22
    eerste = f"{naam:<22}" if naam else ""
    return textwrap.fill(
        tekst, BREEDTE, initial_indent=eerste, subsequent_indent=inspringing if naam else "", break_long_words=False
    )

"""A version that would be read in, on the screen: what differs, which answers change, what stays open."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regio.cli.regeling import MEESTE_POSTCODES, toon_vergelijking
from regio.cli.scherm import BREEDTE, regel
from regio.congruentie.getallen import kort

if TYPE_CHECKING:
    from regio.bijlage.gevolg import Gevolg
    from regio.bijlage.keuren import Drukfout
    from regio.bijlage.opdracht import Opdracht
    from regio.bijlage.voorstel import Voorstel
    from regio.regeling_verschil import Vergelijking

# Findings that are told in other words already.
_AL_GEZEGD = ("drukfout", "geen-code", "gemeente-bestond-niet", "postcode-niet-genoemd")


def toon_voorstel(opdracht: Opdracht, vergelijking: Vergelijking, gevolg: Gevolg, voorstel: Voorstel) -> None:
    """Print everything that who reads a version in must know before saying yes."""
    from regio.regeling_verschil import SOORTEN

    toon_vergelijking(vergelijking)
    telling = vergelijking.als_json()["postcodesPerSoort"]
    woorden = [f"{telling[soort]} {soort}" for soort in SOORTEN if telling[soort]]
    regel(f"Postcodes met een verschil: {', '.join(woorden) or 'geen'}.")
    _kop(f"Wat er vanaf {opdracht.geldig_vanaf} anders wordt")
    for sector, pc4s in gevolg.anders.items():
        regel(f"{sector}: {_opsomming(pc4s, 'postcodes')} krijgen een ander antwoord." if pc4s else f"{sector}: niets.")
    _kop("Wat open blijft")
    open_ = [*_open(opdracht, gevolg), *_bevindingen(opdracht, voorstel)]
    for zin in open_ or ["Niets."]:
        regel(zin)
    _kop("Bestanden die worden geschreven")
    for naam in voorstel.inhoud:
        regel(naam)
    sys.stdout.write("\n")


def _kop(tekst: str) -> None:
    sys.stdout.write(f"\n{tekst}\n{'─' * min(len(tekst), BREEDTE)}\n")


def _open(opdracht: Opdracht, gevolg: Gevolg) -> list[str]:
    uit = []
    if gevolg.tussentijd:
        van, tot = gevolg.tussentijd
        zin = f"Of er van {van} tot {tot} nog een andere versie gold, is niet bekend; antwoorden over die dagen blijven"
        uit.append(f"{zin} afgeleid. Weet u dat er geen was, geef dan --sluit-aan.")
    uit += [f"Drukfout, blijft zoals gedrukt: {zin}" for zin in _drukfouten(gevolg.drukfouten)]
    if gevolg.spaties:
        uit.append(f"In {gevolg.spaties} rijen staat een spatie in een code (PO 2001); die is weggelaten.")
    if gevolg.nieuwe_codes:
        zin = f"Nieuwe verbanden, zonder naam en onbevestigd: {', '.join(gevolg.nieuwe_codes)}."
        uit.append(zin)
    if gevolg.nieuwe_postcodes:
        zin = f"Nieuwe postcodes: {_opsomming(gevolg.nieuwe_postcodes, 'postcodes')}. Hun ligging en inwoners zijn niet"
        uit.append(f"{zin} bekend: zij zijn op postcode te vinden en niet op de kaart.")
    if gevolg.niet_genoemd:
        zin = f"Niet genoemd: {_opsomming(gevolg.niet_genoemd, 'postcodes')}. Het antwoord volgt uit hun gemeente."
        uit.append(zin)
    if gevolg.gemeenten_weg:
        uit.append(f"Gemeenten van {opdracht.gemeenten_per} die er niet in staan: {', '.join(gevolg.gemeenten_weg)}.")
    if gevolg.gemeenten_opgeheven:
        zin = f"Gemeenten die niet bestonden op {opdracht.gemeenten_per}: {', '.join(gevolg.gemeenten_opgeheven)}."
        uit.append(f"{zin} Gaat de lijst uit van een andere dag, geef die dan met --gemeenten-per.")
    return uit


def _drukfouten(alle: Sequence[Drukfout]) -> list[str]:
    groepen: dict[tuple[str, str, str], list[Drukfout]] = defaultdict(list)
    for een in alle:
        groepen[een.sector, een.gedrukt, een.lijkt_op].append(een)
    return [
        f"{sector}, „{gedrukt}”{f' (bedoeld is misschien {lijkt_op})' if lijkt_op else ''}, regel "
        f"{_opsomming([str(een.regel) for een in groep], 'regels')}: postcode "
        f"{_opsomming([een.pc4 for een in groep], 'postcodes')}."
        for (sector, gedrukt, lijkt_op), groep in groepen.items()
    ]


def _bevindingen(opdracht: Opdracht, voorstel: Voorstel) -> list[str]:
    """What the check of the whole says of the version itself and is not said already."""
    return [
        f"Bij de controle: {een.wat} {een.gedaan}"
        for een in voorstel.bevindingen
        if een.niveau != "fout" and een.waar == f"versie {opdracht.versie}" and een.code not in _AL_GEZEGD
    ]


def _opsomming(wat: Sequence[str], soort: str) -> str:
    return kort(tuple(wat), MEESTE_POSTCODES, soort)

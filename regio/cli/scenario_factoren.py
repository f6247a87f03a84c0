"""``regio scenario factoren``: what weighed in 2011 and has no data here, computed from the files of a user."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regio.cli.gedeeld import open_stand
from regio.cli.scenario_bron import Bestandsfout, lees_bestand, lees_kanten, meld
from regio.cli.scherm import regel, tabel
from regio.cli.slot import slotzinnen
from regio.cli.uitvoer import als_json
from regio.congruentie.getallen import heel, maat, procent, verschil
from regio.fouten import Vraagfout
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.scenario.factoren.tabel import Bestand

Json = dict[str, Any]
_UITKOMST = {
    "verlaat": "verlaat het verband van de regio",
    "komt-erbij": "komt in het verband van de regio",
    "minder": "ligt voor een kleiner deel in het verband van de regio",
    "meer": "ligt voor een groter deel in het verband van de regio",
    "nieuw": "is nieuw, en ligt in het verband van de regio",
    "gelijk": "houdt hetzelfde deel in het verband van de regio",
}


@dataclass(frozen=True, slots=True)
class Bestanden:
    """The files as given, by factor."""

    leerlingstromen: Path | None = None
    scholen: Path | None = None
    arbeidsmarkt: Path | None = None


def toon(
    zetten: str,
    peildatum: str | None,
    bestanden: Bestanden,
    afstand_km: float | None,
    *,
    onvolledig: bool,
    in_json: bool,
) -> None:
    """Print every factor of a scenario. Raises RegioFout; the faults of files stand on stderr."""
    from regio.scenario.factoren.dienst import AFSTAND_KM, FACTOREN, Invoer, factoren, keur_afstand

    afstand = AFSTAND_KM if afstand_km is None else afstand_km
    keur_afstand(afstand)
    stromen, scholen, arbeidsmarkt = (_lees(getattr(bestanden, naam)) for naam in FACTOREN)
    instellingen = lees_instellingen()
    stand = open_stand(instellingen)
    (een,) = lees_kanten(stand, (zetten,), instellingen.gegevens, peildatum, "kinderen")
    invoer = Invoer(stromen, scholen, arbeidsmarkt, afstand, onvolledig)
    try:
        antwoord = factoren(stand, instellingen.gegevens, een.maat, een.beeld, invoer)
    except Vraagfout as fout:
        _meld(fout, dict(zip(FACTOREN, (stromen, scholen, arbeidsmarkt), strict=True)))
        raise
    if in_json:
        sys.stdout.write(als_json(antwoord))
    else:
        _toon(antwoord)
        for zin in slotzinnen(stand, (een.datum,)):
            regel(zin)


def _lees(pad: Path | None) -> Bestand | None:
    from regio.scenario.bestand import MEESTE_BYTES
    from regio.scenario.factoren.tabel import Bestand

    return None if pad is None else Bestand(pad.name, lees_bestand(pad, MEESTE_BYTES))


def _meld(fout: Vraagfout, gelezen: Mapping[str, Bestand | None]) -> None:
    """Tell every fault, one to a line, with the name of its file."""
    fouten = []
    for naam, bestand in gelezen.items():
        eigen = [een.melding for een in fout.fouten if een.veld == naam]
        if bestand is not None and eigen:
            fouten.append(Bestandsfout(bestand.naam, eigen))
    meld(fouten)


# -- the sheet ------------------------------------------------------------------------------------


def _toon(antwoord: Json) -> None:
    for factor in antwoord["factoren"]:
        regel(factor["titel"])
        if factor["uitkomst"] is None:
            regel(f"  Niet berekend. {factor['waarom']}")
            regel(f"  Nodig, met --{factor['factor']}: {factor['nodig']}")
        else:
            _BLADEN[factor["factor"]](factor["uitkomst"])
        sys.stdout.write("\n")


def _stromen(uitkomst: Json) -> None:
    regel(f"  {heel(uitkomst['leerlingen'])} leerlingen in {heel(uitkomst['rijen'])} rijen.")
    if not uitkomst["metSector"]:
        regel("  Het bestand zegt niet welke sector; dezelfde leerlingen zijn naast PO en naast VO gelegd.")
    for sector in uitkomst["sectoren"]:
        over, open_ = sector["overEenGrens"], sector["onzeker"]
        regel(f"  {sector['sector']}: {_naast(over)} leerlingen gaan over een grens van verbanden naar school.")
        if open_["voor"] or open_["na"]:
            regel(f"    Van {_naast(open_)} leerlingen is niet zeker in welk verband zij wonen of naar school gaan.")
        anders = [paar for paar in sector["paren"] if paar["voor"] != paar["na"]]
        if anders:
            rijen = [(paar["van"], paar["naar"], heel(paar["voor"]), heel(paar["na"])) for paar in anders]
            tabel("", ("van", "naar", "ervoor", "erna"), rijen, rechts=(2, 3))
        for een in sector["zelfvoorziening"]:
            regel(f"    {een['code']}: ervoor {_zelf(een['voor'])}, erna {_zelf(een['na'])}.")


def _zelf(telling: Json | None) -> str:
    if telling is None:
        return "bestaat het niet"
    if telling["aandeel"] is None:
        return "wonen er geen leerlingen"
    return f"blijft {procent(telling['aandeel'])} van {heel(telling['wonen'])} leerlingen erbinnen"


def _scholen(uitkomst: Json) -> None:
    regel(f"  {uitkomst['scholen']} scholen met {heel(uitkomst['plaatsen'])} plaatsen.")
    if uitkomst["zonderPlaatsen"]:
        regel(f"  Van {uitkomst['zonderPlaatsen']} scholen staan er geen plaatsen in het bestand.")
    for sector in uitkomst["sectoren"]:
        rijen = [rij for verband in sector["samenwerkingsverbanden"] for rij in _verband(verband)]
        kop = ("verband", "cluster", "scholen", "plaatsen")
        if rijen:
            tabel(f"{sector['sector']}: verbanden waarvan grond verandert", kop, rijen, rechts=(2, 3))
        for bereik in sector["bereik"]:
            if bereik["kinderen"]:
                regel(
                    f"  {sector['sector']}, cluster {bereik['cluster']}: van {heel(bereik['kinderen'])} kinderen op "
                    f"grond die verandert hebben er {_naast(bereik)} een school in hun eigen verband binnen "
                    f"{_km(uitkomst['afstandKm'])} km hemelsbreed."
                )
        zonder = sector["postcodesZonderPunt"]
        if zonder:
            regel(f"  Niet meegeteld in de afstand, want zonder punt op de kaart: {', '.join(zonder)}.")


def _verband(verband: Json) -> Iterator[tuple[str, ...]]:
    if not verband["grondVerandert"]:
        return
    for cluster in ("3", "4"):
        kanten = [(verband[kant] or {}).get(f"cluster{cluster}") for kant in ("voor", "na")]
        cellen = (_pijl(*(str(kant[veld]) if kant else "–" for kant in kanten)) for veld in ("scholen", "plaatsen"))
        yield (verband["code"], cluster, *cellen)


def _arbeidsmarkt(uitkomst: Json) -> None:
    regel(f"  {uitkomst['toelichting']}")
    for een in uitkomst["congruentie"]:
        v = _pijl(maat(een["voor"]["v"]), maat(een["na"]["v"]))
        regel(f"  {een['sector']}: V-maat {v} ({verschil(een['verschilV'])}).")
    for rij in uitkomst["gemeenten"]:
        swv = _pijl(*(rij["verbandVanRegio"][kant] or "–" for kant in ("voor", "na")))
        regel(
            f"  {rij['sector']}: {rij['naam']} ({rij['code']}) {_UITKOMST[rij['uitkomst']]}: "
            f"{rij['regio']['naam'] or rij['regio']['code']} ligt vooral in {swv}."
        )


_BLADEN = {"leerlingstromen": _stromen, "scholen": _scholen, "arbeidsmarkt": _arbeidsmarkt}


def _naast(paar: Mapping[str, float]) -> str:
    return _pijl(heel(paar["voor"]), heel(paar["na"]))


def _pijl(*kanten: str) -> str:
    voor, na = kanten
    return na if voor == na else f"{voor} → {na}"


def _km(afstand: float) -> str:
    return f"{afstand:g}".replace(".", ",")

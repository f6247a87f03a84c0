"""A version in a file as changes to the facts: which files get which content, and whether the whole is then right."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from regio.bevinding import Bevinding
from regio.bouwsteen import HEEL, bouwsteen_id
from regio.bronnen.lezen import MANIFEST, lees_feiten
from regio.bronnen.rijen import BouwsteenRij, Correctie, Feiten, RegelingPostcode, Versie
from regio.bronnen.wisselen import pad_van, tabellen_in
from regio.controle import controleer
from regio.controle.wet import NA, stappen, verschillen
from regio.fouten import Fout, Vraagfout
from regio.regeling import POSTCODETABEL, is_code_van
from regio.regeling_lijst import Gedrukterij
from regio.stand.toestanden import Opbouw

VERSIES, SWVS, CORRECTIES = "swv/versies.csv", "swv/samenwerkingsverbanden.csv", "swv/correcties.csv"
WIJZIGINGEN, BOUWSTENEN = "swv/wijzigingen.csv", "postcodes/bouwstenen.csv"
VINDPLAATS = "BWBR0032324, bijlage"
_LANGSTE_VINDPLAATS = 200
_LICENTIE = "geen auteursrecht (Auteurswet art. 11)"

Rij = dict[str, str]


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What a user says of the version in a file; ``sluit_aan``: no other version held between it and the one before."""

    versie: date
    geldig_vanaf: date
    gemeenten_per: date
    vindplaats: str
    bestand: str
    ingelezen_op: date
    sluit_aan: bool = False

    @property
    def naam(self) -> str:
        """The name of the file with the rows, in ``swv/``."""
        return f"regeling_{self.versie}.csv"


@dataclass(frozen=True, slots=True)
class Voorstel:
    """The files that would change, by name, with the facts and the findings that come of it."""

    inhoud: Mapping[str, bytes]
    feiten: Feiten
    bevindingen: Sequence[Bevinding]


def keur_opdracht(feiten: Feiten, opdracht: Opdracht) -> Versie:
    """The version in force before it; raises Vraagfout when the new one does not fit between those that are known."""
    fouten = []
    if opdracht.geldig_vanaf <= NA:
        zin = f"Alleen een versie van na {NA}, de eerste die postcodes noemt, kan worden ingelezen."
        fouten.append(Fout("geldig-vanaf", "te-vroeg", zin))
    ander = next((een for een in feiten.versies if een.geldig_vanaf == opdracht.geldig_vanaf), None)
    if ander:
        zin = f"De versie van {ander.versie} geldt al vanaf {ander.geldig_vanaf}."
        fouten.append(Fout("geldig-vanaf", "dag-bezet", zin))
    eerder = [een for een in feiten.versies if een.geldig_vanaf < opdracht.geldig_vanaf]
    later = [een for een in feiten.versies if een.geldig_vanaf > opdracht.geldig_vanaf]
    if any(een.versie >= opdracht.versie for een in eerder) or any(een.versie <= opdracht.versie for een in later):
        zin = "De versie en de dag vanaf wanneer zij geldt, staan niet in dezelfde volgorde als bij de andere versies."
        fouten.append(Fout("versie", "volgorde", zin))
    if len(opdracht.vindplaats) > _LANGSTE_VINDPLAATS or not opdracht.vindplaats.isprintable():
        fouten.append(Fout("vindplaats", "te-lang", f"Geef de vindplaats in ten hoogste {_LANGSTE_VINDPLAATS} tekens."))
    if fouten:
        raise Vraagfout(*fouten)
    return max(eerder, key=lambda een: een.geldig_vanaf)


def als_postcodes(opdracht: Opdracht, rijen: Sequence[Gedrukterij]) -> tuple[RegelingPostcode, ...]:
    """The rows as facts."""
    return tuple(
        RegelingPostcode(opdracht.versie, nummer, rij.pc4, rij.gemeente, rij.po, rij.vo)
        for nummer, rij in enumerate(rijen, 1)
    )


def nieuwe_codes(feiten: Feiten, rijen: Iterable[Gedrukterij], correcties: Sequence[Correctie] = ()) -> list[str]:
    """The SWVs that no fact knows, ascending; without those that a correction reads as another."""
    weg = {(rij.sector, rij.gedrukt) for rij in correcties if not rij.plaats}
    gedrukt = {(sector, cel) for rij in rijen for sector, cel in (("PO", rij.po), ("VO", rij.vo))} - weg
    codes = {cel for sector, cel in gedrukt if is_code_van(cel, sector)} | {rij.gelezen for rij in correcties}
    return sorted(codes - {rij.code for rij in feiten.swvs})


def maak_voorstel(
    map_: Path,
    feiten: Feiten,
    opdracht: Opdracht,
    rijen: Sequence[Gedrukterij],
    correcties: Sequence[Correctie] = (),
    mogelijk: Mapping[str, str] | None = None,
) -> Voorstel:
    """The changes to the facts in a folder. ``mogelijk`` gives new codes that may be misprints, with why.

    The whole is read and checked in a folder of its own; nothing in ``map_`` changes. Raises Bronfout.
    """
    inhoud = dict(_tabellen(map_, feiten, opdracht, rijen, correcties, mogelijk or {}))
    with tempfile.TemporaryDirectory(prefix="regio-regeling-") as tijdelijk:
        proef = Path(tijdelijk)
        for naam, pad in tabellen_in(map_).items():
            (proef / naam).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pad, proef / naam)
        _leg_neer(proef, {**inhoud, MANIFEST: _manifest(map_, opdracht, inhoud)})
        inhoud[WIJZIGINGEN] = _wijzigingen(map_, Opbouw(lees_feiten(proef)), opdracht)
        inhoud[MANIFEST] = _manifest(map_, opdracht, inhoud)
        _leg_neer(proef, inhoud)
        nieuw = lees_feiten(proef)
        bevindingen = controleer(nieuw, proef)
    veranderd = {naam: stuk for naam, stuk in inhoud.items() if stuk != _bytes(map_, naam)}
    return Voorstel(veranderd, nieuw, bevindingen)


def _leg_neer(map_: Path, inhoud: Mapping[str, bytes]) -> None:
    for naam, stuk in inhoud.items():
        (map_ / naam).write_bytes(stuk)


def _tabellen(
    map_: Path,
    feiten: Feiten,
    opdracht: Opdracht,
    rijen: Sequence[Gedrukterij],
    correcties: Sequence[Correctie],
    mogelijk: Mapping[str, str],
) -> Iterable[tuple[str, bytes]]:
    """The files that follow from the rows alone."""
    gedrukt = [
        {"rij": str(rij.rij), "pc4": rij.pc4, "gemeente": rij.gemeente, "po": rij.po, "vo": rij.vo}
        for rij in als_postcodes(opdracht, rijen)
    ]
    yield f"swv/{opdracht.naam}", _csv(("rij", "pc4", "gemeente", "po", "vo"), gedrukt)
    kop, oude = _lees(map_, VERSIES)
    yield VERSIES, _csv(kop, _versies(oude, opdracht))
    kop, oude = _lees(map_, SWVS)
    leeg = dict.fromkeys(kop, "")
    nieuw = [
        {
            **leeg,
            "code": code,
            "sector": code[:2],
            "naam_status": "onbevestigd",
            "soort": "regeling",
            "bron": f"regeling van {opdracht.versie}",
            "opmerking": mogelijk.get(code, ""),
        }
        for code in nieuwe_codes(feiten, rijen, correcties)
    ]
    # Those with an area stand first, by code; what has none stays at the end.
    yield SWVS, _csv(kop, [*oude, *nieuw])
    kop, oude = _lees(map_, CORRECTIES)
    extra = [dict(zip(kop, _cellen(astuple(een)), strict=True)) for een in correcties]
    yield CORRECTIES, _csv(kop, [*oude, *extra])
    kop, oude = _lees(map_, BOUWSTENEN)
    erbij = [dict(zip(kop, _cellen(astuple(een)), strict=True)) for een in nieuwe_bouwstenen(feiten, opdracht, rijen)]
    yield BOUWSTENEN, _csv(kop, sorted([*oude, *erbij], key=lambda rij: (rij["pc4"], int(rij["deel"]))))


def nieuwe_bouwstenen(feiten: Feiten, opdracht: Opdracht, rijen: Iterable[Gedrukterij]) -> list[BouwsteenRij]:
    """A bouwsteen for every postcode that has none: the gemeente is the printed one, its ground is not known."""
    opbouw = Opbouw(feiten)
    bekend = {rij.pc4 for rij in feiten.bouwstenen}
    uit = []
    for rij in rijen:
        if rij.pc4 not in bekend:
            per = opdracht.gemeenten_per
            codes = opbouw.namen.codes(rij.gemeente, per) or opbouw.namen.codes(rij.gemeente)
            uit.append(BouwsteenRij(bouwsteen_id(rij.pc4, 1), rij.pc4, 1, min(codes), per, 1.0, HEEL))
    return uit


def _versies(oude: Sequence[Rij], opdracht: Opdracht) -> list[Rij]:
    """The versions with the new one in its place, and the one before it ended when that begins."""
    dag = opdracht.geldig_vanaf.isoformat()
    later = min((rij["geldig_vanaf"] for rij in oude if rij["geldig_vanaf"] > dag), default="")
    vorige = max(rij["geldig_vanaf"] for rij in oude if rij["geldig_vanaf"] < dag)
    uit = [dict(rij) for rij in oude]
    for rij in uit:
        if rij["geldig_vanaf"] == vorige:
            rij["geldig_tot"] = min(rij["geldig_tot"] or dag, dag)
    uit.append(
        {
            "versie": opdracht.versie.isoformat(),
            "geldig_vanaf": dag,
            "geldig_tot": later,
            "gemeenten_per": opdracht.gemeenten_per.isoformat(),
            "vorm": POSTCODETABEL,
            "bestand": opdracht.naam,
            "vindplaats": opdracht.vindplaats,
            "toelichting": f"Ingelezen op {opdracht.ingelezen_op} uit {opdracht.bestand}.",
        }
    )
    return sorted(uit, key=lambda rij: rij["geldig_vanaf"])


def _wijzigingen(map_: Path, opbouw: Opbouw, opdracht: Opdracht) -> bytes:
    """The differences with the version before, and of the next one with this; those of that step are written anew."""
    kop, oude = _lees(map_, WIJZIGINGEN)
    raakt = [paar for paar in stappen(opbouw) if opdracht.versie in (paar[0].versie, paar[1].versie)]
    opnieuw = {nieuw.versie.isoformat() for _, nieuw in raakt}
    uit = [rij for rij in oude if rij["naar_versie"] not in opnieuw]
    for van, naar in raakt:
        for een in verschillen(opbouw, van.versie, naar.versie)[0]:
            cellen = (van.versie, naar.versie, een.sector, een.gemeente, " ".join(een.postcodes), een.oud, een.nieuw)
            uit.append(dict(zip(kop, [*map(str, cellen), "gevonden bij het inlezen"], strict=True)))
    return _csv(kop, uit)


def _manifest(map_: Path, opdracht: Opdracht, inhoud: Mapping[str, bytes]) -> bytes:
    """The manifest with the new file, and every file that changed with its sha256."""
    kop, rijen = _lees(map_, MANIFEST)
    dag = opdracht.geldig_vanaf
    _, versies = _lees(map_, VERSIES)
    later = min((rij["geldig_vanaf"] for rij in versies if rij["geldig_vanaf"] > dag.isoformat()), default="")
    vorige = max((rij for rij in versies if rij["geldig_vanaf"] < dag.isoformat()), key=lambda rij: rij["geldig_vanaf"])
    for rij in rijen:
        if rij["bestand"] in inhoud:
            rij["sha256"] = sha256(inhoud[rij["bestand"]]).hexdigest()
        if rij["bestand"] == VERSIES:
            rij["opmerking"] += f" Ingelezen op {opdracht.ingelezen_op}: de versie van {opdracht.versie}."
        if rij["bestand"] == f"swv/{vorige['bestand']}":
            # Where nothing says until when the one before it surely held, nobody knows what came in between.
            zeker = dag.isoformat() if opdracht.sluit_aan else rij["geldig_tot"]
            rij["geldig_tot"] = min(zeker, dag.isoformat()) if zeker else ""
    naam = f"swv/{opdracht.naam}"
    rijen.append(
        {
            "bestand": naam,
            "titel": f"Bijlage van de regeling, versie {opdracht.versie}",
            "autoriteit": "Ministerie van OCW",
            "bron": opdracht.vindplaats,
            "licentie": _LICENTIE,
            "geldig_vanaf": dag.isoformat(),
            "geldig_tot": later or date.max.isoformat(),
            "verzameld_op": opdracht.ingelezen_op.isoformat(),
            "sha256": sha256(inhoud[naam]).hexdigest(),
            "opmerking": f"Ingelezen uit {opdracht.bestand}. Geldt tot een latere versie is ingelezen.",
        }
    )
    return _csv(kop, rijen)


def _lees(map_: Path, naam: str) -> tuple[list[str], list[Rij]]:
    """The header and the rows of a table, as text."""
    with pad_van(map_, naam).open(encoding="utf-8", newline="") as invoer:
        tabel = csv.DictReader(invoer, strict=True)
        rijen = [dict(rij) for rij in tabel]
        return list(tabel.fieldnames or ()), rijen


def _csv(kop: Sequence[str], rijen: Iterable[Mapping[str, str]]) -> bytes:
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, kop, lineterminator="\n")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue().encode()


def _cellen(waarden: Iterable[object]) -> list[str]:
    """Values as the tables write them."""
    return [{True: "ja", False: "nee"}[een] if isinstance(een, bool) else str(een) for een in waarden]


def _bytes(map_: Path, naam: str) -> bytes:
    pad = pad_van(map_, naam)
    return pad.read_bytes() if pad.is_file() else b""


def staat_er_al(feiten: Feiten, opdracht: Opdracht, rijen: Sequence[Gedrukterij]) -> bool:
    """Whether the version is there already, exactly so. Raises Vraagfout when another one has its date."""
    bekend = next((een for een in feiten.versies if een.versie == opdracht.versie), None)
    if bekend is None:
        return False
    eigen = tuple(rij for rij in feiten.regeling_postcodes if rij.versie == opdracht.versie)
    nieuw = als_postcodes(opdracht, rijen)
    verwacht = replace(bekend, geldig_vanaf=opdracht.geldig_vanaf, gemeenten_per=opdracht.gemeenten_per)
    if eigen == nieuw and bekend == verwacht:
        return True
    if not eigen:
        wat = "is een lijst van gemeenten en geen tabel"
    elif eigen == nieuw:
        wat = "heeft dezelfde rijen, maar een andere dag vanaf wanneer zij geldt of een andere dag van de gemeenten"
    else:
        wat = f"heeft andere rijen: {len(set(eigen) ^ set(nieuw))} verschillen"
    zin = f"De versie van {opdracht.versie} staat er al en {wat}. Zij wordt niet vervangen; kies een andere datum."
    raise Vraagfout(Fout("versie", "bestaat-al", zin))

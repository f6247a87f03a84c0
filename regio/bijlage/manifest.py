"""The manifest of the facts with the file of a new version in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from regio.bijlage.opdracht import Buren, Opdracht
from regio.bijlage.tabellen import VERSIES
from regio.bijlage.tabelvorm import als_bytes, lees_rijen
from regio.bronnen.lezen import MANIFEST

_LICENTIE = "geen auteursrecht (Auteurswet art. 11)"


def manifest(map_: Path, opdracht: Opdracht, tussen: Buren, inhoud: Mapping[str, bytes]) -> bytes:
    """The manifest with the new file, and every file that changed with its sha256."""
    kop, rijen = lees_rijen(map_, MANIFEST)
    dag = opdracht.geldig_vanaf.isoformat()
    for rij in rijen:
        if rij["bestand"] in inhoud:
            rij["sha256"] = sha256(inhoud[rij["bestand"]]).hexdigest()
        if rij["bestand"] == VERSIES:
            rij["opmerking"] += f" Ingelezen op {opdracht.ingelezen_op}: de versie van {opdracht.versie}."
        if rij["bestand"] == f"swv/{tussen.vorige.bestand}":
            # Where nothing says until when the one before it surely held, nobody knows what came in between.
            zeker = dag if opdracht.sluit_aan else rij["geldig_tot"]
            rij["geldig_tot"] = min(zeker, dag) if zeker else ""
    naam = f"swv/{opdracht.naam}"
    rijen.append(
        {
            "bestand": naam,
            "titel": f"Bijlage van de regeling, versie {opdracht.versie}",
            "autoriteit": "Ministerie van OCW",
            "bron": opdracht.vindplaats,
            "licentie": _LICENTIE,
            "geldig_vanaf": dag,
            "geldig_tot": (tussen.later.geldig_vanaf if tussen.later else date.max).isoformat(),
            "verzameld_op": opdracht.ingelezen_op.isoformat(),
            "sha256": sha256(inhoud[naam]).hexdigest(),
            "opmerking": f"Ingelezen uit {opdracht.bestand}. Geldt tot een latere versie is ingelezen.",
        }
    )
    return als_bytes(kop, rijen)

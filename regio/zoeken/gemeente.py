"""The answer about a gemeente, current or former: its SWVs, lineage and ground."""

from __future__ import annotations

from typing import Any

from regio.fouten import NietGevonden
from regio.stand import opmerkingen
from regio.stand.stand import Stand
from regio.stand.zicht import Zicht
from regio.zoeken.register import register_van

Json = dict[str, Any]


def antwoord_gemeente(stand: Stand, code: str, datum: str) -> Json:
    """Everything known of a gemeente on a day (``JJJJ-MM-DD``, from 2011-01-01).

    A former gemeente answers with its end date and successors; the SWVs are then those of the
    ground it last had. Raises NietGevonden for a code that no gemeente had.
    """
    rij = register_van(stand).gemeenten.get(code)
    if rij is None:
        raise NietGevonden(f"Geen gemeente met code {code}. Een gemeentecode is GM met vier cijfers, zoals GM1730.")
    bestaat = _bestaat(rij, datum)
    zicht = stand.zicht(stand.toestand_nr_iso(datum if bestaat else _laatste_dag(stand, rij, datum)))
    laag = zicht.lagen["gemeente"]
    zeker = list(laag.met_code(code))
    hoofd = [nr for nr in zeker if stand.is_hoofddeel(nr)]
    misschien = [nr for nr in laag.misschien_met_code(code) if stand.is_hoofddeel(nr)]
    groep = stand.groep(hoofd, datum, "gemeente", misschien)
    uit = {
        **groep,
        "code": code,
        "naam": rij["naam"],
        "geldigVanaf": begin(rij),
        "geldigTot": rij["geldig_tot"],
        "bestaat": bestaat,
        "gesplitst": _gesplitst(groep),
        "postcodes": _pc4s(stand, hoofd),
        "postcodesMisschien": _pc4s(stand, misschien),
        **verwanten(stand, code),
        "aliassen": register_van(stand).aliassen.get(code, []),
    }
    uit["gemeente"] = {"code": code, "naam": rij["naam"]}
    uit["opmerkingen"] = [
        *_bestaan(uit, rij, datum),
        *_randen(stand, zicht, code, zeker),
        *_misschien(uit["postcodesMisschien"]),
        *groep["opmerkingen"],
    ]
    return uit


def _pc4s(stand: Stand, bouwstenen: list[int]) -> list[str]:
    return sorted({stuk.pc4 for stuk in stand.grond(bouwstenen)})


def verwanten(stand: Stand, code: str) -> Json:
    """Predecessors and successors of a gemeente, with shares where these are known."""
    rijen = [rij for rij in stand.tabellen["herindelingen"] if rij["bevestigd"] != "onbevestigd"]
    return {
        "opvolgers": [_verwant(rij, "nieuwe") for rij in rijen if rij["oude_code"] == code],
        "voorgangers": [_verwant(rij, "oude") for rij in rijen if rij["nieuwe_code"] == code],
    }


def _verwant(rij: Json, kant: str) -> Json:
    velden = ("datum", "soort", "omvang", "aandeel", "omschrijving", "bevestigd")
    return {"code": rij[f"{kant}_code"], "naam": rij[f"{kant}_naam"], **{veld: rij[veld] for veld in velden}}


def begin(rij: Json) -> str | None:
    """The first day of a gemeente, None when that lies before the facts begin."""
    return None if rij.get("bestond_al_op_2011_01_01") or not rij["geldig_vanaf"] else str(rij["geldig_vanaf"])


def _bestaat(rij: Json, datum: str) -> bool:
    vanaf, tot = rij["geldig_vanaf"], rij["geldig_tot"]
    return vanaf is not None and vanaf <= datum and (tot is None or datum < tot)


def _laatste_dag(stand: Stand, rij: Json, datum: str) -> str:
    """A day on which the gemeente existed, nearest to the asked one."""
    toestanden = [toestand["vanaf"] for toestand in stand.meta["toestanden"]]
    tijdens = [dag for dag in toestanden if _bestaat(rij, dag)]
    if not tijdens:
        return str(toestanden[0])
    return str(tijdens[-1] if datum >= tijdens[-1] else tijdens[0])


def _gesplitst(groep: Json) -> dict[str, bool | None] | None:
    """Per sector whether more than one SWV shares the gemeente: None where the facts leave it open."""
    if groep["regeling"] is None:
        return None
    delen = groep["samenwerkingsverbanden"]
    return {sector: _een_sector([deel for deel in delen if deel["sector"] == sector]) for sector in ("PO", "VO")}


def _een_sector(delen: list[Json]) -> bool | None:
    zeker = sum(bool(deel["postcodes"]) for deel in delen)
    return True if zeker > 1 else None if len(delen) > 1 else False


def _bestaan(uit: Json, rij: Json, datum: str) -> list[Json]:
    """That a gemeente is no more, or not yet, on the day that is asked about."""
    if uit["bestaat"]:
        return []
    tot, naam = rij["geldig_tot"], rij["naam"]
    if tot and tot <= datum:
        tekst = f"{naam} bestaat sinds {tot} niet meer{_opgegaan(uit, tot)}."
        grond = " Wat hier staat geldt voor de grond die de gemeente had."
    else:
        tekst = f"{naam} bestond nog niet op {datum}; de gemeente is er sinds {rij['geldig_vanaf']}."
        grond = " Wat hier staat geldt voor de grond die de gemeente later kreeg."
    geen = " Welke postcodes het waren staat niet in de bronnen."
    return [opmerkingen.opmerking("gemeente-bestaat-niet", tekst + (grond if uit["postcodes"] else geen))]


def _opgegaan(uit: Json, tot: str) -> str:
    rijen = [opvolger for opvolger in uit["opvolgers"] if opvolger["datum"] == tot]
    namen = list(dict.fromkeys(opvolger["naam"] for opvolger in rijen))
    if not namen:
        return ""
    hoe = "heet nu" if all(opvolger["soort"] == "naamswijziging" for opvolger in rijen) else "is opgegaan in"
    return f" en {hoe} {_opsomming(namen)}"


def _opsomming(namen: list[str]) -> str:
    *eerste, laatste = namen
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def _randen(stand: Stand, zicht: Zicht, code: str, zeker: list[int]) -> list[Json]:
    """Parts of postcodes that lie in the gemeente but whose addresses stand under another one."""
    delen = [nr for nr in zeker if not stand.is_hoofddeel(nr)]
    if not delen:
        return []
    pc4s = _pc4s(stand, delen)
    wat = (
        f"Een deel van postcode {pc4s[0]} ligt"
        if len(pc4s) == 1
        else f"Delen van de postcodes {_opsomming(pc4s)} liggen"
    )
    tekst = (
        f"{wat} ook in {zicht.naam('gemeente', code)}, maar de adressen daarvan staan bij een andere gemeente. "
        "Zoek daar op postcode."
    )
    return [opmerkingen.opmerking("postcode-onder-andere-gemeente", tekst)]


def _misschien(postcodes: list[str]) -> list[Json]:
    """Postcodes of which the gemeente is one of several candidates."""
    if not postcodes:
        return []
    tekst = f"Van postcode {', '.join(postcodes)} staat niet in de bronnen of die toen in deze gemeente lag."
    return [opmerkingen.opmerking("postcodes-onbekend", tekst)]

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
    zeker = list(zicht.lagen["gemeente"].met_code(code))
    hoofd = [nr for nr in zeker if stand.is_hoofddeel(nr)]
    groep = stand.groep(hoofd, datum, "gemeente")
    uit = {
        **groep,
        "code": code,
        "naam": rij["naam"],
        "geldigVanaf": begin(rij),
        "geldigTot": rij["geldig_tot"],
        "bestaat": bestaat,
        "gesplitst": _gesplitst(groep),
        "postcodes": sorted({stuk.pc4 for stuk in stand.grond(hoofd)}),
        **verwanten(stand, code),
        "aliassen": register_van(stand).aliassen.get(code, []),
    }
    uit["gemeente"] = {"code": code, "naam": rij["naam"]}
    uit["opmerkingen"] = [
        *_opmerkingen(uit, rij, datum),
        *_randen(stand, zicht, code, zeker),
        *_misschien(stand, zicht, code),
        *groep["opmerkingen"],
    ]
    return uit


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


def _gesplitst(groep: Json) -> dict[str, bool]:
    codes = {
        sector: {deel["code"] for deel in groep["samenwerkingsverbanden"] if deel["sector"] == sector}
        for sector in ("PO", "VO")
    }
    return {sector: len(gevonden) > 1 for sector, gevonden in codes.items()}


def _opmerkingen(uit: Json, rij: Json, datum: str) -> list[Json]:
    if uit["bestaat"]:
        return []
    tot = rij["geldig_tot"]
    if tot and tot <= datum:
        namen = list(dict.fromkeys(o["naam"] for o in uit["opvolgers"] if o["datum"] == tot))
        opsomming = " en ".join(filter(None, (", ".join(namen[:-1]), *namen[-1:])))
        tekst = f"{rij['naam']} bestaat sinds {tot} niet meer"
        tekst += f" en is opgegaan in {opsomming}." if namen else "."
    else:
        tekst = f"{rij['naam']} bestond nog niet op {datum}."
    tekst += (
        " De samenwerkingsverbanden zijn die van de grond die de gemeente had."
        if uit["samenwerkingsverbanden"]
        else " Welke postcodes het waren staat niet in de bronnen."
    )
    return [opmerkingen.opmerking("gemeente-bestaat-niet", tekst)]


def _randen(stand: Stand, zicht: Zicht, code: str, zeker: list[int]) -> list[Json]:
    """Parts of postcodes that lie in the gemeente but are listed under another one."""
    delen = [nr for nr in zeker if not stand.is_hoofddeel(nr)]
    if not delen:
        return []
    stukken = ", ".join(sorted({stuk.pc4 for stuk in stand.grond(delen)}))
    tekst = (
        f"Een deel van postcode {stukken} ligt ook in {zicht.naam('gemeente', code)}, maar de regeling noemt die "
        "postcode onder een andere gemeente. Zoek daar op postcode."
    )
    return [opmerkingen.opmerking("postcode-onder-andere-gemeente", tekst)]


def _misschien(stand: Stand, zicht: Zicht, code: str) -> list[Json]:
    """Postcodes of which the gemeente is one of several candidates."""
    misschien = sorted({stuk.pc4 for stuk in stand.grond(zicht.lagen["gemeente"].misschien_met_code(code))})
    if not misschien:
        return []
    tekst = f"Van postcode {', '.join(misschien)} staat niet in de bronnen of die toen in deze gemeente lag."
    return [opmerkingen.opmerking("postcodes-onbekend", tekst)]

"""What a samenwerkingsverband is known by: its gemeenten on a day and its sourced website."""

from __future__ import annotations

import re
from collections import defaultdict

from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.stand.zicht import Zicht

# Only a bare host name becomes a link: whatever else stands in the facts is not clicked.
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


@bewaard(64)
def leden_per_verband(stand: Stand, toestand: int, sector: str) -> dict[str, list[tuple[str, bool]]]:
    """Per SWV code the gemeenten that lie in it, by name: code, and whether it lies in others too.

    Counts the ground under which the law lists a postcode; a gemeente that is only one of several
    candidates for a postcode is a member too.
    """
    zicht = stand.zicht(toestand)
    verbanden: dict[str, set[str]] = defaultdict(set)
    gemeenten: dict[str, set[str]] = defaultdict(set)
    for nummer in filter(stand.is_hoofddeel, range(stand.aantal_bouwstenen)):
        for gemeente in zicht.lagen["gemeente"].mogelijk(nummer):
            codes = zicht.lagen[sector].mogelijk(nummer)
            gemeenten[gemeente].update(codes or ("",))
            for code in codes:
                verbanden[code].add(gemeente)
    return {
        code: [(lid, len(gemeenten[lid]) > 1) for lid in sorted(leden, key=lambda lid: _sorteernaam(zicht, lid))]
        for code, leden in verbanden.items()
    }


@bewaard(64)
def gemeenten_per_verband(stand: Stand, toestand: int, sector: str) -> dict[str, list[str]]:
    """Per SWV code the names of the gemeenten that lie in it, ``(deel)`` behind those in several."""
    zicht = stand.zicht(toestand)
    return {
        code: [f"{zicht.naam('gemeente', lid) or lid}{' (deel)' if deel else ''}" for lid, deel in leden]
        for code, leden in leden_per_verband(stand, toestand, sector).items()
    }


def _sorteernaam(zicht: Zicht, code: str) -> str:
    return (zicht.naam("gemeente", code) or code).removeprefix("'s-").casefold()


def website(stand: Stand, code: str) -> str | None:
    """The host name of an SWV's website, None where no source gives one."""
    for rij in stand.tabellen["swvs"]:
        if rij["code"] == code and rij["naam_status"] == "bron" and _HOST.fullmatch(rij["website"]):
            return str(rij["website"])
    return None


def landelijke(stand: Stand) -> list[tuple[str, str, str | None]]:
    """Sector, name and website of the SWVs that exist beside the areas and have none."""
    rijen = [rij for rij in stand.tabellen["swvs"] if rij["soort"] == "landelijk"]
    return [(rij["sector"], rij["naam"], website(stand, rij["code"])) for rij in rijen]

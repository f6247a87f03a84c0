"""The sheet of one gemeente: its postcodes by samenwerkingsverband, among its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kaarten.analyse.blad import Blad, Kaartbron, Legendapost, Lijn, Paneel, Tabel, Vlak, Vulling, venster_om
from kaarten.analyse.grond import SECTOREN, SECTORNAAM, Dag, getal, inwoners, postcodes, regeling_regels
from kaarten.teksten import datum_lang
from regio.fouten import NietGevonden
from regio.stand.stand import Stand
from regio.zoeken.gemeente import antwoord_gemeente

if TYPE_CHECKING:
    import shapely

Json = dict[str, Any]
NIVEAU = "plaats"
TOLERANTIE_M = 40.0  # as the level of the gemeenten around it
VELDEN = ("Postcode", "Samenwerkingsverband", "Gemeente", "Inwoners (2021)")
KOP = ("Postcode", "PO", "VO", "Gemeente", "Inwoners (2021)")


def blad_gemeente(stand: Stand, bron: Kaartbron, code: str, datum: str) -> Blad:
    """The sheet of a gemeente, also a former one: then as it was on its last day.

    Raises NietGevonden for an unknown code, or when no ground of the gemeente is known.
    """
    antwoord = antwoord_gemeente(stand, code, datum)
    # What a former gemeente was is asked on its last toestand; its SWVs are those of that ground now.
    toen, nu = Dag(stand, _dag(stand, antwoord, datum)), Dag(stand, datum)
    nrs = [nr for nr in range(stand.aantal_bouwstenen) if code in toen.mogelijk("gemeente", nr)]
    stukken = _stukken(bron, nrs)
    if not stukken:
        raise NietGevonden(f"Van {antwoord['naam']} is niet bekend welke grond het was, dus er is geen kaart.")
    venster = venster_om(list(stukken.values()), 0.15)
    # Wider than the window: whoever zooms out still sees where this is.
    omgeving = _omgeving(bron, toen, code, venster_om(list(stukken.values()), 0.8))
    sectoren = SECTOREN if antwoord["regeling"] else ()
    regels, opmerkingen = regeling_regels(stand, datum)
    return Blad(
        titel=_titel(antwoord),
        peildatum=datum,
        naam=f"kaart-{code.lower()}-{datum}",
        panelen=tuple(_paneel(sector, toen, nu, stukken, omgeving) for sector in sectoren or ("",)),
        legenda=_legenda(nu, nrs, sectoren),
        tabel=Tabel(f"Postcodes van {antwoord['naam']} op {datum_lang(datum)}", KOP, tuple(_rijen(toen, nu, nrs))),
        venster=venster,
        schets=bron.bron == "schets",
        vermelding=bron.vermelding,
        bronnen=regels,
        opmerkingen=(*opmerkingen, *(datum_lang(een["tekst"]) for een in antwoord["opmerkingen"])),
    )


def _stukken(bron: Kaartbron, nrs: list[int]) -> dict[int, shapely.Geometry]:
    """The shape of every bouwsteen that has ground, simplified together."""
    import shapely

    vormen = bron.bouwstenen(nrs)
    vol = ~shapely.is_empty(vormen)
    if not vol.any():
        return {}
    eenvoudig = shapely.coverage_simplify(vormen[vol], TOLERANTIE_M)
    return dict(zip((nr for nr, grond in zip(nrs, vol, strict=True) if grond), eenvoudig, strict=True))


def _titel(antwoord: Json) -> str:
    soort = "Voormalige gemeente" if antwoord["geldigTot"] and not antwoord["bestaat"] else "Gemeente"
    return f"{soort} {antwoord['naam']} ({antwoord['code']})"


def _dag(stand: Stand, antwoord: Json, datum: str) -> str:
    """A day on which the gemeente existed, nearest to the asked one."""
    if antwoord["bestaat"]:
        return datum
    begin, einde = antwoord["geldigVanaf"] or "", antwoord["geldigTot"] or "9999"
    tijdens = [t["vanaf"] for t in stand.meta["toestanden"] if begin <= t["vanaf"] < einde]
    if not tijdens:
        return str(stand.meta["toestanden"][0]["vanaf"])
    return str(tijdens[-1] if datum >= tijdens[-1] else tijdens[0])


def _kleuren(dag: Dag, nrs: list[int], sector: str) -> dict[tuple[str, ...], int]:
    """A colour for every SWV, or group of possible ones, in the gemeente; largest first."""
    codes = {dag.mogelijk(sector, nr) for nr in nrs}
    groot = {groep: inwoners(dag.stand, [nr for nr in nrs if dag.mogelijk(sector, nr) == groep]) for groep in codes}
    return {groep: nummer for nummer, groep in enumerate(sorted(codes, key=lambda groep: (-groot[groep], groep)))}


def _paneel(sector: str, toen: Dag, nu: Dag, stukken: dict[int, shapely.Geometry], omgeving: list[Vlak]) -> Paneel:
    import shapely

    nrs = list(stukken)
    kleuren = _kleuren(nu, nrs, sector) if sector else {}
    eigen = []
    for nr, vorm in stukken.items():
        groep = nu.mogelijk(sector, nr) if sector else ()
        zeker = len(groep) < 2 and len(toen.mogelijk("gemeente", nr)) == 1
        pc4 = nu.stand.grond([nr])[0].pc4
        eigen.append(
            Vlak(
                code=f"{pc4}-{nr}",
                vorm=vorm,
                kleur=kleuren.get(groep, 0),
                waarden=(pc4, nu.voluit(sector, groep) if sector else "–", *_gemeente_en_inwoners(toen, nr)),
                etiket=pc4,
                vulling="kleur" if zeker else "niet-zeker",
            )
        )
    omtrek = Lijn(shapely.coverage_union_all(list(stukken.values())))
    titel = SECTORNAAM[sector] if sector else "postcodes"
    return Paneel(titel, VELDEN, (*omgeving, *eigen), (omtrek,))


def _gemeente_en_inwoners(dag: Dag, nr: int) -> tuple[str, str]:
    return dag.voluit("gemeente", dag.mogelijk("gemeente", nr)), getal(inwoners(dag.stand, [nr]))


def _omgeving(bron: Kaartbron, dag: Dag, code: str, venster: tuple[float, float, float, float]) -> list[Vlak]:
    """The gemeenten around, cut off at the window."""
    import shapely

    regios, vormen = bron.geometrie("gemeente", dag.datum, NIVEAU)
    kader = shapely.box(*venster)
    uit = []
    for nummer in shapely.STRtree(vormen).query(kader, predicate="intersects").tolist():
        regio = regios[nummer]
        if code in regio.mogelijk:
            continue
        vorm = shapely.intersection(vormen[nummer], kader)
        naam = regio.naam or regio.code
        uit.append(Vlak(regio.code, vorm, 0, ("", "", f"{naam} ({regio.code})", ""), naam, "omgeving"))
    return uit


def _legenda(dag: Dag, nrs: list[int], sectoren: tuple[str, ...]) -> tuple[Legendapost, ...]:
    uit = []
    for sector in sectoren:
        for groep, kleur in _kleuren(dag, nrs, sector).items():
            vulling: Vulling = "kleur" if len(groep) < 2 else "niet-zeker"
            uit.append(Legendapost(f"{sector}: {dag.voluit(sector, groep)}", kleur, vulling))
    uit.append(Legendapost("Andere gemeente", 0, "omgeving"))
    uit.append(Legendapost("Grens van de gemeente", stijl="dik"))
    return tuple(uit)


def _rijen(toen: Dag, nu: Dag, nrs: list[int]) -> list[tuple[str, ...]]:
    uit = []
    for nr in nrs:
        pc4 = postcodes(nu.stand, [nr]) or f"rand van {nu.stand.grond([nr])[0].pc4}"
        swvs = (nu.voluit(sector, nu.mogelijk(sector, nr)) for sector in SECTOREN)
        uit.append((pc4, *swvs, *_gemeente_en_inwoners(toen, nr)))
    return uit

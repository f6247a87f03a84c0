"""The sheet of a herindeling: the gemeenten before and after, and which ground went where."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kaarten.analyse.blad import Blad, Kaartbron, Legendapost, Lijn, Paneel, Tabel, Vlak, venster_om
from kaarten.analyse.grond import Dag, getal, inwoners, postcodes, smelt
from kaarten.analyse.kleuren import kleur_buren
from kaarten.teksten import datum_lang, opsomming
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.stand.stand import Stand
from regio.zoeken.register import register_van

if TYPE_CHECKING:
    import shapely

Json = dict[str, Any]
NIVEAU = "plaats"
VELDEN = ("Vóór", "Na", "Postcodes", "Inwoners (2021)")
Overgang = tuple[tuple[str, ...], tuple[str, ...]]


def herindelingsdag(stand: Stand, code: str, jaar: int | None) -> str:
    """The day (ISO) of the herindeling of a gemeente, old or new; in ``jaar`` when that is given.

    Raises NietGevonden when there is none, Vraagfout naming the years when there are several.
    """
    alle = [rij for rij in _bevestigd(stand) if code in (rij["oude_code"], rij["nieuwe_code"])]
    dagen = sorted({rij["datum"] for rij in alle if jaar is None or rij["datum"].startswith(f"{jaar}-")})
    if len(dagen) == 1:
        return str(dagen[0])
    naam = register_van(stand).gemeenten[code]["naam"]
    jaren = opsomming(dict.fromkeys(rij["datum"][:4] for rij in sorted(alle, key=lambda rij: str(rij["datum"]))))
    if dagen:
        raise Vraagfout(
            Fout("jaar", "meer-herindelingen", f"{naam} was in {jaren} bij een herindeling; kies een jaar.")
        )
    bekend = f" Wel in {jaren}." if jaren else ""
    wanneer = f" in {jaar}" if jaar else ""
    raise NietGevonden(f"Van {naam} is{wanneer} geen bevestigde herindeling bekend sinds 2011.{bekend}")


def _bevestigd(stand: Stand) -> list[Json]:
    # A change of name leaves the ground where it was; one that is not confirmed is never applied.
    alle = stand.tabellen["herindelingen"]
    return [rij for rij in alle if rij["bevestigd"] == "bevestigd" and rij["oude_code"] != rij["nieuwe_code"]]


def blad_herindeling(stand: Stand, bron: Kaartbron, code: str, datum: str) -> Blad:
    """The herindeling of a gemeente on a day (ISO), with all that belongs to it.

    Raises NietGevonden when no ground of it is known.
    """
    rijen = _samenhang(_bevestigd(stand), code, datum)
    oud = {rij["oude_code"] for rij in rijen}
    nieuw = {rij["nieuwe_code"] for rij in rijen}
    voor, na = Dag(stand, _dag_ervoor(datum)), Dag(stand, datum)
    groepen = _overgangen(voor, na, oud, nieuw)
    vormen = smelt(bron, NIVEAU, groepen)
    if not vormen:
        raise NietGevonden("Van deze herindeling is niet bekend om welke grond het ging, dus er is geen kaart.")
    panelen = (
        _paneel(f"vóór {datum_lang(datum)}", voor, na, 0, groepen, vormen),
        _paneel(f"vanaf {datum_lang(datum)}", voor, na, 1, groepen, vormen),
    )
    return Blad(
        titel=f"Herindeling: {_titel(voor, na, rijen)}",
        peildatum=datum,
        naam=f"kaart-herindeling-{code.lower()}-{datum}",
        panelen=panelen,
        legenda=_legenda(),
        tabel=Tabel("Wat ging waarheen", VELDEN, tuple(_rij(voor, na, o, groepen[o]) for o in sorted(vormen))),
        venster=venster_om(list(vormen.values()), 0.08),
        schets=bron.bron == "schets",
        vermelding=bron.vermelding,
        bronnen=("Herindelingen: CBS, gemeentelijke indeling.",),
        opmerkingen=_opmerkingen(rijen),
    )


def _dag_ervoor(datum: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(datum) - timedelta(days=1)).isoformat()


def _samenhang(alle: list[Json], code: str, datum: str) -> list[Json]:
    """The rows of a day that hang together with a gemeente through the gemeenten they share."""
    vandaag = [rij for rij in alle if rij["datum"] == datum]
    codes, grootte = {code}, 0
    while len(codes) != grootte:
        grootte = len(codes)
        raak = [rij for rij in vandaag if {rij["oude_code"], rij["nieuwe_code"]} & codes]
        codes |= {rij[kant] for rij in raak for kant in ("oude_code", "nieuwe_code")}
    return [rij for rij in vandaag if rij["oude_code"] in codes]


def _overgangen(voor: Dag, na: Dag, oud: set[str], nieuw: set[str]) -> dict[Overgang, list[int]]:
    """Bouwstenen by the gemeenten they may have lain in before and after."""
    uit: dict[Overgang, list[int]] = defaultdict(list)
    for nummer in range(voor.stand.aantal_bouwstenen):
        van, naar = voor.mogelijk("gemeente", nummer), na.mogelijk("gemeente", nummer)
        if set(van) & (oud | nieuw) and set(naar) & (oud | nieuw):
            uit[van, naar].append(nummer)
    return dict(uit)


def _titel(voor: Dag, na: Dag, rijen: list[Json]) -> str:
    oud = opsomming(dict.fromkeys(voor.naam("gemeente", rij["oude_code"]) or rij["oude_naam"] for rij in rijen))
    nieuw = opsomming(dict.fromkeys(na.naam("gemeente", rij["nieuwe_code"]) or rij["nieuwe_naam"] for rij in rijen))
    return f"{oud} naar {nieuw}"


def _paneel(
    titel: str,
    voor: Dag,
    na: Dag,
    kant: int,
    groepen: dict[Overgang, list[int]],
    vormen: dict[Overgang, shapely.Geometry],
) -> Paneel:
    """The ground coloured by gemeente before (``kant`` 0) or after (1), with the other borders dashed."""
    dag = (voor, na)[kant]
    samen: dict[tuple[str, ...], list[shapely.Geometry]] = defaultdict(list)
    for overgang, vorm in vormen.items():
        samen[overgang[kant]].append(vorm)
    kleuren = _kleuren(samen)
    grootste = {codes: max(delen, key=lambda deel: float(deel.area)) for codes, delen in samen.items()}
    vlakken = [
        Vlak(
            code="|".join(overgang[0]) + ">" + "|".join(overgang[1]),
            vorm=vorm,
            kleur=kleuren[overgang[kant]],
            waarden=_rij(voor, na, overgang, groepen[overgang]),
            etiket=_etiket(dag, overgang[kant]) if grootste[overgang[kant]] is vorm else "",
            vulling="kleur" if len(overgang[kant]) == 1 else "niet-zeker",
        )
        for overgang, vorm in sorted(vormen.items(), key=lambda paar: paar[0])
    ]
    return Paneel(titel, VELDEN, tuple(vlakken), tuple(_omtrekken(samen)))


def _kleuren(samen: dict[tuple[str, ...], list[shapely.Geometry]]) -> dict[tuple[str, ...], int]:
    import numpy as np
    import shapely

    volgorde = sorted(samen)
    omtrek = np.array([shapely.union_all(samen[codes]) for codes in volgorde], dtype=object)
    return dict(zip(volgorde, kleur_buren(omtrek), strict=True))


def _omtrekken(samen: dict[tuple[str, ...], list[shapely.Geometry]]) -> list[Lijn]:
    import shapely

    return [Lijn(shapely.union_all(delen)) for delen in samen.values()]


def _etiket(dag: Dag, codes: tuple[str, ...]) -> str:
    return dag.naam("gemeente", codes[0]) or codes[0] if len(codes) == 1 else "niet zeker"


def _legenda() -> tuple[Legendapost, ...]:
    return (
        Legendapost("Een gemeente. De kleur betekent niets: zij onderscheidt alleen buren.", 0),
        Legendapost("Niet zeker: de bronnen laten meer dan één gemeente open.", 0, "niet-zeker"),
        Legendapost("Grens van een gemeente op de datum in de kop", stijl="dik"),
        Legendapost("Stuk dat als één geheel overging", stijl="dun"),
    )


def _rij(voor: Dag, na: Dag, overgang: Overgang, bouwstenen: list[int]) -> tuple[str, ...]:
    van, naar = overgang
    stand = voor.stand
    return (
        voor.voluit("gemeente", van),
        na.voluit("gemeente", naar),
        postcodes(stand, bouwstenen) or "rand van een postcode",
        getal(inwoners(stand, bouwstenen)),
    )


def _opmerkingen(rijen: list[Json]) -> tuple[str, ...]:
    """What the sources say of each transition that is not a plain whole one."""
    uit = []
    for rij in rijen:
        if rij["omschrijving"]:
            uit.append(f"{rij['oude_naam']} naar {rij['nieuwe_naam']}: {rij['omschrijving']}.".replace("..", "."))
        elif rij["omvang"] == "onbekend":
            uit.append(f"Welk deel van {rij['oude_naam']} naar {rij['nieuwe_naam']} ging, staat niet in de bronnen.")
    return tuple(uit)

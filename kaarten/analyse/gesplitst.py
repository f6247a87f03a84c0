"""The sheet of the split gemeenten: those that lie in more than one samenwerkingsverband of a sector."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kaarten.analyse.blad import Blad, Kaartbron, Legendapost, Lijn, Paneel, Tabel, Vlak, venster_om
from kaarten.analyse.grond import SECTORNAAM, Dag, getal, inwoners, postcodes, regeling_regels, smelt
from kaarten.analyse.kleuren import kleur_buren
from kaarten.teksten import datum_lang, procent
from regio.stand.stand import Stand
from regio.zoeken.swv import gesplitst, swvs_per_gemeente

if TYPE_CHECKING:
    import shapely

NIVEAU = "regio"
VELDEN = ("Gemeente", "Samenwerkingsverband", "Postcodes", "Inwoners (2021)", "Deel van de gemeente")
Sleutel = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Deel:
    """The ground that a gemeente shares with one SWV (several: not sure which)."""

    gemeente: str
    codes: tuple[str, ...]
    bouwstenen: list[int]


def blad_gesplitst(stand: Stand, bron: Kaartbron, sectoren: tuple[str, ...], datum: str) -> Blad:
    """The split gemeenten of one or both sectors on a day (ISO), hatched over the SWVs."""
    dag = Dag(stand, datum)
    panelen, rijen, vormen = [], [], []
    for sector in sectoren:
        regios, gebieden = bron.geometrie(sector, datum, NIVEAU)
        kleuren = {r.code: kleur for r, kleur in zip(regios, kleur_buren(gebieden), strict=True)}
        onder = [
            Vlak(r.code, vorm, kleuren[r.code], (r.code, r.naam or "–", "", "", ""), r.code if r.zeker else "")
            for r, vorm in zip(regios, gebieden, strict=True)
        ]
        delen = _delen(dag, sector)
        panelen.append(_paneel(dag, sector, bron, onder, delen, kleuren))
        rijen += [_rij(dag, sector, deel, delen) for deel in delen]
        vormen += list(gebieden)
    return _blad(stand, bron, sectoren, datum, tuple(panelen), tuple(rijen), venster_om(vormen))


def _blad(
    stand: Stand,
    bron: Kaartbron,
    sectoren: tuple[str, ...],
    datum: str,
    panelen: tuple[Paneel, ...],
    rijen: tuple[tuple[str, ...], ...],
    venster: tuple[float, float, float, float],
) -> Blad:
    regels, opmerkingen = regeling_regels(stand, datum)
    titel = "Gemeenten in meer dan één samenwerkingsverband"
    if len(sectoren) == 1:
        titel += f": {SECTORNAAM[sectoren[0]]}"
    return Blad(
        titel=titel,
        peildatum=datum,
        naam=f"kaart-gesplitst-{'-'.join(sectoren).lower()}-{datum}",
        panelen=panelen,
        legenda=(
            Legendapost("Deel van een gesplitste gemeente, in de kleur van zijn samenwerkingsverband", 0, "arcering"),
            Legendapost("Samenwerkingsverband. De kleur betekent niets: zij onderscheidt alleen buren.", 0),
            Legendapost("Deel waarvan het samenwerkingsverband niet zeker is", 0, "niet-zeker"),
            Legendapost("Grens van de gesplitste gemeente", stijl="dik"),
        ),
        tabel=Tabel(f"Gesplitste gemeenten op {datum_lang(datum)}", VELDEN, rijen),
        venster=venster,
        schets=bron.bron == "schets",
        vermelding=bron.vermelding,
        bronnen=regels,
        opmerkingen=opmerkingen,
    )


def _delen(dag: Dag, sector: str) -> list[_Deel]:
    """The parts of every gemeente that is split for a sector, by name of the gemeente and code."""
    groepen: dict[Sleutel, list[int]] = defaultdict(list)
    alle = swvs_per_gemeente(dag.stand, dag.toestand)
    gespleten = {code for code, (zeker, open_) in alle.items() if gesplitst(zeker, open_)[sector]}
    for nummer in range(dag.stand.aantal_bouwstenen):
        gemeenten = dag.mogelijk("gemeente", nummer)
        if len(gemeenten) == 1 and gemeenten[0] in gespleten:
            groepen[gemeenten[0], dag.mogelijk(sector, nummer)].append(nummer)
    delen = [_Deel(gemeente, codes, nrs) for (gemeente, codes), nrs in groepen.items()]
    return sorted(delen, key=lambda deel: (dag.naam("gemeente", deel.gemeente) or "", deel.codes))


def _paneel(
    dag: Dag, sector: str, bron: Kaartbron, onder: list[Vlak], delen: list[_Deel], kleuren: dict[str, int]
) -> Paneel:
    vormen = smelt(bron, NIVEAU, {(deel.gemeente, deel.codes): deel.bouwstenen for deel in delen})
    boven = []
    for deel in delen:
        sleutel = (deel.gemeente, deel.codes)
        if sleutel not in vormen:
            continue
        boven.append(
            Vlak(
                code="|".join((deel.gemeente, *deel.codes)),
                vorm=vormen[sleutel],
                kleur=kleuren.get("|".join(deel.codes), 0),
                waarden=_rij(dag, sector, deel, delen),
                vulling="arcering" if len(deel.codes) == 1 else "niet-zeker",
            )
        )
    return Paneel(SECTORNAAM[sector], VELDEN, (*onder, *boven), tuple(_grenzen(vormen)))


def _grenzen(vormen: dict[Sleutel, shapely.Geometry]) -> list[Lijn]:
    """The outline of every gemeente over its parts."""
    import shapely

    per_gemeente: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for (gemeente, _), vorm in vormen.items():
        per_gemeente[gemeente].append(vorm)
    return [Lijn(shapely.union_all(delen)) for delen in per_gemeente.values()]


def _rij(dag: Dag, sector: str, deel: _Deel, alle: list[_Deel]) -> tuple[str, ...]:
    eigen = inwoners(dag.stand, deel.bouwstenen)
    totaal = sum(inwoners(dag.stand, ander.bouwstenen) for ander in alle if ander.gemeente == deel.gemeente)
    return (
        dag.voluit("gemeente", (deel.gemeente,)),
        dag.voluit(sector, deel.codes),
        postcodes(dag.stand, deel.bouwstenen) or "rand van een postcode",
        getal(eigen),
        f"{procent(eigen / totaal)} van de inwoners" if totaal else "–",
    )

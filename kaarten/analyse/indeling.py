"""The sheet of a whole indeling: every samenwerkingsverband, gemeente, jeugdregio or RMC region on a day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kaarten import gebied
from kaarten.analyse.blad import Blad, Kaartbron, Legendapost, Paneel, Tabel, Vlak, venster_om
from kaarten.analyse.grond import SECTOREN, Dag, getal, inwoners, postcodes, regeling_regels
from kaarten.analyse.kleuren import kleur_buren
from kaarten.teksten import datum_lang
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.gebieden.kaartlaag import Regio

TITELS = {
    "PO": "Samenwerkingsverbanden passend onderwijs: basisonderwijs (PO)",
    "VO": "Samenwerkingsverbanden passend onderwijs: voortgezet onderwijs (VO)",
    "gemeente": "Gemeenten",
    "jeugdregio": "Jeugdregio’s",
    "rmc": "RMC-regio’s",
}
NIVEAU = "regio"
_ENKEL = {"PO": "Samenwerkingsverband", "VO": "Samenwerkingsverband", "jeugdregio": "Jeugdregio", "rmc": "RMC-regio"}


def blad_indeling(stand: Stand, bron: Kaartbron, indeling: str, datum: str) -> Blad:
    """The sheet of one indeling on a day (ISO). Raises NietGevonden when it did not exist then."""
    regios, vormen = bron.geometrie(indeling, datum, NIVEAU)
    velden, rijen = _rijen(Dag(stand, datum), indeling, regios)
    kleuren = kleur_buren(vormen)
    vlakken = tuple(
        Vlak(
            code=regio.code,
            vorm=vorm,
            kleur=kleur,
            waarden=rijen[regio.code],
            etiket=_etiket(indeling, regio) if regio.zeker else "",
            vulling="kleur" if regio.zeker else "niet-zeker",
        )
        for regio, vorm, kleur in zip(regios, vormen, kleuren, strict=True)
    )
    regels, opmerkingen = regeling_regels(stand, datum) if indeling in SECTOREN else ((), ())
    return Blad(
        titel=TITELS[indeling],
        peildatum=datum,
        naam=f"kaart-{indeling.lower()}-{datum}",
        panelen=(Paneel(TITELS[indeling], velden, vlakken),),
        legenda=tuple(_legenda(regios)),
        tabel=Tabel(f"{TITELS[indeling]} op {datum_lang(datum)}", velden, tuple(rijen[r.code] for r in regios)),
        venster=venster_om(list(vormen)),
        schets=bron.bron == "schets",
        vermelding=bron.vermelding,
        bronnen=regels,
        opmerkingen=opmerkingen,
    )


def _etiket(indeling: str, regio: Regio) -> str:
    """What stands in the area: the code of an SWV, the name of another region."""
    return regio.code if indeling in SECTOREN else regio.naam or regio.code


def _legenda(regios: tuple[Regio, ...]) -> list[Legendapost]:
    uit = [Legendapost("Een gebied. De kleur betekent niets: zij onderscheidt alleen buren.", kleur=0)]
    if not all(regio.zeker for regio in regios):
        uit.append(Legendapost("Niet zeker: de bronnen laten meer dan één gebied open.", 0, "niet-zeker"))
    return uit


def _rijen(dag: Dag, indeling: str, regios: tuple[Regio, ...]) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Headings, and the row of every region by its code."""
    groepen = dag.per_groep(indeling)
    if indeling == "gemeente":
        velden = ("Gemeente", "Code", "PO", "VO", "Inwoners (2021)")
        return velden, {r.code: _gemeenterij(dag, r, groepen.get(r.mogelijk, [])) for r in regios}
    velden = (_ENKEL[indeling], "Naam", "Gemeenten", "Postcodes", "Inwoners (2021)")
    namen = _gemeenten(dag, indeling)
    uit: dict[str, tuple[str, ...]] = {}
    for regio in regios:
        nrs = groepen.get(regio.mogelijk, [])
        gemeenten = ", ".join(namen.get(regio.code, [])) or "–"
        code = " of ".join(regio.mogelijk)
        uit[regio.code] = (
            code,
            regio.naam or "–",
            gemeenten,
            postcodes(dag.stand, nrs),
            getal(inwoners(dag.stand, nrs)),
        )
    return velden, uit


def _gemeenterij(dag: Dag, regio: Regio, bouwstenen: list[int]) -> tuple[str, ...]:
    codes: dict[str, set[str]] = {sector: set() for sector in SECTOREN}
    for sector, gevonden in codes.items():
        for nummer in filter(dag.stand.is_hoofddeel, bouwstenen):
            gevonden.add(" of ".join(dag.mogelijk(sector, nummer)) or "geen")
    naam = regio.naam or regio.code
    swvs = (", ".join(sorted(codes[sector])) or "–" for sector in SECTOREN)
    return (naam, " of ".join(regio.mogelijk), *swvs, getal(inwoners(dag.stand, bouwstenen)))


def _gemeenten(dag: Dag, indeling: str) -> dict[str, list[str]]:
    """Per region the names of the gemeenten that lie in it."""
    if indeling in SECTOREN:
        return gebied.gemeenten_per_verband(dag.stand, dag.toestand, indeling)
    uit: dict[str, set[str]] = defaultdict(set)
    for nummer in filter(dag.stand.is_hoofddeel, range(dag.stand.aantal_bouwstenen)):
        for code in dag.mogelijk(indeling, nummer):
            uit[code].update(dag.naam("gemeente", gm) or gm for gm in dag.mogelijk("gemeente", nummer))
    return {code: sorted(namen, key=str.casefold) for code, namen in uit.items()}

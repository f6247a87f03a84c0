"""The map of a test: the gemeenten as they are, and the SWVs in which the new gemeente would lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kaarten.analyse.blad import Blad, Legendapost, Lijn, Paneel, Tabel, Vlak, venster_om
from kaarten.analyse.bron import bron_van
from kaarten.analyse.grond import getal, inwoners, postcodes
from kaarten.analyse.kleuren import kleur_buren
from kaarten.scenarios.svg import blad_svg, leeg_svg
from kaarten.scenarios.vormen import TOLERANTIE_M
from kaarten.teksten import datum_lang
from regio.fouten import GeenKaarten
from regio.scenario.beeld import Beeld, basis_van
from regio.scenario.lagen import misschien_in, zeker_in
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import speel
from regio.scenario.zetten import SECTOREN
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import shapely

Json = dict[str, Any]
# Where ground lies, as written in it; empty where that is not certain.
Ligging = str
_GEMEENTE = "gemeente"


def kaart_svg(stand: Stand, antwoord: Json) -> str:
    """The picture of a test, from its answer; without maps one that says so."""
    try:
        return blad_svg(_blad(stand, antwoord))
    except GeenKaarten:
        return leeg_svg(f"Scenario: {antwoord['gemeente']['naam']}", "Bij deze gegevens is geen kaart.")


def _blad(stand: Stand, antwoord: Json) -> Blad:
    bron = bron_van(stand)
    voor = basis_van(stand, date.fromisoformat(antwoord["scenario"]["peildatum"])).beeld
    na = speel(voor, lees_zetten(antwoord["scenario"]["zetten"]))
    code, naam = antwoord["gemeente"]["code"], antwoord["gemeente"]["naam"]
    oud = _grond(voor, (een["code"] for een in antwoord["oudeGemeenten"]))
    nummers = sorted({*oud, *_grond(na, [code])})
    vorm = _vormen(bron.bouwstenen(nummers), nummers)
    eigen = _grond(na, [code])
    panelen = (
        _paneel(
            f"Vóór {datum_lang(antwoord['datum'])}: de gemeenten", vorm, {nr: _gemeente(voor, nr) for nr in nummers}
        ),
        _paneel(f"{naam} erna, met de verbanden PO en VO", vorm, {nr: _verbanden(na, nr) for nr in eigen}),
    )
    return Blad(
        titel=f"Toets: {naam}",
        peildatum=antwoord["datum"],
        naam="toets",
        panelen=panelen,
        legenda=_legenda(),
        tabel=Tabel(
            "Wat waarheen gaat", ("Laag", "Van", "Naar", "Postcodes", "Inwoners"), _rijen(stand, voor, na, code)
        ),
        venster=venster_om(list(vorm.values()), 0.08),
        schets=bron.bron == "schets",
        vermelding=bron.vermelding,
    )


def _grond(beeld: Beeld, codes: Iterable[str]) -> list[int]:
    """The bouwstenen that lie, or may lie, in some gemeenten."""
    laag = beeld.lagen[_GEMEENTE]
    bekend = [code for code in codes if code in laag.codes]
    return sorted({nr for code in bekend for wie in (zeker_in, misschien_in) for nr in wie(laag, code).tolist()})


def _vormen(vormen: Any, nummers: list[int]) -> dict[int, shapely.Geometry]:
    """The shape of every bouwsteen that has one, simplified together so that they still fit."""
    import numpy as np
    import shapely

    vol = ~shapely.is_empty(vormen)
    simpel = shapely.coverage_simplify(vormen[vol], TOLERANTIE_M)
    return dict(zip(np.array(nummers)[vol].tolist(), simpel, strict=True))


def _paneel(titel: str, vorm: Mapping[int, shapely.Geometry], ligging: Mapping[int, Ligging]) -> Paneel:
    """Some ground coloured by where it lies; dotted where that is not certain."""
    import numpy as np
    import shapely

    groepen: dict[Ligging, list[shapely.Geometry]] = defaultdict(list)
    for nummer, waar in ligging.items():
        if nummer in vorm:
            groepen[waar].append(vorm[nummer])
    volgorde = sorted(groepen)
    gebieden = [shapely.coverage_union_all(groepen[waar]) for waar in volgorde]
    kleuren = kleur_buren(np.array(gebieden, dtype=object)) if gebieden else []
    vlakken = tuple(
        Vlak(etiket or "?", gebied, kleur, (), etiket or "niet zeker", "kleur" if etiket else "niet-zeker")
        for etiket, gebied, kleur in zip(volgorde, gebieden, kleuren, strict=True)
    )
    return Paneel(titel, (), vlakken, tuple(Lijn(gebied) for gebied in gebieden))


def _gemeente(beeld: Beeld, nummer: int) -> Ligging:
    codes = beeld.lagen[_GEMEENTE][nummer]
    return beeld.namen.get(codes[0]) or codes[0] if len(codes) == 1 else ""


def _verbanden(beeld: Beeld, nummer: int) -> Ligging:
    per_laag = [beeld.lagen[laag][nummer] for laag in (_GEMEENTE, *SECTOREN)]
    return ", ".join(codes[0] for codes in per_laag[1:]) if all(len(codes) == 1 for codes in per_laag) else ""


def _rijen(stand: Stand, voor: Beeld, na: Beeld, code: str) -> tuple[tuple[str, ...], ...]:
    """Per old gemeente and SWVs the ground of the new one."""
    groepen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for nummer in _grond(na, [code]):
        van = " of ".join(voor.noem(een) for een in voor.lagen[_GEMEENTE][nummer])
        verbanden = [" of ".join(na.lagen[sector][nummer]) or "geen" for sector in SECTOREN]
        groepen[van, f"{na.namen[code]}, in {' en '.join(verbanden)}"].append(nummer)
    return tuple(
        ("Gemeente", van, naar, postcodes(stand, nummers) or "rand van een postcode", getal(inwoners(stand, nummers)))
        for (van, naar), nummers in sorted(groepen.items())
    )


def _legenda() -> tuple[Legendapost, ...]:
    return (
        Legendapost("Een gemeente of verband. De kleur betekent niets: zij onderscheidt alleen buren.", 0),
        Legendapost("Niet zeker: de bronnen laten meer dan één mogelijkheid open.", 0, "niet-zeker"),
    )

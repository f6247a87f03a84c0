"""The sheet of two divisions beside each other: which borders they share, and which regions are cut through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kaarten.analyse.blad import Blad, Kaartbron, Legendapost, Lijn, Paneel, Stijl, Tabel, Vlak, Vulling, venster_om
from kaarten.analyse.grond import regeling_regels, smelt
from kaarten.teksten import datum_lang, getal, opsomming, procent
from regio.congruentie.indelingen import SECTOREN, Keuze, kies
from regio.congruentie.lijnen import lijnen
from regio.congruentie.paar import paar
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import shapely

Json = dict[str, Any]
Groep = tuple[str, ...]
NIVEAU = "regio"
# Kind of border -> how it is drawn, in the order in which they are drawn.
STIJLEN: dict[str, Stijl] = {
    "onzeker": "onzeker",
    "alleen-met": "stippel",
    "alleen-indeling": "streep",
    "samenvallend": "dik",
}
# Verdict -> number in the palette, filling and what it means.
OORDELEN: dict[str, tuple[int, Vulling, str]] = {
    "identiek": (0, "kleur", "identiek: hetzelfde gebied als één gebied van B"),
    "unie": (2, "kleur", "unie: bestaat uit hele gebieden van B"),
    "binnen": (5, "kleur", "binnen: ligt binnen één gebied van B"),
    "doorsneden": (1, "arcering", "doorsneden: een grens van B loopt erdoorheen"),
    "onbekend": (0, "niet-zeker", "niet zeker: de bronnen laten meer dan één gebied open"),
}


def blad_congruentie(stand: Stand, bron: Kaartbron, a: str, b: str, weging: str, datum: str) -> Blad:
    """The sheet of A beside B, by their known names, on a day (ISO), by a weight. Raises Vraagfout."""
    antwoord = paar(stand, a, b, datum, weging)
    een, ander = kies(stand, a, datum), kies(stand, b, datum)
    vormen = smelt(bron, NIVEAU, _groepen(een))
    velden, rijen = _velden(antwoord), {regio["code"]: _rij(regio) for regio in antwoord["regios"]}
    titel = f"{antwoord['indeling']['titel']} naast {antwoord['met']['titel']}"
    titel = f"{titel[0].upper()}{titel[1:]}"
    paneel = Paneel(
        titel, velden, tuple(_vlakken(een, antwoord, vormen, rijen)), tuple(_lijnen(stand, een, ander)), omlijnd=False
    )
    regels, _ = regeling_regels(stand, datum) if {a, b} & set(SECTOREN) else ((), ())
    return Blad(
        titel=titel,
        peildatum=datum,
        naam=f"kaart-congruentie-{a}-{b}-{datum}".lower(),
        panelen=(paneel,),
        legenda=tuple(_legenda(antwoord, paneel)),
        tabel=Tabel(f"{titel} op {datum_lang(datum)}", velden, tuple(rijen.values())),
        venster=venster_om(list(vormen.values())),
        schets=bron.bron == "schets",
        vermelding=bron.vermelding,
        bronnen=(*regels, *_bronnen(antwoord)),
        opmerkingen=tuple(_opmerkingen(antwoord)),
        conclusie=tuple(datum_lang(zin) for zin in antwoord["conclusie"]),
    )


def _groepen(keuze: Keuze) -> dict[Groep, list[int]]:
    """The bouwstenen of every region, and of every set of regions that are possible."""
    uit: dict[Groep, list[int]] = defaultdict(list)
    for nummer in range(len(keuze.indeling)):
        uit[keuze.indeling[nummer]].append(nummer)
    return dict(uit)


def _velden(antwoord: Json) -> tuple[str, ...]:
    eenheid = antwoord["weging"]["eenheid"]
    regio = antwoord["indeling"]["regio"]
    return (
        f"{regio[0].upper()}{regio[1:]}",
        "Oordeel",
        f"Ligt in ({antwoord['met']['regio']})",
        "Buitengrens die samenvalt",
        f"Past niet ({eenheid})",
        f"Totaal ({eenheid})",
    )


def _rij(regio: Json) -> tuple[str, ...]:
    """What is told of a region of A, in the pop-up and in the table."""
    partners = [f"{_benoem(een)} {_deel(een['aandeel'])}" for een in regio["partners"]]
    mis = regio["teVerplaatsen"]
    return (
        _benoem(regio),
        regio["oordeel"] if regio["zeker"] else f"{regio['oordeel']} (niet zeker)",
        ", ".join(partners) or "–",
        _deel(regio["grens"]["aandeel"]),
        f"{getal(round(mis))} ({_deel(regio['aandeelTeVerplaatsen'])})" if mis else "–" if mis is None else "0",
        getal(round(regio["gewicht"])),
    )


def _vlakken(
    keuze: Keuze, antwoord: Json, vormen: dict[Groep, shapely.Geometry], rijen: dict[str, tuple[str, ...]]
) -> list[Vlak]:
    """The areas of A, filled by their verdict; ground of which the region is open apart."""
    oordelen = {regio["code"]: regio["oordeel"] for regio in antwoord["regios"]}
    leeg = ("",) * (len(_velden(antwoord)) - 1)
    uit = []
    for groep, vorm in vormen.items():
        code = "|".join(groep)
        if len(groep) == 1:
            kleur, vulling, _ = OORDELEN[oordelen[code]]
            etiket = code if keuze.sectoren else keuze.namen.get(code) or code
            uit.append(Vlak(code, vorm, kleur, rijen[code], etiket, vulling))
        elif groep:
            uit.append(Vlak(code, vorm, 0, (opsomming(groep).replace(" en ", " of "), *leeg), vulling="niet-zeker"))
        else:
            uit.append(Vlak("geen", vorm, 0, ("geen gebied", *leeg), vulling="omgeving"))
    return uit


def _lijnen(stand: Stand, een: Keuze, ander: Keuze) -> list[Lijn]:
    """The borders of both divisions, each kind in its own style; what coincides on top."""
    import shapely

    gevonden = lijnen(stand, een.indeling, ander.indeling)
    soorten = {
        stijl: shapely.multilinestrings([shapely.linestrings(lijn) for lijn in gevonden[soort]])
        for soort, stijl in STIJLEN.items()
        if gevonden[soort]
    }
    alle = [deel for vorm in soorten.values() for deel in shapely.get_parts(vorm)]
    rand = [Lijn(shapely.multilinestrings(alle), "rand")] if alle else []
    return [*rand, *(Lijn(vorm, stijl) for stijl, vorm in soorten.items())]


def _legenda(antwoord: Json, paneel: Paneel) -> list[Legendapost]:
    a, b = antwoord["indeling"]["titel"], antwoord["met"]["titel"]
    teksten: dict[Stijl, str] = {
        "dik": "Grens van allebei: hier vallen de grenzen samen",
        "streep": f"Alleen grens van A ({a})",
        "stippel": f"Alleen grens van B ({b})",
        "onzeker": "Grens die niet zeker is",
    }
    getrokken = {lijn.stijl for lijn in paneel.lijnen}
    uit = [Legendapost(tekst, stijl=stijl) for stijl, tekst in teksten.items() if stijl in getrokken]
    aanwezig = {(vlak.kleur, vlak.vulling) for vlak in paneel.vlakken}
    uit += [
        Legendapost(tekst, kleur, vulling)
        for kleur, vulling, tekst in OORDELEN.values()
        if (kleur, vulling) in aanwezig
    ]
    if (0, "omgeving") in aanwezig:
        uit.append(Legendapost("Grond zonder gebied in A", 0, "omgeving"))
    return uit


def _opmerkingen(antwoord: Json) -> list[str]:
    weging = antwoord["weging"]
    uit = [
        f"Weging: {weging['titel']}. {weging['toelichting']} {weging['verdeelregel']}",
        antwoord["grens"]["toelichting"],
    ]
    uit += [antwoord[kant]["toelichting"] for kant in ("indeling", "met") if antwoord[kant]["toelichting"]]
    uit += [opmerking["tekst"] for opmerking in antwoord["opmerkingen"]]
    return [datum_lang(tekst) for tekst in dict.fromkeys(uit)]


def _bronnen(antwoord: Json) -> list[str]:
    """The sources of the divisions and the weight, as they want to be named."""
    namen = dict.fromkeys(een["naamsvermelding"] for een in antwoord["herkomst"] if een["naamsvermelding"])
    return [f"Gegevens: {'; '.join(namen)}."] if namen else []


def _benoem(rij: Json) -> str:
    return f"{rij['naam']} ({rij['code']})" if rij["naam"] and rij["naam"] != rij["code"] else str(rij["code"])


def _deel(aandeel: float | None) -> str:
    return "–" if aandeel is None else procent(aandeel)

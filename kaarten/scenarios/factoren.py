"""The page with what weighed in 2011 and has no data here: what to bring, and what comes of it, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from kaarten.teksten import datum_lang
from regio.congruentie.getallen import heel, maat, procent, verschil
from regio.fouten import Fout
from regio.naam import noem
from regio.scenario.factoren.dienst import FACTOREN, NODIG, TITELS, WAAROM

Json = dict[str, Any]
# What was typed comes back to be changed; beyond this a page is slow to make and to show.
LANGST_TERUG = 100_000
_UITKOMST = {
    "verlaat": "verlaat het verband van de regio",
    "komt-erbij": "komt in het verband van de regio",
    "minder": "ligt er voor een kleiner deel in",
    "meer": "ligt er voor een groter deel in",
    "nieuw": "is nieuw, en ligt erin",
    "gelijk": "houdt hetzelfde deel",
}


@dataclass(frozen=True, slots=True)
class Blad:
    """The scenario that the page is about: its name, its day, its path, and the address of the page itself.

    ``ruim``: files may be long here.
    """

    naam: str
    peildatum: str
    terug: str
    adres: str
    ruim: bool
    ingelogd: Ingelogd | None = None


@dataclass(frozen=True, slots=True)
class Formulier:
    """What was typed, and what is wrong per factor or field."""

    velden: Mapping[str, str] = field(default_factory=dict)
    fouten: Mapping[str, list[str]] = field(default_factory=dict)

    def waarde(self, veld: str, anders: str = "") -> str:
        """What to show in a field: what was typed, unless that is too long to show."""
        return "" if self.te_lang(veld) else self.velden.get(veld, anders)

    def te_lang(self, veld: str) -> bool:
        """Whether what was typed is too long to show."""
        return len(self.velden.get(veld, "")) > LANGST_TERUG

    def met_fouten(self, fouten: Iterable[Fout]) -> Formulier:
        """The form with what is wrong with it."""
        per: dict[str, list[str]] = {}
        for fout in fouten:
            per.setdefault(fout.veld, []).append(datum_lang(fout.melding))
        return Formulier(self.velden, per)


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table: its title, its columns, those that are numbers, and its rows."""

    titel: str
    kop: tuple[str, ...]
    getallen: tuple[int, ...]
    rijen: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Factorbeeld:
    """One factor: not computed and why, or what came of it in sentences and tables."""

    naam: str
    titel: str
    waarom: str
    nodig: str
    zinnen: list[str]
    tabellen: list[Tabel]


def pagina(blad: Blad, formulier: Formulier, antwoord: Json | None) -> str:
    """The page with the answer; without one the form alone, with what is wrong with it."""
    beelden = [_beeld(een) for een in antwoord["factoren"]] if antwoord else [_niet(naam) for naam in FACTOREN]
    return vul_in("scenario_factoren.html", blad=blad, formulier=formulier, factoren=beelden)


def _niet(naam: str) -> Factorbeeld:
    return Factorbeeld(naam, TITELS[naam], WAAROM[naam], NODIG[naam], [], [])


def _beeld(factor: Json) -> Factorbeeld:
    naam, uitkomst = factor["factor"], factor["uitkomst"]
    if uitkomst is None:
        return _niet(naam)
    zinnen, tabellen = _MAKERS[naam](uitkomst)
    return Factorbeeld(naam, TITELS[naam], "", NODIG[naam], zinnen, [een for een in tabellen if een.rijen])


Uitkomst = tuple[list[str], list[Tabel]]


def _stromen(uitkomst: Json) -> Uitkomst:
    zinnen = [f"In uw bestand staan {heel(uitkomst['leerlingen'])} leerlingen in {heel(uitkomst['rijen'])} rijen."]
    if not uitkomst["metSector"]:
        zinnen.append("Het bestand zegt niet welke sector. Dezelfde leerlingen zijn naast PO en naast VO gelegd.")
    tabellen = []
    for sector in uitkomst["sectoren"]:
        wie, over, open_ = sector["sector"], sector["overEenGrens"], sector["onzeker"]
        zinnen.append(f"{wie}: {_naast(over)} leerlingen gaan over een grens van verbanden naar school.")
        if open_["voor"] or open_["na"]:
            zinnen.append(f"{wie}: van {_naast(open_)} leerlingen is niet zeker in welk verband zij wonen of leren.")
        tabellen += [_paren(wie, sector), _zelfvoorziening(wie, sector["zelfvoorziening"])]
    return zinnen, tabellen


def _paren(sector: str, beeld: Json) -> Tabel:
    rest = f"; nog {heel(beeld['overigeParen'])} paren staan er niet bij" if beeld["overigeParen"] else ""
    return Tabel(
        f"{sector}: tussen welke verbanden, eerst wat het meest verandert{rest}",
        ("Woont in", "Naar school in", "Ervoor", "Erna"),
        (2, 3),
        [(paar["van"], paar["naar"], heel(paar["voor"]), heel(paar["na"])) for paar in beeld["paren"]],
    )


def _zelfvoorziening(sector: str, verbanden: Sequence[Json]) -> Tabel:
    kop = ("Verband", "Wonen er", "Blijven binnen het verband", "Komen van elders")
    rijen = [
        (
            _wie(een),
            _kanten(een, lambda kant: heel(kant["wonen"])),
            _kanten(een, _blijft),
            _kanten(een, lambda kant: heel(kant["instroom"])),
        )
        for een in verbanden
    ]
    return Tabel(f"{sector}: wie in zijn verband naar school gaat, waar grond verandert", kop, (1, 2, 3), rijen)


def _blijft(kant: Json) -> str:
    return "–" if kant["aandeel"] is None else f"{heel(kant['blijven'])} ({procent(kant['aandeel'])})"


def _scholen(uitkomst: Json) -> Uitkomst:
    zinnen = [f"In uw bestand staan {uitkomst['scholen']} scholen met {heel(uitkomst['plaatsen'])} plaatsen."]
    if uitkomst["zonderPlaatsen"]:
        zinnen.append(f"Bij {uitkomst['zonderPlaatsen']} daarvan staan geen plaatsen.")
    tabellen = []
    for sector in uitkomst["sectoren"]:
        tabellen += [_per_verband(sector), _bereik(sector, uitkomst["afstandKm"])]
        if sector["postcodesZonderPunt"]:
            zonder = ", ".join(sector["postcodesZonderPunt"])
            zinnen.append(f"{sector['sector']}: zonder punt op de kaart, en dus niet in de afstand: {zonder}.")
    return zinnen, tabellen


def _per_verband(sector: Json) -> Tabel:
    kop = ("Verband", "Cluster 3: scholen", "plaatsen", "Cluster 4: scholen", "plaatsen")
    velden = [(f"cluster{cluster}", veld) for cluster in (3, 4) for veld in ("scholen", "plaatsen")]
    rijen = [
        (_wie(een), *(_kanten(een, lambda kant, c=c, veld=veld: heel(kant[c][veld])) for c, veld in velden))
        for een in sector["samenwerkingsverbanden"]
        if een["grondVerandert"]
    ]
    return Tabel(f"{sector['sector']}: verbanden waarvan grond verandert", kop, (1, 2, 3, 4), rijen)


def _bereik(sector: Json, afstand_km: float) -> Tabel:
    km = f"{afstand_km:g}".replace(".", ",")
    wie = f"{sector['sector']}: kinderen op grond die verandert"
    rijen = [
        (f"Cluster {een['cluster']}", *(heel(een[veld]) for veld in ("kinderen", "voor", "na")))
        for een in sector["bereik"]
        if een["kinderen"]
    ]
    titel = f"{wie}, met een school in hun verband binnen {km} km hemelsbreed"
    return Tabel(titel, ("School", "Alle kinderen", "Ervoor", "Erna"), (1, 2, 3), rijen)


def _arbeidsmarkt(uitkomst: Json) -> Uitkomst:
    congruentie = Tabel(
        "V-maat van de verbanden met uw regio’s: 1 is helemaal gelijk",
        ("Sector", "Ervoor", "Erna", "Verschil"),
        (1, 2, 3),
        [
            (een["sector"], maat(een["voor"]["v"]), maat(een["na"]["v"]), verschil(een["verschilV"]))
            for een in uitkomst["congruentie"]
        ],
    )
    gemeenten = Tabel(
        "Gemeenten waarvan grond verandert, en het verband van hun regio",
        ("Gemeente", "Sector", "Regio", "Verband van de regio", "Deel van de gemeente daarin", "Wat de gemeente doet"),
        (4,),
        [_gemeente(rij) for rij in uitkomst["gemeenten"]],
    )
    zin = "Het verband van een regio is dat met de meeste kinderen van die regio."
    return [uitkomst["toelichting"], *([zin] if gemeenten.rijen else [])], [congruentie, gemeenten]


def _gemeente(rij: Json) -> tuple[str, ...]:
    swvs, delen = (rij[veld] for veld in ("verbandVanRegio", "aandeel"))
    deel = [procent(delen[kant]) if delen[kant] is not None else "–" for kant in ("voor", "na")]
    return (
        f"{rij['naam']} ({rij['code']})",
        rij["sector"],
        rij["regio"]["naam"] or rij["regio"]["code"],
        _pijl(swvs["voor"] or "–", swvs["na"] or "–"),
        _pijl(*deel),
        _UITKOMST[rij["uitkomst"]],
    )


_MAKERS = {"leerlingstromen": _stromen, "scholen": _scholen, "arbeidsmarkt": _arbeidsmarkt}


def _kanten(een: Json, toon: Any) -> str:
    """What both sides of a row say, once where they say the same."""
    return _pijl(*(toon(een[kant]) if een[kant] else "–" for kant in ("voor", "na")))


def _naast(paar: Mapping[str, float]) -> str:
    return _pijl(heel(paar["voor"]), heel(paar["na"]))


def _pijl(voor: str, na: str) -> str:
    return na if voor == na else f"{voor} → {na}"


def _wie(een: Json) -> str:
    return noem(een["code"], een["naam"])

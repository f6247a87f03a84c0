"""The Stand: one edition in memory, immutable, that answers by indexing.

``Stand.open`` only maps the compiled file. Answers for a postcode are ready bytes; answers for a
gemeente, place or set of postcodes are put together from the mapped values when asked.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from regio.stand import antwoord, opmerkingen
from regio.stand.antwoord import Grondstuk, Json
from regio.stand.bestand import Sectiebestand
from regio.stand.ligging import OP_POSTCODE, is_officieel
from regio.stand.zicht import SOORTEN, Laag, Zicht

GEEN_PLEK = 0xFFFF
# The folder of ready map files, beside the edition files.
BESTANDEN = "bestanden"
# Bytes of an empty polygon in WKB: byte order, type and no rings.
_LEEG_WKB = 9


class Stand:
    """An edition, opened; ``editie`` is the fingerprint of its facts."""

    def __init__(self, bestand: Sectiebestand, bestandenmap: Path | None = None) -> None:
        """Open over a file's sections; without ready middles during compilation.

        ``bestandenmap`` is the folder with the ready map files that the edition names.
        """
        self._bestand = bestand
        self.bestandenmap = bestandenmap
        self.meta: Json = bestand.json("meta")
        self.editie: str = self.meta["editie"]
        # Equal answers for sure: the same facts, compiled by the same program.
        self.kenmerk: str = f"{self.editie[:12]}{self.meta['maker'][:8]}"
        self.laatst_bekend: str = self.meta["laatstBekendeVersie"]
        self._vanaf: list[str] = [toestand["vanaf"] for toestand in self.meta["toestanden"]]
        self.eerste_met_swv = next(nr for nr, t in enumerate(self.meta["toestanden"]) if t["versie"])
        self._plek = bestand.sectie("pc4_plek")
        self._begin = bestand.sectie("pc4_begin")
        self.aantal_pc4 = len(self._begin) - 1
        self.aantal_bouwstenen = self._begin[-1]
        self.zicht = lru_cache(maxsize=len(self._vanaf))(self._zicht)
        if "kernen" in bestand:
            self._kern_begin = bestand.sectie("kern_begin")
            self._kern_nr = bestand.sectie("kern_nr")
            self._kernen = bestand.sectie("kernen")
            self._kernen_per_toestand = len(self._kern_nr) // len(self._vanaf)
            self._staarten = [t["staart"].encode() for t in self.meta["toestanden"]]

    @classmethod
    def open(cls, pad: Path) -> Stand:
        """Map a compiled edition; raises Opslagfout when the file is no whole edition."""
        return cls(Sectiebestand.open(pad), pad.parent / BESTANDEN)

    @cached_property
    def grenzen(self) -> Json:
        """Where the ground comes from: ``bron`` (schets or officieel), ``nauwkeurigheid`` (metres),
        ``vermelding``, ``afdruk``, ``bestanden``, ``bevindingen`` and ``verslag``."""
        grenzen: Json = self._bestand.json("grenzen")
        return grenzen

    @cached_property
    def kaarten(self) -> Json:
        """The index of the ready map files."""
        kaarten: Json = self._bestand.json("kaarten")
        return kaarten

    @cached_property
    def tabellen(self) -> Json:
        """The tables behind the answers (gemeenten, herindelingen, SWVs, sources), decoded once."""
        tabellen: Json = self._bestand.json("tabellen")
        return tabellen

    def sectie(self, naam: str) -> memoryview:
        """A raw section of the edition."""
        return self._bestand.sectie(naam)

    # -- time ---------------------------------------------------------------------------------

    def toestand_nr(self, datum: date) -> int:
        """The number of the toestand that holds on a day (0 from 2011-01-01)."""
        return bisect_right(self._vanaf, datum.isoformat()) - 1

    def toestand_nr_iso(self, datum: str) -> int:
        """As ``toestand_nr``, for a date already written as JJJJ-MM-DD."""
        return bisect_right(self._vanaf, datum) - 1

    def _zicht(self, nummer: int) -> Zicht:
        toestand = self.meta["toestanden"][nummer]
        versie = toestand["versie"]
        lagen = {soort: self._laag(soort, nummer) for soort in SOORTEN}
        rijen: dict[str, Sequence[int]] = {
            s: self._bestand.sectie(f"rij_{s}_{versie}") if versie else () for s in antwoord.SECTOREN
        }
        bijzonder = {s: self.tabellen["bijzonder"].get(f"{s} {versie}", {}) for s in antwoord.SECTOREN}
        namen = {**self.tabellen["namen"], "jeugdregio": self.tabellen["jeugdregionamen"][toestand["vanaf"][:4]]}
        return Zicht(nummer, toestand["vanaf"], toestand["tot"], versie, lagen, rijen, bijzonder, namen)

    def _laag(self, soort: str, nummer: int) -> Laag:
        deel = slice(nummer * self.aantal_bouwstenen, (nummer + 1) * self.aantal_bouwstenen)
        codes = self.meta["codes"][soort]
        kandidaten = [[codes[plek] for plek in groep] for groep in self.meta["kandidaten"][soort]]
        return Laag(
            self._bestand.sectie(f"waarde_{soort}")[deel],
            self._bestand.sectie(f"grondslag_{soort}")[deel],
            codes,
            kandidaten,
        )

    # -- postcodes ----------------------------------------------------------------------------

    def plek(self, pc4: str) -> int | None:
        """The position of a PC4 in the edition, None if it has no bouwsteen."""
        plek: int = self._plek[int(pc4)]
        return None if plek == GEEN_PLEK else plek

    @cached_property
    def pc4s(self) -> list[str]:
        """Every PC4 with a bouwsteen, ascending; the index is its position."""
        return [f"{nummer:04d}" for nummer, plek in enumerate(self._plek) if plek != GEEN_PLEK]

    @cached_property
    def _pc4_van(self) -> list[str]:
        delen = zip(self.pc4s, self._begin, self._begin[1:], strict=False)
        return [pc4 for pc4, van, tot in delen for _ in range(van, tot)]

    def kern_bytes(self, plek: int, toestand: int) -> memoryview:
        """The ready middle of the answer for a postcode or a part: everything that depends on the ground."""
        nummer = self._kern_nr[toestand * self._kernen_per_toestand + plek]
        return self._kernen[self._kern_begin[nummer] : self._kern_begin[nummer + 1]]

    def postcode_bytes(self, plek: int, datum: str, toestand: int, ligging: bytes = OP_POSTCODE) -> bytes:
        """The whole answer for a postcode, encoded; ``ligging`` is its JSON members."""
        kop = b'{"geldigOp":"%b",%b,' % (datum.encode(), ligging)
        return b"".join((kop, self.kern_bytes(plek, toestand), self._staarten[toestand]))

    def postcode(self, plek: int, datum: str, ligging: bytes = OP_POSTCODE) -> Json:
        """The whole answer for a postcode, decoded."""
        uit: Json = json.loads(self.postcode_bytes(plek, datum, self.toestand_nr_iso(datum), ligging))
        return uit

    def kern(self, pc4: str, toestand: int) -> Json:
        """The middle of the answer for a PC4 that has a bouwsteen, decoded."""
        plek = self.plek(pc4)
        assert plek is not None, pc4  # noqa: S101 - asked only for the edition's own postcodes
        uit: Json = json.loads(b"{%b}" % bytes(self.kern_bytes(plek, toestand)))
        return uit

    def maak_kern(self, plek: int, toestand: int) -> Json:
        """Work out the middle of the answer for a postcode, or for one part of it (at compile time)."""
        zicht, deel = self.zicht(toestand), plek >= self.aantal_pc4
        bouwstenen = self.bouwstenen_op(plek)
        pc4, aandeel = self._pc4_van[bouwstenen[0]], self._bestand.sectie("aandeel")
        grond = [Grondstuk(nr, pc4, aandeel[nr]) for nr in bouwstenen]
        kern = antwoord.velden(zicht, grond, "oppervlakte", met_postcodes=False)
        bekend = {
            **self.tabellen["bekend"].get(pc4, {}),
            "gedeeld": len(grond) > 1,
            "aandacht": self.tabellen["aandachtspunten"],
            "correcties": {rij["nummer"]: rij for rij in self.tabellen["correcties"]},
        }
        uit = opmerkingen.bij_postcode(zicht, kern, bekend)
        if deel and self._verschilt(zicht, self.bouwstenen_van(self.plekken[bouwstenen[0]])):
            uit.insert(0, opmerkingen.opmerking("deel-van-postcode", opmerkingen.DEEL))
        return {"postcode": pc4, **kern, "opmerkingen": uit}

    def _verschilt(self, zicht: Zicht, bouwstenen: Iterable[int]) -> bool:
        """Whether some bouwstenen lie in different regions of a kind."""
        nummers = list(bouwstenen)
        return any(len({laag.waarden[nr] for nr in nummers}) > 1 for laag in zicht.lagen.values())

    @cached_property
    def plekken(self) -> list[int]:
        """Per bouwsteen the position of its PC4."""
        delen = enumerate(zip(self._begin, self._begin[1:], strict=False))
        return [plek for plek, (van, tot) in delen for _ in range(van, tot)]

    @cached_property
    def delen(self) -> list[int]:
        """The bouwstenen that are only a part of their PC4; each has a ready middle, after those of the PC4s."""
        return [nr for nr, plek in enumerate(self.plekken) if len(self.bouwstenen_van(plek)) > 1]

    @cached_property
    def deelplekken(self) -> list[int]:
        """Per bouwsteen the position of its own ready middle."""
        eigen = {nr: self.aantal_pc4 + volg for volg, nr in enumerate(self.delen)}
        return [eigen.get(nr, plek) for nr, plek in enumerate(self.plekken)]

    @cached_property
    def puntplekken(self) -> list[int]:
        """Per bouwsteen the position of the ready middle that a point on its ground gets.

        Official borders tell the parts of a postcode apart; the sketch only guesses them. Where
        another part has no ground of its own the postcode was not cut, and answers as a whole.
        """
        if not is_officieel(self.grenzen):
            return self.plekken
        begin = self.sectie("vlak_volledig_begin")
        leeg = {self.plekken[nr] for nr in self.delen if begin[nr + 1] - begin[nr] <= _LEEG_WKB}
        paren = zip(self.plekken, self.deelplekken, strict=True)
        return [plek if plek in leeg else deel for plek, deel in paren]

    def bouwstenen_op(self, plek: int) -> Sequence[int]:
        """The numbers of the bouwstenen that a ready middle is about: of a PC4, or the one part."""
        deel = plek - self.aantal_pc4
        return self.bouwstenen_van(plek) if deel < 0 else (self.delen[deel],)

    def bouwstenen_van(self, plek: int) -> range:
        """The numbers of the bouwstenen of a PC4."""
        return range(self._begin[plek], self._begin[plek + 1])

    def is_hoofddeel(self, bouwsteen: int) -> bool:
        """Whether a bouwsteen is the ground under which the law lists its postcode."""
        return bouwsteen == 0 or self._pc4_van[bouwsteen - 1] != self._pc4_van[bouwsteen]

    # -- groups of bouwstenen -----------------------------------------------------------------

    def grond(self, bouwstenen: Iterable[int]) -> list[Grondstuk]:
        """Bouwstenen weighed by inhabitants of 2021; those of a PC4 all count for its hoofddeel."""
        inwoners = self._bestand.sectie("inwoners")
        return [Grondstuk(nr, self._pc4_van[nr], float(max(inwoners[nr], 0))) for nr in bouwstenen]

    def groep(self, bouwstenen: Iterable[int], datum: str, ligging: str, misschien: Iterable[int] = ()) -> Json:
        """The common fields of an answer about several bouwstenen, weighed by inhabitants.

        ``misschien`` are bouwstenen that may belong to what was asked for.
        """
        zicht = self.zicht(self.toestand_nr_iso(datum))
        grond = [*self.grond(bouwstenen), *(replace(stuk, open=True) for stuk in self.grond(misschien))]
        kern = antwoord.velden(zicht, grond, "inwoners", met_postcodes=True)
        kernen = [self.kern(pc4, zicht.nummer) for pc4 in sorted({stuk.pc4 for stuk in grond})]
        uit = opmerkingen.bij_groep(kernen)
        if zicht.versie is None:
            uit.append(opmerkingen.opmerking("nog-geen-regeling", opmerkingen.GEEN_REGELING))
        return {
            "geldigOp": datum,
            "ligging": ligging,
            "liggingToelichting": None,
            "grensNabij": None,
            "postcode": None,
            **kern,
            "opmerkingen": uit,
            **self.staart(zicht.nummer),
        }

    def staart(self, toestand: int) -> Json:
        """The end of every answer of a toestand: ``regeling`` and ``herkomst``."""
        uit: Json = json.loads("{" + self.meta["toestanden"][toestand]["staart"].removeprefix(","))
        return uit

    # -- arrays -------------------------------------------------------------------------------

    def indeling(self, soort: str, datum: date) -> Any:
        """The Indeling of a kind on a day, over the mapped values (imports numpy)."""
        import numpy as np

        from regio.indeling import Indeling

        laag = self.zicht(self.toestand_nr(datum)).lagen[soort]
        plek = {code: nummer for nummer, code in enumerate(laag.codes)}
        kandidaten: Sequence[tuple[int, ...]] = [tuple(plek[code] for code in lijst) for lijst in laag.kandidaten]
        return Indeling(soort, tuple(laag.codes), np.frombuffer(laag.waarden, dtype=np.int16), tuple(kandidaten))

    def provincies(self) -> Any:
        """The Indeling of the provincies: of the gemeente a bouwsteen lay in on 2014-01-01 (imports numpy)."""
        import numpy as np

        from regio.indeling import Indeling

        over = self._provincies
        waarden = np.frombuffer(self._bestand.sectie("waarde_provincie"), dtype=np.int16)
        return Indeling("provincie-2014", tuple(over["codes"]), waarden, tuple(map(tuple, over["kandidaten"])))

    @property
    def provincienamen(self) -> dict[str, str]:
        """The name of every provincie by its code."""
        namen: dict[str, str] = self._provincies["namen"]
        return namen

    @cached_property
    def _provincies(self) -> Json:
        over: Json = self._bestand.json("provincies")
        return over

    # -- weights ------------------------------------------------------------------------------

    def telling(self, naam: str) -> Any:
        """A count per PC4, in order, as an array of shape (aantal pc4's,); NaN where the facts have none.

        ``inwoners``, ``kinderen_4_11``, ``kinderen_12_17`` (2021), ``oppervlakte`` (hectares), and
        ``leerlingen_PO`` and ``leerlingen_VO`` where a user loaded them; None for what the edition
        does not hold (imports numpy).
        """
        import numpy as np

        sectie = f"telling_{naam}"
        return np.frombuffer(self._bestand.sectie(sectie), dtype=np.float64) if sectie in self._bestand else None

    @cached_property
    def leerlingen(self) -> Json | None:
        """Year (``jaar``), ``bronnen`` and ``sectoren`` of the pupils that a user loaded, None without."""
        return self._bestand.json("leerlingen") if "leerlingen" in self._bestand else None

    # -- borders ------------------------------------------------------------------------------

    @cached_property
    def net(self) -> Any:
        """The Grensnet: who borders on whom, and for how many metres (imports numpy)."""
        import numpy as np

        from regio.congruentie.model import Grensnet

        def getallen(naam: str, soort: Any) -> Any:
            return np.frombuffer(self._bestand.sectie(naam), dtype=soort)

        links, rechts = (getallen(f"net_{kant}", np.uint16).astype(np.intp) for kant in ("links", "rechts"))
        return Grensnet(links, rechts, getallen("net_lengte", np.float64), getallen("net_rand", np.float64))

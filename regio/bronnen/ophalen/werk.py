"""Fetching what the plan lists into a folder: one run at a time, and a good file only makes way for a good one."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from regio.bronnen.ophalen.dienst import eerste_pagina
from regio.bronnen.ophalen.download import Deel, Gehaald, Voortgang, download, eis_ruimte
from regio.bronnen.ophalen.fouten import NietAanwezig, Onbruikbaar, eerste_zin, op_schijf
from regio.bronnen.ophalen.geopakket import GEMEENTE, JEUGDREGIO, POSTCODE4, Laag, controleer_gpkg, schrijf_gpkg
from regio.bronnen.ophalen.herkomst import Herkomst, Register, naar_schijf, nu
from regio.bronnen.ophalen.kenmerken import Oogst, haal_kenmerken, is_ongewijzigd, velden
from regio.bronnen.ophalen.plan import Meld, Plan, Post, in_mb
from regio.bronnen.ophalen.verbinding import Verbinding
from regio.fouten import Bronfout, Opslagfout
from regio.gebieden.officieel.herkennen import SOORTNAAM, Soort
from regio.schijf import sha256_van

Uitslag = Literal["opgehaald", "ongewijzigd"]
_SLOT = ".ophalen.slot"
_WERKMAP = ".ophalen-"
_GEBIED = ("statcode", "jrstatcode", "statnaam", "rubriek", "jaarcode")
_PC4 = ("postcode4", "jaarcode", "aantal_inwoners")
_NODIG: dict[str, tuple[Soort, ...]] = {"gebieden": ("gemeente",), "pc4": ("pc4",)}


@dataclass(frozen=True, slots=True)
class Ophaler:
    """Fetches into ``map_``; ``meld`` is told in Dutch what happens, ``voortgang`` how far it is."""

    verbinding: Verbinding
    map_: Path
    meld: Meld
    voortgang: Voortgang

    def haal_op(self, plan: Plan) -> dict[str, Uitslag]:
        """Fetch every file of a plan: name -> what happened. Raises Bronfout and Opslagfout; what was done stays."""
        gedaan: dict[str, Uitslag] = {}
        mislukt: list[str] = []
        with ophaalslot(self.map_):
            register = Register(self.map_)
            self._eis_ruimte(plan)
            for post in plan.posten:
                try:
                    gedaan[post.bestand] = self._haal_post(post, register)
                except Onbruikbaar as fout:
                    mislukt.append(post.bestand)
                    self.meld(f"{post.bestand}: niet opgehaald. {fout}")
        if mislukt:
            raise Bronfout(f"Niet opgehaald: {', '.join(mislukt)}. De meldingen hierboven zeggen waarom.")
        return gedaan

    def _eis_ruimte(self, plan: Plan) -> None:
        al = sum(Deel(self.map_ / f"{post.bestand}.deel").grootte for post in plan.posten)
        nog_niet = [post for post in plan.posten if not (self.map_ / post.bestand).exists()]
        if nog_niet:
            eis_ruimte(self.map_, max(sum(post.geschat for post in nog_niet) - al, 0))

    def _haal_post(self, post: Post, register: Register) -> Uitslag:
        oud = register.van(post.bestand)
        van_atom = oud is not None and oud.weg == "atom"
        if post.uitgave is not None:
            try:
                return self._via_atom(post, register, oud)
            except Onbruikbaar as fout:
                if van_atom:
                    raise
                self.meld(f"{post.bestand}: {eerste_zin(fout)} Het wordt nu per gebied opgevraagd (OGC API Features).")
        elif van_atom:
            # The whole file of CBS has more in it than we can ask for by area.
            self.meld(f"{post.bestand}: blijft zoals het is; of er een nieuwere versie is, is niet na te gaan.")
            return "ongewijzigd"
        return self._via_ogc(post, register, oud)

    def _via_atom(self, post: Post, register: Register, oud: Herkomst | None) -> Uitslag:
        if post.uitgave is None:
            raise ValueError(post)
        zelfde = oud if oud and oud.weg == "atom" and oud.url == post.uitgave.url else None
        gehaald = download(self.verbinding, post.uitgave, self.map_ / post.bestand, zelfde, self.voortgang)
        if gehaald is None:
            return self._ongewijzigd(post)
        herkomst = _herkomst_van(gehaald)
        with self._werkmap() as werkmap:
            nieuw = werkmap / post.bestand
            with op_schijf(f"In de map {self.map_} schrijven"):
                # What turns out to be no good must not be gone on with: from here on it is no part any more.
                gehaald.pad.replace(nieuw)
                Deel(gehaald.pad).wis()
            self._neem_in_gebruik(post, nieuw, herkomst, register)
        return "opgehaald"

    def _via_ogc(self, post: Post, register: Register, oud: Herkomst | None) -> Uitslag:
        if oud and oud.weg == "ogc" and is_ongewijzigd(self.verbinding, oud.etags):
            return self._ongewijzigd(post)
        url, oogsten = self._oogst(post)
        binnen = sum(oogst.bytes_binnen for _, oogst, _ in oogsten)
        self.voortgang(post.bestand, binnen, binnen)
        etags = {pagina: etag for _, oogst, _ in oogsten for pagina, etag in oogst.etags.items()}
        inhoud = " ".join(oogst.inhoud(sleutel) for _, oogst, sleutel in oogsten)
        if oud and oud.inhoud == inhoud:
            register.schrijf(post.bestand, replace(oud, etags=etags))
            return self._ongewijzigd(post)
        eis_ruimte(self.map_, binnen)
        with self._werkmap() as werkmap:
            nieuw = werkmap / post.bestand
            schrijf_gpkg(nieuw, [_laag(naam, oogst) for naam, oogst, _ in oogsten])
            with op_schijf(f"In de map {self.map_} schrijven"):
                naar_schijf(nieuw)
                lengte, sha256 = nieuw.stat().st_size, sha256_van(nieuw)
            herkomst = Herkomst(url, "ogc", lengte, sha256, nu(), etags=etags, inhoud=inhoud)
            self._neem_in_gebruik(post, nieuw, herkomst, register)
        with op_schijf(f"In de map {self.map_} schrijven"):
            # The part of a download that could not be used is of no more use.
            Deel(self.map_ / f"{post.bestand}.deel").wis()
        return "opgehaald"

    def _oogst(self, post: Post) -> tuple[str, list[tuple[str, Oogst, str]]]:
        """The first address, and (layer, features, property that names one)."""
        dienst, naam = self.verbinding.dienst, post.bestand

        def stand(binnen: int) -> None:
            self.voortgang(naam, binnen, None)

        if post.soort == "pc4":
            items = dienst.postcodes
            oogst = haal_kenmerken(self.verbinding, items, post.jaar, ("postcode4", "postcode"), stand)
            return eerste_pagina(items, post.jaar), [(POSTCODE4, oogst, "postcode4")]
        items = dienst.laag(GEMEENTE)
        oogsten = [(GEMEENTE, haal_kenmerken(self.verbinding, items, post.jaar, ("statcode",), stand), "statcode")]
        try:
            regios = haal_kenmerken(self.verbinding, dienst.laag(JEUGDREGIO), post.jaar, ("statcode",), stand)
            oogsten.append((JEUGDREGIO, regios, "statcode"))
        except NietAanwezig:
            self.meld(f"{naam}: PDOK heeft van {post.jaar} geen jeugdregio's.")
        return eerste_pagina(items, post.jaar), oogsten

    def _neem_in_gebruik(self, post: Post, nieuw: Path, herkomst: Herkomst, register: Register) -> None:
        """Put a file that is whole and good in the place of the old one. Raises Onbruikbaar, Opslagfout."""
        with op_schijf(f"Het bestand {nieuw} lezen"):
            aantallen = controleer_gpkg(nieuw, _NODIG[post.soort])
        with op_schijf(f"In de map {self.map_} schrijven"):
            nieuw.replace(self.map_ / post.bestand)
        register.schrijf(post.bestand, herkomst)
        inhoud = ", ".join(f"{aantal} {SOORTNAAM[soort]}" for soort, aantal in sorted(aantallen.items()))
        self.meld(f"{post.bestand}: opgehaald ({in_mb(herkomst.lengte)}; {inhoud}).")

    def _ongewijzigd(self, post: Post) -> Uitslag:
        self.meld(f"{post.bestand}: ongewijzigd.")
        return "ongewijzigd"

    @contextmanager
    def _werkmap(self) -> Iterator[Path]:
        """A folder on the same disk, gone afterwards."""
        with op_schijf(f"In de map {self.map_} schrijven"):
            map_ = Path(tempfile.mkdtemp(prefix=_WERKMAP, dir=self.map_))
        try:
            yield map_
        finally:
            shutil.rmtree(map_, ignore_errors=True)


@contextmanager
def ophaalslot(map_: Path) -> Iterator[None]:
    """Hold the lock of a folder, made when it is not there; ends with its process. Raises Opslagfout."""
    with ExitStack() as stapel:
        with op_schijf(f"In de map {map_} schrijven"):
            map_.mkdir(parents=True, exist_ok=True)
            slot = stapel.enter_context((map_ / _SLOT).open("ab"))
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Opslagfout(
                f"Er wordt al opgehaald naar {map_}. Wacht tot dat klaar is en geef de opdracht dan opnieuw."
            ) from None
        # Left behind by a run that was killed; ours alone now.
        for rest in map_.glob(f"{_WERKMAP}*"):
            shutil.rmtree(rest, ignore_errors=True)
        yield


def _herkomst_van(gehaald: Gehaald) -> Herkomst:
    versie = gehaald.versie
    return Herkomst(versie.url, "atom", gehaald.lengte, gehaald.sha256, nu(), versie.etag, versie.gewijzigd)


def _laag(naam: str, oogst: Oogst) -> Laag:
    return Laag(naam, oogst.vlak, velden(oogst.rijen, _PC4 if naam == POSTCODE4 else _GEBIED))

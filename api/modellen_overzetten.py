"""The shapes of an answer about a scenario on the edition in use now."""

from __future__ import annotations

from pydantic import Field

from api.modellen import Model
from api.modellen_scenario import ScenarioVerschil, Verbandeffect, Zet


class Scenarioeditie(Model):
    """Een editie van de gegevens."""

    editie: str
    regeling: str | None = Field(description="Versie van de regeling op de peildatum; null als niet bekend.")
    aanwezig: bool = Field(description="Of de gegevens er nog zijn om mee te vergelijken.")


class Zetfout(Model):
    """Waarom een zet niet kan."""

    veld: str
    code: str
    melding: str
    zin: str = Field(description="De melding zonder het nummer van de zet.")


class HerzieneZet(Model):
    """Een zet op de editie van nu."""

    nummer: int
    zet: Zet
    zin: str = Field(description="De zet in woorden.")
    kan: bool
    alZo: bool = Field(description="Of het op de nieuwe editie al zo is, en de zet dus overbodig is.")  # noqa: N815
    gevolg: bool = Field(description="Of hij alleen niet kan doordat een eerdere zet niet kan.")
    fouten: list[Zetfout]
    nietMeer: list[str] | None = Field(  # noqa: N815
        description="Grond (bouwstenen) die de zet alleen op de oude editie raakte; null als die er niet meer is."
    )
    ook: list[str] | None = Field(description="Grond die de zet alleen op de nieuwe editie raakt.")


class Herbasering(Model):
    """Wat er verandert als u een scenario overzet op de editie die nu in gebruik is."""

    rustOp: Scenarioeditie  # noqa: N815
    nu: Scenarioeditie
    peildatum: str
    actueel: bool = Field(description="Of het scenario al op de editie van nu rust.")
    kanGeheel: bool = Field(description="Of alle zetten nog kunnen.")  # noqa: N815
    zetten: list[HerzieneZet]
    basis: ScenarioVerschil | None = Field(
        description="Wat er zonder zetten anders is; null als de oude editie er niet meer is."
    )
    uitkomst: ScenarioVerschil | None = Field(description="Wat er met de zetten anders uitkomt, of null.")
    samenwerkingsverbanden: list[Verbandeffect] | None = Field(
        description="De verbanden met andere cijfers na de zetten: op de oude editie (voor) en nu (na), of null."
    )

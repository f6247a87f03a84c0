"""The legal milestones of the OOGO, and as an iCalendar file.

The first support plan went to the support-plan council before 1 February 2014; the OOGO was done and
the plan at the inspectorate by 1 May 2014; at least every four years after that again. An SWV may
keep a quicker rhythm of its own: these are the latest days when it kept that of the law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

EERSTE_JAAR = 2014
OM_DE = 4


@dataclass(frozen=True, slots=True)
class Termijn:
    """One milestone: the last day, and what must be done by then (plain Dutch)."""

    dag: date
    wat: str
    uitleg: str

    @property
    def elke_ronde(self) -> str:
        """What must be done in every round: without the year of this one."""
        return self.uitleg.replace(f" {self.dag.year}", "")


def termijnen(vanaf: date) -> list[Termijn]:
    """The milestones of the first round that ends on or after a day, in order."""
    jaar = EERSTE_JAAR
    while date(jaar, 5, 1) < vanaf:
        jaar += OM_DE
    raad = Termijn(
        date(jaar, 2, 1) - timedelta(days=1),
        "Ondersteuningsplan bij de ondersteuningsplanraad",
        f"Voor 1 februari {jaar} ligt het concept van het ondersteuningsplan bij de ondersteuningsplanraad.",
    )
    klaar = Termijn(
        date(jaar, 5, 1),
        "OOGO afgerond en ondersteuningsplan bij de inspectie",
        f"Uiterlijk op 1 mei {jaar} is het overleg met de gemeenten afgerond en heeft de inspectie het plan.",
    )
    return [raad, klaar]

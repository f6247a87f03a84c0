"""The tables follow the row classes."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Table

from regio.bronnen.rijen import RIJKLASSEN
from regio.opslag.model import RIJTABELLEN, TABELNAMEN, bouwsteenvlak, editie, metadata


def test_every_row_class_has_a_table_with_its_fields_in_order() -> None:
    assert list(RIJTABELLEN) == list(RIJKLASSEN) == list(TABELNAMEN)
    for veld, klasse in RIJKLASSEN.items():
        namen = [kolom.name for kolom in RIJTABELLEN[veld].columns]
        assert namen == ["editie_id", "volgnummer", *(een.name for een in fields(klasse))]


def test_every_table_belongs_to_an_edition_and_goes_with_it() -> None:
    def hangt_aan_editie(tabel: Table) -> bool:
        return any(sleutel.column is editie.c.id and sleutel.ondelete == "CASCADE" for sleutel in tabel.foreign_keys)

    assert [tabel.name for tabel in metadata.sorted_tables if not hangt_aan_editie(tabel)] == ["editie"]


def test_only_fields_that_may_be_empty_may_be_null() -> None:
    leeg = {kolom.name for kolom in RIJTABELLEN["postcodes"].columns if kolom.nullable}
    assert leeg == {"inwoners_2021", "kinderen_4_11", "kinderen_12_17", "aandeel_grootste_oppervlak"}
    assert not any(kolom.nullable for kolom in bouwsteenvlak.columns)

"""What routes share: the documented problems of an operation."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.modellen import Probleem
from api.problemen import MEDIATYPE, TITELS

Gemeentecode = Annotated[str, Field(pattern="^GM[0-9]{4}$")]
Swvcode = Annotated[str, Field(pattern="^(PO|VO)[0-9]{4}$")]


def problemen(*statussen: int) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of an operation that can fail with these statuses."""
    inhoud = {MEDIATYPE: {"schema": {"$ref": f"#/components/schemas/{Probleem.__name__}"}}}
    return {status: {"description": TITELS[status][1], "content": inhoud} for status in statussen}

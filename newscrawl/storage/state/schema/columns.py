"""What the tables have in common: the metadata that holds them all, and columns of text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, MetaData, Text

metadata = MetaData()


def text_column(
    name: str, comment: str, *, primary_key: bool = False, nullable: bool = True
) -> Column[Any]:
    """A column of text; a part of the primary key is never null."""
    return Column(
        name, Text, comment=comment, primary_key=primary_key, nullable=nullable and not primary_key
    )

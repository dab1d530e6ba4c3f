"""The tables: nothing vanishes because something else was deleted."""

from piccolo.columns import ForeignKey
from piccolo.columns.base import OnDelete

from marac.piccolo_app import APP_CONFIG


def test_no_table_deletes_its_rows_with_another_row() -> None:
    cascades = [
        f"{table.__name__}.{column._meta.name}"
        for table in APP_CONFIG.table_classes
        for column in table._meta.foreign_key_columns
        if isinstance(column, ForeignKey) and column._foreign_key_meta.on_delete != OnDelete.restrict
    ]

    assert APP_CONFIG.table_classes
    assert cascades == []

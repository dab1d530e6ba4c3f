"""Tables of the trail. Rows are only ever inserted."""

from piccolo.columns import BigInt, Bytea
from piccolo.table import Table

from marac.columns import code, key, loose_id, moment, text


class Leaf(Table):
    """One act or look: who, when by both clocks, what, and exact keys."""

    id = key()
    area = loose_id(null=True, index=True)
    at = moment()
    business_at = moment()
    actor = loose_id(null=True, index=True)
    acting_for = loose_id(null=True)
    session = code(64, null=True)
    event = code(60, index=True)
    kind = code(40)
    about = loose_id(null=True, index=True)
    keys = text()
    decision = code(10)
    row_mac = Bytea(null=True, default=None)


class LeafPosition(Table, tablename="leaf_position"):
    """The place of a leaf in the tree, given after its commit, with the leaf's hash."""

    id = key()
    idx = BigInt(default=0, null=False, unique=True)
    leaf = loose_id()
    leaf_hash = Bytea(default=b"", null=False)


class Checkpoint(Table):
    """The head of the tree at a size, signed."""

    id = key()
    size = BigInt(default=0, null=False, unique=True)
    root = Bytea(default=b"", null=False)
    note = text()
    key_id = code(64)
    at = moment()

"""Tables of keys. Every key but a public one stands here wrapped."""

from piccolo.columns import Bytea
from piccolo.table import Table

from marac.columns import code, key, loose_id, moment, number


def _bytes() -> Bytea:
    return Bytea(default=b"", null=False)


class RootSentinel(Table, tablename="root_sentinel"):
    """A known value under the root key: shows at the start whether the right key was given."""

    id = key()
    version = number()
    wrapped = _bytes()
    commitment = _bytes()
    made_at = moment()


class AreaKey(Table, tablename="area_key"):
    """One key of an area's set. Areas never share a key."""

    id = key()
    area = loose_id(index=True)
    purpose = code(20)  # wrap seal idx restrict audit directory
    version = number()
    wrapped = _bytes()
    commitment = _bytes()
    state = code(20)
    made_at = moment()


class DataKey(Table, tablename="data_key"):
    """The key of one case, research return, meeting, file, draft or staff directory."""

    id = key()
    area = loose_id(index=True)
    kind = code(20)
    owner_id = loose_id(index=True)
    version = number()
    area_key_version = number()
    wrapped = Bytea(null=True, default=None)
    commitment = _bytes()
    seals = number()  # How many seals were set aside for it; a key that sealed too often is replaced.
    made_at = moment()
    destroyed_at = moment(null=True)


class SigningKey(Table, tablename="signing_key"):
    """A key that signs tree heads or receipts; its public half is in clear. The service's own keys (area none) too."""

    id = key()
    purpose = code(20)  # tree receipt auth
    version = number()
    public = _bytes()
    wrapped = _bytes()
    commitment = _bytes()
    made_at = moment()


class SealRoot(Table, tablename="seal_root"):
    """The key that signs the list of an area; whoever seals keeps its public half."""

    id = key()  # that of the area
    area = loose_id(index=True)
    public = _bytes()
    wrapped = _bytes()
    area_key_version = number()
    made_at = moment()


class SealKey(Table, tablename="seal_key"):
    """A key that forms are sealed to. Its id stands in their envelopes; its private half is gone when its time is."""

    id = key()
    area = loose_id(index=True)
    suite = number()
    public = _bytes()
    wrapped = _bytes()
    area_key_version = number()
    not_before = moment()
    not_after = moment()
    made_at = moment()
    destroyed_at = moment(null=True)


class SealList(Table, tablename="seal_list"):
    """One edition of the list of an area, as it was signed and is served."""

    id = key()  # made of area and serial, so that no serial is given twice
    area = loose_id(index=True)
    slug = code(60)
    serial = number()
    body = _bytes()
    root = _bytes()
    signature = _bytes()
    made_at = moment()

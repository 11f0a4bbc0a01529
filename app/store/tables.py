"""The tables. Times are microseconds since 1970 in UTC, digests are bytes, variables are JSON text.

Wide columns stand last, so that a list of instances need not read them.
"""

import sqlalchemy as sa

metadata = sa.MetaData()

#: SQLite gives out ids by itself only for INTEGER (which has 64 bits there).
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Time = sa.BigInteger
Digest = sa.LargeBinary
#: Text in the order of its characters' numbers, on every database.
Sorted = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

app_user = sa.Table(
    "app_user",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("locale", sa.Text, nullable=False),
    sa.Column("email", sa.Text),
)

membership = sa.Table(
    "membership",
    metadata,
    sa.Column("user_id", Id, sa.ForeignKey("app_user.id"), primary_key=True),
    sa.Column("group_name", sa.Text, primary_key=True),
    sa.Index("membership_by_group", "group_name", "user_id"),
    sqlite_with_rowid=False,
)

sign_in_attempt = sa.Table(
    "sign_in_attempt",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("login", sa.Text, nullable=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("ok", sa.Boolean, nullable=False),
    sa.Index("sign_in_attempt_by_login", "login", "at"),
)

blob = sa.Table(
    "blob",
    metadata,
    sa.Column("digest", Digest, primary_key=True),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)

bundle_file = sa.Table(
    "bundle_file",
    metadata,
    sa.Column("bundle", Digest, primary_key=True),
    sa.Column("path", sa.Text, primary_key=True),
    sa.Column("blob", Digest, sa.ForeignKey("blob.digest"), nullable=False),
    sqlite_with_rowid=False,
)

deployment = sa.Table(
    "deployment",
    metadata,
    sa.Column("sop", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", Digest, nullable=False),
    sa.Column("deployed_by", sa.Text, nullable=False),
    sa.Column("deployed_at", Time, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

series = sa.Table(
    "series",
    metadata,
    sa.Column("series", sa.Text, primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

instance = sa.Table(
    "instance",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("digest", Digest, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("business_key", sa.Text, nullable=False),
    sa.Column("applicant", Id),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("events", sa.Integer, nullable=False),
    sa.Column("head", Digest, nullable=False),
    sa.Column("clock", sa.Text, nullable=False),
    sa.Column("started_at", Time, nullable=False),
    sa.Column("ended_at", Time),
    sa.Column("end_event", sa.Text),
    sa.Column("linked_to", Id),
    sa.Column("search", sa.Text, nullable=False),
    sa.Column("variables", sa.Text, nullable=False),
    sa.Column("state", sa.LargeBinary),
    # To sort and choose by, along their indexes only: they stand behind the wide columns.
    sa.Column("urgency", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("company", Sorted, nullable=False, server_default=sa.text("''")),
    sa.Index("instance_by_company", "company", "id"),
    sa.Index("instance_by_sop", "sop", "status", "urgency"),
    sa.Index("instance_by_urgency", "urgency", "id"),
    # Behind the wide columns: lists do not read it.
    sa.Column("tracking_code", sa.Text),
    sa.Index("instance_by_applicant", "applicant", "id"),
    sa.Index("instance_by_status", "status", "id"),
    sa.Index("instance_by_search", "search"),
)
_LINKED = instance.c.linked_to.is_not(None)
sa.Index("instance_by_linked_to", instance.c.linked_to, sqlite_where=_LINKED, postgresql_where=_LINKED)

work_item = sa.Table(
    "work_item",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("token", sa.Integer, nullable=False),
    sa.Column("element", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("group_name", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("opened_at", Time, nullable=False),
    sa.Column("topic", sa.Text),
    sa.Column("message", sa.Text),
    sa.Column("locals", sa.Text),
    sa.Column("assignee", Id),
    sa.Column("due_at", Time),
    sa.Column("owner", sa.Text),
    sa.Column("leased_until", Time),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("failure", sa.Text),
    sa.Column("outputs", sa.Text),
    sa.Column("outputs_digest", sa.Text),
    sa.Column("done_by", Id),
    sa.Column("done_at", Time),
    # When a machine can take it: due, and no lease running. None for people's items and whatever is not open.
    sa.Column("ready_at", Time),
    # Of the instance; so that applicants find their items along an index.
    sa.Column("applicant", Id),
    # Of the instance, too; so that lists are sorted and counted without looking at the cases.
    sa.Column("sop", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("urgency", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("remind_at", Time),
    sa.Index("work_item_by_instance", "instance_id", "id"),
)

#: Conditions as partial indexes need them, with literals: a bound value would not match the index.
IS_OPEN = work_item.c.state == sa.literal_column("'open'")
IS_INCIDENT = work_item.c.state == sa.literal_column("'incident'")
#: Tasks of people. What a system does, or a message that somebody *may* send, waits for nobody.
IS_FOR_PEOPLE = sa.and_(IS_OPEN, work_item.c.kind == sa.literal_column("'user'"))
IS_FOR_APPLICANTS = sa.and_(IS_FOR_PEOPLE, work_item.c.applicant.is_not(None))
IS_CLAIMED = sa.and_(IS_OPEN, work_item.c.assignee.is_not(None))
IS_FOR_MACHINES = work_item.c.ready_at.is_not(None)
#: Activities where a case stands: timers and messages stand open beside them.
IS_WAITING = sa.and_(
    work_item.c.state.in_([sa.literal_column("'open'"), sa.literal_column("'incident'")]),
    work_item.c.kind.in_([sa.literal_column("'user'"), sa.literal_column("'service'")]),
)
IS_TO_BE_REMINDED = sa.and_(IS_OPEN, work_item.c.remind_at.is_not(None))

for _name, _columns, _where in (
    ("work_item_by_group", (work_item.c.group_name, work_item.c.id), IS_FOR_PEOPLE),
    ("work_item_by_urgency", (work_item.c.group_name, work_item.c.urgency, work_item.c.id), IS_FOR_PEOPLE),
    (
        "work_item_by_place",
        (
            work_item.c.element,
            work_item.c.sop,
            work_item.c.opened_at,
            work_item.c.urgency,
            work_item.c.state,
            work_item.c.kind,
            work_item.c.instance_id,
        ),
        IS_WAITING,
    ),
    (
        "work_item_by_applicant",
        (work_item.c.applicant, work_item.c.group_name, work_item.c.id),
        IS_FOR_APPLICANTS,
    ),
    ("work_item_by_assignee", (work_item.c.assignee, work_item.c.id), IS_CLAIMED),
    ("work_item_by_ready_at", (work_item.c.kind, work_item.c.ready_at), IS_FOR_MACHINES),
    ("work_item_by_incident", (work_item.c.id,), IS_INCIDENT),
    ("work_item_by_remind_at", (work_item.c.remind_at,), IS_TO_BE_REMINDED),
):
    sa.Index(_name, *_columns, sqlite_where=_where, postgresql_where=_where)

#: The ids of the cases in whose words the text is found. Reads a narrow index, not the wide rows.
FOUND = sa.select(instance.c.id).where(instance.c.search.like(sa.bindparam("pattern"), escape="\\"))


def unindexed(column: sa.Column[str]) -> sa.ColumnElement[str]:
    """The column, for a condition that shall not choose the index because another one reads fewer rows.

    Without statistics a planner cannot know. It works because an index on x is no index on x || ''.
    """
    return column.concat(sa.literal_column("''"))


#: The history. Its primary key is the optimistic lock: two steps of one instance cannot both be event n.
event = sa.Table(
    "event",
    metadata,
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("element", sa.Text),
    sa.Column("flow", sa.Text),
    sa.Column("payload", sa.LargeBinary),
    sa.Column("salt", sa.LargeBinary),
    sa.Column("payload_digest", Digest, nullable=False),
    sa.Column("digest", Digest, nullable=False),
    sqlite_with_rowid=False,
)

attachment = sa.Table(
    "attachment",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("digest", Digest, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("element", sa.Text),
    sa.Column("added_by", Id, nullable=False),
    sa.Column("added_at", Time, nullable=False),
    sa.Index("attachment_by_instance", "instance_id", "id"),
    sa.Index("attachment_by_digest", "digest"),
)

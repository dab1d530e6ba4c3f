"""Parts that several forms share: the person and what hangs on one."""

from meetings.forms.declaration import EMAIL_PATTERN, Field, Group, Kind, Need, Part, Rows, When

YES_NO = ("yes", "no")
YES_NO_NOT_KNOWN = ("yes", "no", "not_known")
NAME_LENGTH = 200
LONGEST_TEXT = 300
LONGEST_STORY = 10_000

ALIAS: tuple[Part, ...] = (
    Field("given_names", Kind.TEXT, nullable=True, most=NAME_LENGTH, search=True),
    Field("family_name", Kind.TEXT, nullable=True, most=NAME_LENGTH, search=True),
    Field(
        "kind",
        Kind.CHOICE,
        choices=("birth", "married", "previous", "nickname", "spelling", "alias", "online"),
        unsure="alias",
    ),
    Field("note", Kind.TEXT, nullable=True, most=LONGEST_TEXT),
)

ADDRESS: tuple[Part, ...] = (
    Field("lines", Kind.LINES, most=8, search=True, protected=True),
    Field("town", Kind.TEXT, nullable=True, search=True, protected=True),
    Field("postcode", Kind.TEXT, nullable=True, most=20, search=True, protected=True),
    Field("from_on", Kind.DATE, nullable=True),
    Field("to_on", Kind.DATE, nullable=True),
    # Where nobody knows whether an address may be shown, it may not.
    Field("confidential", Kind.FLAG, unsure=True),
    Field("kind", Kind.CHOICE, choices=("home", "temporary", "refuge", "work", "other"), unsure="other"),
)

PHONE: tuple[Part, ...] = (
    Field("number", Kind.PHONE, protected=True, search=True),
    Field("safe_to_call", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=Need.MUST, protected=True),
    Field("note", Kind.TEXT, nullable=True, most=LONGEST_TEXT, protected=True),
)

IDENTIFIERS = Group(
    "identifiers",
    (
        Field("nhs_number", Kind.TEXT, nullable=True, optional=True, pattern="[0-9]{10}", most=10, search=True),
        Field("pnc_id", Kind.TEXT, nullable=True, optional=True, most=30, search=True),
        Field("crn", Kind.TEXT, nullable=True, optional=True, most=30, search=True),
        Field("cro", Kind.TEXT, nullable=True, optional=True, most=30, search=True),
        Field("noms_id", Kind.TEXT, nullable=True, optional=True, most=30, search=True),
        Field("visor_ref", Kind.TEXT, nullable=True, optional=True, most=30),
    ),
    ("identifiers",),
)


def safe_contact(*, optional: bool) -> Group:
    need = Need.NO if optional else Need.MUST
    return Group(
        "safe_contact",
        (
            Field("times", Kind.TEXT, nullable=True, most=LONGEST_TEXT, protected=True),
            Field("code_word", Kind.TEXT, nullable=True, most=100, protected=True),
            Field("leave_message", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=need, protected=True),
            Field("safe_to_write", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=need, protected=True),
            Field("safe_to_visit", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=need, protected=True),
            Field("notes", Kind.LONG, nullable=True, protected=True),
        ),
        ("safe_contact",),
        optional=optional,
        protected=True,
    )


def diversity(*, optional: bool) -> Group:
    return Group(
        "diversity",
        (
            Field("racially_minoritised", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
            Field("lgbt", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
            Field("disabled", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
            Field("ethnicity", Kind.TEXT, unsure="not_known", most=NAME_LENGTH),
            Field("languages", Kind.LINES, least=1, most=20, or_code="not_known", unsure="not_known"),
            Field("interpreter_needed", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
        ),
        ("diversity",),
        optional=optional,
    )


def person_parts(role: str) -> tuple[Part, ...]:
    """The person as every document writes one.

    A child's telephones may be left out; safe contact and equality data are written of the victim alone.
    """
    is_victim, is_child = role == "victim", role == "child"
    return (
        Field("given_names", Kind.TEXT, most=NAME_LENGTH, search=True),
        Field("family_name", Kind.TEXT, most=NAME_LENGTH, offers_not_known=True, search=True),
        Rows("aliases", ALIAS, ("alias",), most=30),
        Field("spelling_doubt", Kind.FLAG, is_tick=True, unsure=False),
        Field("born_on", Kind.BORN_ON, need=Need.MAY, search=True),
        Field("gender", Kind.TEXT, nullable=True, optional=True, most=NAME_LENGTH),
        Field("sex_recorded", Kind.CHOICE, choices=("female", "male", "other", "not_known")),
        Rows("addresses", ADDRESS, ("address",), most=30, protected=True),
        Rows("phones", PHONE, ("phone",), most=20, optional=is_child, offers_not_known=is_victim, protected=True),
        Field("emails", Kind.LINES, most=10, optional=is_child, pattern=EMAIL_PATTERN, protected=True),
        IDENTIFIERS,
        safe_contact(optional=not is_victim),
        diversity(optional=not is_victim),
    )


# A relation is a code an agency's system may extend; these are offered on a page.
RELATIONS_OF_ADULTS = (
    "partner", "ex_partner", "husband", "ex_husband", "wife", "ex_wife", "son", "daughter", "step_son",
    "step_daughter", "father", "mother", "step_father", "step_mother", "brother", "sister", "brother_in_law",
    "sister_in_law", "father_in_law", "mother_in_law", "grandson", "granddaughter", "other_relative", "carer",
    "friend", "neighbour", "other", "not_known",
)  # fmt: skip
RELATIONS_OF_CHILDREN = (
    "child", "step_child", "foster_child", "grandchild", "brother", "sister", "niece", "nephew", "cousin",
    "other_relative", "none", "other", "not_known",
)  # fmt: skip
CODE_PATTERN = "[a-z_]+"


def relation(name: str, choices: tuple[str, ...]) -> Field:
    return Field(name, Kind.CHOICE, choices=choices, is_open=True, pattern=CODE_PATTERN, most=60, unsure="not_known")


IS_YES = ("yes",)
IS_NO = ("no",)
APPLIES = When("applies", (True,))

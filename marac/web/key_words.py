"""The single keys, by place, as the help page lists them. Each has a visible control that does the same."""

from collections.abc import Mapping

KEYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Everywhere": (
        ("?", "these keys"),
        ("/", "search"),
        ("g then s", "start page"),
        ("g then i", "inbox"),
        ("g then m", "meetings"),
        ("g then r", "research"),
        ("g then a", "actions"),
        ("g then f", "figures"),
        (".", "to the decision"),
        ("z", "undo the last act on this page"),
        ("Escape", "close a list, or leave the line you are writing; the text stays"),
    ),
    "Lists": (("j, k", "next row, row before"), ("o", "open the row"), ("x", "tick the row"), ("s", "sort")),
    "Risk checklist": (("y, n, d", "yes, no, not known, and on to the next"), ("b", "one back"), ("c", "comment")),
    "Referral": (
        ("a", "accept"),
        ("r", "return with questions"),
        ("d", "decline"),
        ("w", "pass to another forum"),
        ("e", "emergency"),
        ("c", "compare people"),
        ("t", "two referrals are one: join them"),
    ),
    "Are these the same person?": (
        ("s", "same person"),
        ("d", "different people"),
        ("u", "not sure"),
        ("n, p", "next, previous"),
        ("v", "the weight as a table"),
        ("z", "take the last one back"),
    ),
    "Links that weigh more": (("z", "take back the link of this row"),),
    "Building an agenda": (("[, ]", "move the case up, down"), ("t", "to a place"), ("p", "pin"), ("l", "minutes")),
    "Agenda": (
        ("h", "we hold something"),
        ("r", "known, nothing relevant"),
        ("t", "no trace"),
        ("i", "nothing held on the rest"),
    ),
    "Who is here": (
        ("y, l, q", "here, late, left"),
        ("d", "deputy"),
        ("n", "apology"),
        ("b", "observer"),
    ),
    "In the meeting": (
        ("n, p", "next case, case before"),
        ("m", "write a line"),
        ("a", "write an action"),
        ("v", "view for the screen"),
        ("r", "read back"),
        ("x", "prompt done"),
    ),
    "Actions": (
        ("a", "accept"),
        ("y", "done"),
        ("c", "not possible, circumstances changed"),
        ("f", "not done"),
        ("t", "give to a colleague"),
        ("u", "refuse"),
    ),
}

"""Where learning starts from, and what it may not learn.

Chances by level for the same person, two of one household, two unrelated people. Set by hand on 22 November 2026
after experience with UK-like records; learning replaces them, except those that few records could teach.
"""

from collections.abc import Mapping

from meetings.people.levels import Born, Middle
from meetings.people.model import Chances

Table = tuple[Chances, ...]

START: Mapping[str, Table] = {
    "forename": (
        (0.70, 0.006, 0.0050),
        (0.06, 0.004, 0.0015),
        (0.04, 0.003, 0.0010),
        (0.05, 0.006, 0.0025),
        (0.07, 0.020, 0.0060),
        (0.04, 0.061, 0.0640),
        (0.02, 0.050, 0.0400),
        (0.02, 0.850, 0.8800),
    ),
    "surname": (
        (0.76, 0.600, 0.0020),
        (0.04, 0.020, 0.0005),
        (0.04, 0.040, 0.0020),
        (0.03, 0.020, 0.0010),
        (0.06, 0.030, 0.0030),
        (0.01, 0.010, 0.0100),
        (0.01, 0.020, 0.0300),
        (0.04, 0.080, 0.2400),
        (0.01, 0.180, 0.7115),
    ),
    "middle": ((0.70, 0.04, 0.03), (0.25, 0.06, 0.07), (0.05, 0.90, 0.90)),
    "born": (
        (0.820, 0.0080, 0.00004),
        (0.010, 0.0010, 0.00002),
        (0.025, 0.0010, 0.00003),
        (0.060, 0.0080, 0.00100),
        (0.020, 0.0020, 0.00030),
        (0.015, 0.0060, 0.00400),
        (0.025, 0.0300, 0.01500),
        (0.013, 0.1000, 0.07000),
        (0.006, 0.1400, 0.07000),
        (0.004, 0.3040, 0.34000),
        (0.002, 0.3000, 0.39961),
        (0.003, 0.1000, 0.10000),
    ),
    "address": (
        (0.45, 0.820, 0.00002),
        (0.08, 0.050, 0.00010),
        (0.02, 0.010, 0.00005),
        (0.03, 0.015, 0.00030),
        (0.01, 0.005, 0.00050),
        (0.19, 0.040, 0.03000),
        (0.22, 0.060, 0.96903),
    ),
    "phone": ((0.50, 0.12, 0.000005), (0.04, 0.01, 0.000020), (0.46, 0.87, 0.999975)),
    "sex": ((0.985, 0.47, 0.50), (0.015, 0.53, 0.50)),
}

# Learning from records without truth mixes fathers with sons and calls them one person whose birth date is wrong.
# These chances for the same person stay as they are (matching.md 5c, read 22 November 2026).
FIXED_SAME: Mapping[str, Mapping[int, float]] = {
    "born": {
        Born.WITHIN_TWO_YEARS: 0.006,
        Born.WITHIN_FIFTEEN_YEARS: 0.004,
        Born.FAR: 0.002,
    },
}

# Given names of two words, such as Mei Ling, look like a first and a middle name, and agree or differ together.
FIXED_UNRELATED: Mapping[str, Mapping[int, float]] = {"middle": {Middle.SAME: 0.03}}

# A number given to one person is the same for another only when somebody copied it into the wrong record.
ONE_PERSON: Table = ((0.93, 0.004, 0.000001), (0.03, 0.006, 0.00001), (0.04, 0.990, 0.999989))
# Mail addresses and numbers of unknown offices are shared more easily, and change.
PERHAPS_SHARED: Table = ((0.80, 0.050, 0.00001), (0.08, 0.010, 0.0001), (0.12, 0.940, 0.99989))

RULED_TABLES: Mapping[str, Table] = {
    "nhs": ONE_PERSON,
    "police": ONE_PERSON,
    "custody": ONE_PERSON,
    "number": PERHAPS_SHARED,
    "online": ((0.9, 0.01, 0.00002),),
}

START_SHARE_SAME = 0.000004
START_SHARE_HOUSEHOLD = 0.00003

COMPANY: Chances = (0.15, 0.50, 0.35)
"""In the cases of a person who is known to be the same: the same again, a relative, somebody new."""
TURNED_BITS = -5.0
NAMESAKE_BITS = -6.0

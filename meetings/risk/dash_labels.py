"""The 24 items of the checklist in neutral short words. The official wording is licensed and is not shipped.

Items as in the SafeLives Dash risk checklist (24 questions), read in the 2014 practice pack in November 2026.
"""

SHORT_LABELS: dict[int, str] = {
    1: "Injured in the current incident",
    2: "Very frightened",
    3: "What is feared, further injury or violence",
    4: "Isolated from family, friends or a doctor",
    5: "Depressed or having suicidal thoughts",
    6: "Separated or tried to, in the past year",
    7: "Conflict over child contact",
    8: "Constant contact, following, stalking or harassment",
    9: "Pregnant, or a baby in the past 18 months",
    10: "Happening more often",
    11: "Getting worse",
    12: "Controls everything, or excessive jealousy",
    13: "Weapons or objects used to hurt",
    14: "Threat to kill that was believed",
    15: "Attempt to strangle, choke, suffocate or drown",
    16: "Sexual acts or words that hurt or distress",
    17: "Another person threatens or is feared",
    18: "Has hurt somebody else",
    19: "Mistreated an animal or pet",
    20: "Financial issues",
    21: "Problems with drugs, alcohol or mental health, in the past year",
    22: "Threatened or attempted suicide",
    23: "Broke bail, an injunction or an agreement",
    24: "Trouble with the police or a criminal history",
}

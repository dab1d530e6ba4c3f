"""Words of the record of risk of serious harm. It says everywhere that a level is stated and never made."""

_SHORT = {
    "rsr": "RSR",
    "arp": "ARP",
    "vrp": "VRP",
    "svrp": "SVRP",
    "csrp": "CSRP",
    "osp_dc": "OSP/DC",
    "iic_srp": "IIC-SRP",
}
_PARTS = {"figure": "figure as stated", "band": "band as stated", "stated_on": "stated on"}

WORDS = {
    "form.marac-rosh": "Risk of serious harm, as assessed",
    "section.marac-rosh.assessment": "The assessment",
    "section.marac-rosh.figures": "Figures as stated",
    "section.marac-rosh.steps": "Factors and level",
    "page.marac-rosh.assessment": "Which assessment do you record?",
    "page.marac-rosh.figures": "Which figures did its system state?",
    "page.marac-rosh.factors": "What did the assessor find?",
    "page.marac-rosh.level": "Which level did the assessment set?",
    "rosh.person": "Whom is it about?",
    "rosh.person.hint": "The perpetrator who was assessed",
    "rosh.done_on": "Date of the assessment",
    "rosh.assessed_by": "Who assessed?",
    "rosh.assessed_by.hint": "Name and role, like B Price, probation officer",
    "rosh.system": "Which system does it stand in?",
    "rosh.system.hint": "For example, OASys. Asked so that somebody can look it up there",
    "rosh.formal_assessment": "Was it a formal assessment?",
    "rosh.formal_assessment.hint": "Only a formal assessment sets or changes a level",
    "rosh.predictors": "Figures as stated",
    "rosh.step_2": "Step 2, factors: best fit",
    "rosh.step_2.hint": "Which level fits the factors best. Leave empty if it is not stated",
    "rosh.step_2_reasons": "Static, stable and acute factors, and what protects",
    "rosh.step_2_reasons.hint": "What stays, like past violence; what changes, like drink; what protects",
    "rosh.step_3": "Step 3, how soon: best fit",
    "rosh.step_3.hint": "Which level fits how soon harm may come. Leave empty if it is not stated",
    "rosh.step_3_reasons": "How soon, and why",
    "rosh.step_3_reasons.hint": "For example, release is planned for 12 9 2026",
    "rosh.difference_reason": "Where steps 1 and 2 differ: the evidence",
    "rosh.difference_reason.hint": "Step 1 is what the RSR suggests. Leave empty where they agree",
    "rosh.level": "Level as the assessment states it",
    "rosh.level.hint": "Copy it. This service makes and changes no level",
    "rosh.rationale": "Its reasons",
    "rosh.rationale.hint": "In the assessor’s words: who may be harmed, how, and when",
    "rosh.signs": "Signs that risk is growing",
    "rosh.signs.hint": "Tick what the assessor named. Asked so that the meeting knows what to watch for",
    "rosh.signs.victim_proximity": "Nearer to the victim",
    "rosh.signs.lifestyle": "Life getting worse",
    "rosh.signs.psychological": "A change of mind or mood",
    "rosh.signs.supervision": "Supervision breaking down",
    **{
        f"rosh.{name}.{code}": said
        for name in ("step_2", "step_3", "level")
        for code, said in (("low", "Low"), ("medium", "Medium"), ("high", "High"), ("very_high", "Very High"))
    },
    "rosh_predictors.rsr": "Risk of serious recidivism (RSR)",
    "rosh_predictors.arp": "All reoffending (ARP)",
    "rosh_predictors.vrp": "Violent reoffending (VRP)",
    "rosh_predictors.svrp": "Serious violent reoffending (SVRP)",
    "rosh_predictors.csrp": "Combined serious reoffending (CSRP)",
    "rosh_predictors.osp_dc": "Sexual reoffending, direct contact (OSP/DC)",
    "rosh_predictors.iic_srp": "Sexual reoffending, indecent images (IIC-SRP)",
    **{f"rosh_{code}.{part}": f"{short}: {said}" for code, short in _SHORT.items() for part, said in _PARTS.items()},
    "rosh_predictor.figure.hint": "In percent, like 2.99",
    "rosh_osp_dc.figure.hint": "In points, like 22",
    "rosh_iic_srp.figure.hint": "Number of sanctions, like 1",
    "rosh_predictor.band.low": "Low",
    "rosh_predictor.band.medium": "Medium",
    "rosh_predictor.band.high": "High",
    "rosh_predictor.band.very_high": "Very High",
    "rosh_predictor.band.not_applicable": "Not applicable",
    "figure.marac-rosh": "Figures as stated, beside their own scales",
    "figure.marac-rosh.figure": "Figure",
    "figure.marac-rosh.band": "Band as stated",
    "figure.marac-rosh.scale": "What its own scale says",
    "figure.marac-rosh.step_1": "Step 1: what an RSR suggests, never Very High",
    "figure.marac-rosh.blank": "Not stated",
    "figure.marac-rosh.boundary": "Boundary: at exactly 3.0 guidance says Medium and the computing code says Low.",
    "figure.marac-rosh.off_scale": "Outside its scale. Check with the sender.",
    "figure.marac-rosh.mismatch": "Check the band with the sender. The sent band is kept.",
    "figure.marac-rosh.very_high_without_step_2": (
        "Very High rests on the factors: ask the assessor for the text of step 2. An RSR cannot say it."
    ),
    "figure.marac-rosh.very_high_without_step_3": (
        "Very High rests on how soon: ask the assessor for the text of step 3. An RSR cannot say it."
    ),
    "figure.marac-rosh.steps_differ": "Steps 1 and 2 differ: ask the assessor for the evidence.",
    "figure.marac-rosh.limits": (
        "The level is the assessor’s, set in a formal assessment. It ranks nobody, and may have changed since its date."
    ),
    "figure.marac-rosh.rsr_limits": (
        "An RSR covers two years, tells nothing of how soon, and can understate domestic abuse with few sanctions. "
        "One scale is never read as another."
    ),
    "figure.marac-rosh.unconfirmed": "Bands of the newer figures are as read in their code; they are not confirmed.",
}

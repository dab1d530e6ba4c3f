"""Words of a name that are not the name: titles, placeholders, particles, and names that custom gives to everybody."""

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor rev revd reverend sir dame lady lord master mstr messrs capt captain sgt cpl "
    "hon esq jr jnr junior sr snr senior ii iii mbe obe cbe phd mme mlle monsieur madame herr frau senor senora "
    "haji hajji hajj hajja hajia alhaji smt shri shrimati janab sahib saheb mullah ustad "
    "mst mosammat mosammet mossammat musammat mosamat".split()
)
PLACEHOLDERS = frozenset(
    "unknown unkown unknow unkwon unk uk nk nkn known notknown notgiven notprovided notrecorded notdisclosed none nil "
    "na null nan tbc tba tbd dk refused withheld anon anonymous noname nonamegiven missing blank test xx xxx xxxx "
    "zz zzz baby babies unborn foetus fetus newborn bump embryo infant child kid male female adult boy girl twin "
    "triplet son daughter mum mummy mam dad daddy mother father parent partner husband wife person man woman victim "
    "perpetrator perp suspect of the to be not given provided recorded disclosed stated yet name names surname "
    "forename firstname lastname and or nfn fnu lnu fnlnu".split()
)
"""Each counts as nothing said."""

PARTICLES = frozenset(
    "al el ul ur us as ad an ash az ar at bin ibn bint binti binte bnt ould wuld van von der den de del della "
    "di da do dos das du des la le les lo li y e zu ter ten op ap ab ferch verch ni nic ui ua af av".split()
)
"""Left out where another word stays. Not all are particles everywhere: Li, Ben or Al alone stay a name."""

FAMILIES_IN_THE_FAR_EAST = frozenset("le li la do du an ni".split())
"""Particles that are family or given names of Vietnamese and Chinese people: no particle beside a name of theirs."""

MIDDLE_MARKS = frozenset({"thi", "van"})
"""Vietnamese middle words that mark a woman or a man. Source: naming customs of the Kinh, general knowledge."""

CUSTOMARY = frozenset(
    "singh singhe sing kaur kour kaurr begum begam begom bibi bi khatun khatoon khatoun khanam khanum khanom khanoum "
    "devi kumari kumar bai banu bano nessa nesa".split()
)
"""Given by religion or custom to a whole people: no family name while another stands.

Source: Sikh code of conduct (Singh, Kaur); naming customs of Bangladesh, Pakistan and India, general knowledge."""

SURNAMES_TOO = frozenset(
    "son child male blank boy man partner parent kid master lord lady sargent mann nil na nan".split()
)
"""Placeholders and titles that some families are called by: kept in the second box while the first holds a name."""

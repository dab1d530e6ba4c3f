"""Names that are written in one word or in two: Abdul Rahman, Salahuddin, Amanullah, Mc Donald, O Neill."""

import re

# Names of the faith that are written apart or together: Salah ud Din, Aman Ullah.
_DIN = re.compile(
    r"(?<=[a-z])[ -]+(?:ud|ad|ed|od|al|el|ul|u)[ -]*d(?:in|een|ine)\b"
    r"|(?<=[a-z]{3})(?:udd|edd|add|ud)(?:in|een)\b|(?<=[a-z]{3})eddine\b"
)
_ULLAH = re.compile(r"(?<=[a-z]{4})(?:ull|oll|oull)ah?\b")
_ABD = re.compile(
    r"\babd(?:[aeiou]{1,2}[lrszn]?|[lrszn])?[ -]*(?:[aeu][lrszn][ -]+)?(?=(?:alim|aleem|az[iy]?[iz]+|azeez|azim|azeem|"
    r"bari|baqi|basit|casis|fat+ah|gani|ghani|g?h?af+ar|g?h?af+[ou]+r|hadi|haf[ie]+z|hak[ie]+m|hal[ie]+m|ham[ie]+d|"
    r"han+an|haq+|jab+ar|jal[ie]+l|[ck]ad[ei]r|qad[ie]+r|kar[ie]+[mn]|ker[ie]+m|khal[ie]+q|lat[ie]+f|maj[ie]+d|mal[ie]+k|"
    r"man+an|mat[ie]+n|mon[ei]+m|mun[ei]+m|mut+al+[ie]b|nas+[ie]r|[qk]ud+[ou]+s|ra[hx]i+m|ra[hx]e+m|r[ae][hx]a+m[ae]n|"
    r"r[ae][hx]m+a+n|rash[ie]+d|ra+o*u+f|ra+z+[aeiou]+[qk]|risa+q|sala+m|sama+d|sat+a+r|shak[ou]+r|wad[ou]+d|"
    r"waha+b|wahi+d|wali|waki+l|zah[ie]r)\b)"
)  # fmt: skip
# Somali spelling of the same: c stands for a sound that others leave out, x for h.
_SOMALI = re.compile(r"\bc(?=ab?d)|(?<=ra)x(?=m)")
_MAC = re.compile(r"\b(mc|mac|o)[ -]+(?=[a-z]{3})")


def one_word_each(text: str) -> str:
    """Of plain text: what is one name becomes one word, what is two becomes two, however it was written."""
    text = _SOMALI.sub(lambda letter: "h" if letter[0] == "x" else "", text)
    text = _ULLAH.sub(" ullah", _DIN.sub(" uddin", text))
    return _MAC.sub(r"\1", _ABD.sub("abdul ", text))

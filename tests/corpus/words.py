"""Two words the corpus knows its own values by."""

# Stands in what nobody should send; no answer may bring it back unasked.
MARK = "Zqhostile"
# Stands in a form where somebody would write; each hostile value takes its place.
WRITTEN = "\x01"

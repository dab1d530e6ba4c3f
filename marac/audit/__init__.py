"""The trail: who did and saw what, in a form that shows tampering."""

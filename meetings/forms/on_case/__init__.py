"""The forms on a case: one module a form and version with `FORM`. The registry lists this folder."""

"""The words of each form on a case: one file a form with `WORDS`. The catalogue lists this folder."""

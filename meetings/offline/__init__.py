"""Forms filled in without the service: each declared form as data, from which a page of its own asks the questions."""

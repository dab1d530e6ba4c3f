"""Forms as declared, versioned data: one declaration serves page, exchange document and print.

Pure: values in, values out.
"""

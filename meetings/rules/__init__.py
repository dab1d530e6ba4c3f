"""Rules of the trade: routes, repeats, states, deadlines, order, who is asked and who sees what.

Pure: values in, values out.
"""

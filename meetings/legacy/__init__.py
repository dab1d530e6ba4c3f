"""Old records read: values in, values out. What a page or a command does with them stands in meetings/bring_in."""

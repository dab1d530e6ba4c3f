"""One file a command. Each opens the service, does its work with the functions of the subjects, and says one line."""

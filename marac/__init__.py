"""Meeting Desk: the desk from which Maracs are run."""

import os

# Piccolo finds its tables and database through this module, whoever imports us first.
os.environ.setdefault("PICCOLO_CONF", "marac.piccolo_conf")

"""Where a prompt's contract ends."""

import re

# How the draft is to look, the threads, buffers and scalars.
INTERFACE = re.compile(r"[^\n]*\nthreads [^\n]*\n(?:[bs]\d+ [^\n]*\n)*")

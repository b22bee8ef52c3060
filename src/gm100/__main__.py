"""
`python -m gm100`, the same as the command `gm100`.
"""

import sys

from gm100.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m bot` is the command `quizbot`."""

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""How often what is random is tried: a little in the suite, much more in `make nightly`."""

from __future__ import annotations

import os
from typing import Final

# Read here, once: no test sees a variable of papersync's (conftest.py).
PROFILE: Final = os.environ.get("PAPERSYNC_TEST_PROFILE") or "suite"


def count(*, suite: int, nightly: int) -> int:
    """The one for the profile that is running."""
    return nightly if PROFILE == "nightly" else suite

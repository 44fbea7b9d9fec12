"""Where papersync is published: what other repositories name to run it."""

from __future__ import annotations

from typing import Final

import papersync

REPOSITORY: Final = "papersync/papersync"
"""Owner and name on GitHub."""
TAG: Final = f"v{papersync.__version__}"
"""The tag of this version."""

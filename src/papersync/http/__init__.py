"""How papersync behaves on the network: a wire, a throttle before it, retries around both. Nothing of arXiv in it.

Import its modules by name and where they are needed: `client` loads httpx, which commands without a network never do.
"""

import sys

# Where rich is installed httpx brings its own command line along, which takes longer to load than httpx itself. None
# forbids that import; httpx does without.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # that None is allowed is not in the stubs

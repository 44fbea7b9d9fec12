"""How papersync behaves on the network: a wire, a throttle before it, retries around both. Nothing of arXiv in it.

Import its modules by name and where they are needed: `client` loads httpx, which commands without a network never do.
"""

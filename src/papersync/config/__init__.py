"""``[tool.papersync]`` or papersync.toml, and the environment, as one value."""

from papersync.config.configuration import SCALAR_KEYS, Config
from papersync.config.loading import load_config, place_of

__all__ = ["SCALAR_KEYS", "Config", "load_config", "place_of"]

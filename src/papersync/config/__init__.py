"""``[tool.papersync]`` or papersync.toml, and the environment, as one value."""

from papersync.config.loading import load_config
from papersync.config.settings import SCALAR_KEYS, Config, Settings

__all__ = ["SCALAR_KEYS", "Config", "Settings", "load_config"]

"""What action.yml does besides installing: runs papersync as a step on GitHub, and publishes what it changed."""

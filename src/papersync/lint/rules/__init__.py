"""The rules: one module for each, or for a few that share one idea."""

"""Lists damaged on purpose, for bench/damages.py."""

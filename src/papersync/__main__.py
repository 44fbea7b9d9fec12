"""`python -m papersync`."""

from papersync.cli.main import run

if __name__ == "__main__":
    run()

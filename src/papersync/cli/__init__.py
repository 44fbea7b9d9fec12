"""The command line: one command per module; everything slow is imported by the command that needs it."""

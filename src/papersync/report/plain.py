"""Text of others, made harmless for a terminal or a line of a log."""

from __future__ import annotations

from typing import Final

from papersync.text.patterns import late_pattern

# ECMA-48 control sequences and strings (sections 5.4, 5.6), with their 7-bit and 8-bit openers. Nothing in them repeats
# over an opener, so that looking for one takes linear time.
_SEQUENCE: Final = late_pattern(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c-\x9f\x90\x98]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]"
)
_BREAK: Final = late_pattern("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
# C0 and C1 controls, and what reorders or hides text: bidirectional controls (UAX 9, section 2), zero widths, tags.
# The joiners U+200C and U+200D stay: scripts and emoji need them.
_CONTROL: Final = late_pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
# How GitHub's runner finds commands in a log: "::" after blanks, "##[" anywhere (actions/runner, ActionCommand.cs).
_COMMAND: Final = late_pattern(r"^(\s*:)(?=:)|##(?=\[)")
_SURROGATE: Final = late_pattern("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text on one line, without anything that moves a cursor, colours, reorders or hides.

    Escape sequences and control characters go, breaks and tabs become blanks, lone surrogates U+FFFD; the rest stays
    as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SEQUENCE.sub("", text)
    text = _CONTROL.sub("", _BREAK.sub(" ", text))
    return _SURROGATE.sub("\ufffd", text)


def unaddressed(line: str) -> str:
    """A line for a person in which GitHub's runner finds no workflow command: a blank parts what would make one.

    Logs of workflows are read by it line by line, and a file's name or a title may stand at the front of one.
    """
    return _COMMAND.sub(lambda match: f"{match[0]} ", line)

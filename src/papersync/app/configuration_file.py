"""The configuration as `papersync init` writes it: what was found, and the defaults as comments."""

from __future__ import annotations

import glob
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from papersync.config import Config
from papersync.errors import FileError, Place, UsageError

HEADER: Final = "[tool.papersync]"
# So many lists in one folder are named by a glob.
_MANY: Final = 5

_DEFAULTS: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("fields", ("What every entry must show, of title, link, authors, abstract, date. Nothing is ever removed.",)),
    ("titles", ('"canonical": as arXiv has them. "words": your letter case stays. "keep": titles are left alone.',)),
    ("link", ('The one form that links have: "abs", "pdf" or "html"; "keep" leaves them as they are.',)),
    ("version", ('Versions in links: "keep", "strip" or "latest".',)),
    ("ignore", ('Rules that you do not want, such as "PS204"; `papersync rules` lists them.',)),
)


def patterns(lists: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """What ``lists`` in the configuration is for these paths: themselves, but ``folder/*.md`` for many in a folder
    where none of the ``others`` stands, which are Markdown files that name papers and are no lists.
    """
    mixed = {".", *map(_folder, others)}
    folders = Counter(_folder(path) for path in lists if path.endswith(".md"))
    globbed = {folder for folder, number in folders.items() if number >= _MANY and folder not in mixed}
    return tuple(dict.fromkeys(_pattern(path, globbed) for path in lists))


def _pattern(path: str, globbed: Collection[str]) -> str:
    folder = _folder(path)
    return f"{glob.escape(folder)}/*.md" if folder in globbed and path.endswith(".md") else glob.escape(path)


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def configuration(config: Config) -> str:
    """papersync.toml for these values of ``lists``, ``store`` and ``contact``, with the most wanted keys besides."""
    return "\n".join([*_lines(config), ""])


def with_table(text: bytes, config: Config, name: str) -> bytes:
    """A pyproject.toml with the same as a table at its end; every byte before stays.

    Raises FileError where that would not be TOML, or would say something else than before.
    """
    newline = "\r\n" if b"\r\n" in text else "\n"
    gap = "" if not text.strip() else newline if text.endswith(b"\n") else newline * 2
    lines = [HEADER, *_lines(config), ""]
    after = text + (gap + newline.join(lines)).encode()
    before, now = _parsed(text, name), _parsed(after, name)
    tool = now.get("tool")
    if isinstance(tool, dict):
        tool.pop("papersync", None)
        if not tool and "tool" not in before:
            del now["tool"]
    if now != before:
        raise FileError("cannot be extended", hint="leave out --pyproject", place=Place(name))
    return after


def _parsed(text: bytes, name: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - start-up

    try:
        return tomllib.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        hint = "leave out --pyproject, or mend it first"
        raise FileError(f"cannot be extended, as it is not TOML: {error}", hint=hint, place=Place(name)) from error


def _lines(config: Config) -> Iterator[str]:
    yield "# How papersync keeps the reading lists here. Take a # away to set a key: mostly its default stands there."
    yield ""
    yield "# The lists: paths and globs, from this file's folder."
    yield f"lists = {_array(config.lists)}"
    yield ""
    yield "# What arXiv says of the papers. Commit it: `lint` goes by it, and needs no network."
    yield _key("store", config.store, is_default=config.store == Config.store)
    yield ""
    yield "# Whom arXiv reaches if the requests are a nuisance: a page, or an address of mail."
    yield _key("contact", config.contact or "me@example.org", is_default=config.contact is None)
    defaults: Mapping[str, Any] = vars(Config(root=config.root))
    for key, words in _DEFAULTS:
        yield ""
        yield from (f"# {line}" for line in words)
        yield _key(key, defaults[key], is_default=True)


def _key(key: str, value: Any, *, is_default: bool) -> str:
    shown = _array(value) if isinstance(value, tuple) else _string(value)
    return f"{'# ' if is_default else ''}{key} = {shown}"


def _array(values: Sequence[str]) -> str:
    if len(values) < 2:
        return f"[{''.join(map(_string, values))}]"
    return "\n".join(["[", *(f"  {_string(value)}," for value in values), "]"])


def _string(value: str) -> str:
    """A basic string of TOML: JSON's escapes are among its own. Raises UsageError for a name that is not Unicode."""
    if not value.isprintable():
        raise UsageError(f"no configuration can name the list {value!a}", hint="rename it, or name the other lists")
    return json.dumps(value, ensure_ascii=False)

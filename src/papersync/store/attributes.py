"""What a file carries besides its bytes: owner, mode, access control list, extended attributes."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import Final

# acl(5); xattr(7): "user" is for everybody's use, the others are the system's.
_ACL: Final = "system.posix_acl_access"
_KEPT: Final = ("user.", "security.selinux")


def keep_attributes(handle: int, old: Path, before: os.stat_result) -> None:
    """Give the open, still empty file ``handle`` what ``old`` has, as far as that is permitted.

    At no moment may anybody read or write it who might not do so with the old one: where the group or the access
    control list cannot be kept, the group may what everybody may. Raises OSError if the mode cannot be set.
    """
    if sys.platform == "win32":
        return
    # Changing the owner clears the set-id bits, and with a list the mode's group bits mean that list's mask: owner,
    # list, mode is the one order.
    _keep_owner(handle, before)
    now, mode = os.fstat(handle), stat.S_IMODE(before.st_mode)
    if now.st_uid != before.st_uid:
        mode &= ~stat.S_ISUID
    if now.st_gid != before.st_gid or not _keep_acl(handle, old):
        mode = _without_group(mode)
    os.fchmod(handle, mode)
    _keep_extended(handle, old)


def _keep_owner(handle: int, before: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    try:
        os.fchown(handle, before.st_uid, before.st_gid)
    except OSError:
        # Who is not root may still give the file to a group of theirs, as in a folder that a team shares.
        with contextlib.suppress(OSError):
            os.fchown(handle, -1, before.st_gid)


def _without_group(mode: int) -> int:
    return mode & ~(stat.S_ISGID | stat.S_IRWXG) | (mode & stat.S_IRWXO) << 3


def _keep_acl(handle: int, old: Path) -> bool:
    """Whether the new file has the old one's list, or like it none although the folder hands one down."""
    if sys.platform != "linux":
        return True
    try:
        if _ACL in os.listxattr(old):
            os.setxattr(handle, _ACL, os.getxattr(old, _ACL))
        elif _ACL in os.listxattr(handle):
            os.removexattr(handle, _ACL)
    except OSError as error:
        return error.errno == errno.ENOTSUP  # a file system without lists
    return True


def _keep_extended(handle: int, old: Path) -> None:
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(old):
            if name.startswith(_KEPT):
                os.setxattr(handle, name, os.getxattr(old, name))

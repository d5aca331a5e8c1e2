"""A Debian of nothing but its base and Python, and commands in it, as far as that goes without a container engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..wheel.installed import must

TOOLS = ("debootstrap", "chroot", "unshare")
PACKAGES = ("ca-certificates", "python-is-python3", "python3-pip", "python3-venv")
# What a program needs of the machine below its root; the rest of the root is not to be written to.
MOUNTS = """\
mount --bind "$1" "$1"
for name in proc dev; do mount --rbind /$name "$1/$name"; done
mount -o remount,bind,ro "$1"
mount -t tmpfs tmpfs "$1/tmp"
root=$1 user=$2
shift 2
exec chroot --userspec="$user" "$root" "$@"
"""


def possible() -> bool:
    """Whether this machine has the tools, and lets us: root, on Debian."""
    return os.geteuid() == 0 and all(map(shutil.which, TOOLS)) and _mirror() is not None


def _mirror() -> tuple[str, str] | None:
    """The suite and the address that this machine's own packages come from."""
    if not shutil.which("apt-cache"):
        return None
    told = subprocess.run(["apt-cache", "policy"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"^ *\d+ (\S+) (\w+)/main ", told, re.MULTILINE)
    return (found[2], found[1]) if found else None


def debian(root: Path) -> None:
    """A minimal Debian with Python in ``root``, where pip finds what it finds on this machine."""
    mirror = _mirror()
    assert mirror
    command = ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", mirror[0], str(root), mirror[1]]
    must(subprocess.run(command, capture_output=True, check=False))
    # Debian keeps its Python for its own packages; the one of the image's base is for whoever comes.
    for kept in root.glob("usr/lib/python3*/EXTERNALLY-MANAGED"):
        kept.unlink()
    certificates = os.environ.get("PIP_CERT")
    for path in ("/etc/resolv.conf", *([certificates] if certificates else [])):
        (root / path.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, root / path.lstrip("/"))


def inside(root: Path, place: str, variables: Mapping[str, str], command: str) -> None:
    """Run ``command`` in ``root``, in the folder ``place``; it has to go well."""
    words = ["chroot", str(root), "env", "-i", "-C", place, *_said(variables), "sh", "-c", command]
    must(subprocess.run(words, capture_output=True, check=False))


def read_only(root: Path, place: str, variables: Mapping[str, str], user: str, command: Sequence[str]) -> list[str]:
    """What runs ``command`` as ``user`` with ``root`` as its root, where it can write to nothing but ``/tmp``."""
    script = ["unshare", "--mount", "sh", "-ec", MOUNTS, "sh", str(root), user]
    return [*script, "env", "-i", "-C", place, *_said(variables), *command]


def _said(variables: Mapping[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in variables.items()]

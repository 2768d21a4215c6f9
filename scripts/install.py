"""Install pinned requirements with pip and show how far it is: ``install.py REQUIREMENTS.txt...``.

Hashed requirement files come in; the packages are in this interpreter's environment afterwards. Only the standard
library is used, since nothing of ours is installed yet. It never resolves anything: pip checks each
file against its hash and builds nothing (``--only-binary :all:``).
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PIN = re.compile(r"^[A-Za-z0-9][\w.\[\]-]*==", re.MULTILINE)
COLLECTING = re.compile(r"^\s*Collecting ([^\s;]+)")
DOWNLOADING = re.compile(r"^\s*Downloading (\S+?)(?:\.metadata)? \(([\d.]+) (bytes|kB|MB|GB)\)")
UNIT_BYTES = {"bytes": 1, "kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


class Progress:
    """What pip has said so far, as one line."""

    def __init__(self, pinned: int) -> None:
        self.pinned, self.seen, self.bytes = pinned, 0, 0.0

    def read(self, line: str) -> str | None:
        """Take in one line of pip's; give what to show, or None where it says nothing new."""
        collecting = COLLECTING.match(line)
        if collecting:
            self.seen += 1
            return f"{self.seen:3d} of {self.pinned}  {collecting[1]}"
        downloading = DOWNLOADING.match(line)
        if downloading and not line.split(" (", maxsplit=1)[0].endswith(".metadata"):
            self.bytes += float(downloading[2]) * UNIT_BYTES[downloading[3]]
        return "installing" if line.startswith("Installing collected packages") else None


def main(files: list[str]) -> int:
    """Install the files' packages; give pip's exit status."""
    pinned = sum(len(PIN.findall(Path(name).read_text(encoding="utf-8"))) for name in files)
    log = Path(sys.prefix) / "pip.log"
    started = time.monotonic()
    progress = Progress(pinned)
    command = [sys.executable, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off"]
    command += [part for name in files for part in ("-r", name)]
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip,
    ):
        for line in pip.stdout or ():
            kept.write(line)
            _show(progress.read(line))
    if pip.returncode:
        sys.stderr.write(f"\n{_tail(log.read_text(encoding='utf-8').splitlines())}\n    The whole log: {log}\n")
    else:
        megabytes, seconds = progress.bytes / 1e6, time.monotonic() - started
        _show(f"{pinned} pins, {megabytes:.0f} MB downloaded, {seconds:.0f} s", last=True)
    return pip.returncode


def _show(text: str | None, *, last: bool = False) -> None:
    if text is None:
        return
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[2K    {text}" + ("\n" if last else ""))
    elif last or text.split()[0].endswith("0") or text == "installing":
        sys.stdout.write(f"    {text}\n")
    sys.stdout.flush()


def _tail(lines: Iterable[str]) -> str:
    return "\n".join(list(lines)[-15:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

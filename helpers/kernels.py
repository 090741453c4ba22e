"""Clean kernels that share imports: each is forked from one process that has loaded the libraries and no notebook.

A fork starts with memory of its own (copy on write), so no notebook sees another; only the imports are paid for once.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from inspect import isgenerator
from multiprocessing.process import BaseProcess
from pathlib import Path
from pkgutil import resolve_name

from jupyter_client import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

PRELOADED = ["helpers.preloaded"]  # what is imported before kernels are forked
LOCK = threading.Lock()  # the environment belongs to the whole process
SETTINGS = {"PYTHONHASHSEED": "0", "MPLBACKEND": "agg"}  # read when an interpreter or matplotlib starts


class Forked:
    """A process as a kernel's provisioner wants it: the few calls of subprocess.Popen that it makes."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess):
        self.process, self.pid = process, process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self) -> int | None:
        self.process.join()
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.process.kill()

    def terminate(self) -> None:
        self.process.terminate()


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel as a fork of the process that has the imports, in place of a new interpreter."""

    async def launch_kernel(self, cmd: list[str], **kwargs):
        arguments = cmd[cmd.index("-f") :]
        call = (arguments, dict(kwargs["env"]), kwargs.get("cwd") or os.getcwd())
        process = _forks().Process(target=_kernel, args=call, daemon=True)
        await asyncio.to_thread(process.start)
        self.process, self.pid, self.pgid = Forked(process), process.pid, process.pid
        return self.connection_info


class ForkedKernel(AsyncKernelManager):
    """A manager, as nbclient makes it, whose kernel is a fork."""

    def __init__(self, **settings):
        super().__init__(**{"kernel_id": "forked"} | settings)
        self.provisioner = ForkProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)


def _forks():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def warm(data: str | None = None) -> None:
    """Start the process that imports, unless it runs: it also reads the dataset in `data`."""
    from multiprocessing import forkserver

    _forks()
    with LOCK, _environment(SETTINGS | ({"CLAIMS_DATA": str(Path(data).resolve())} if data else {})):
        forkserver.ensure_running()


def in_fork(name: str, *arguments):
    """The result of a function ("module:function") in such a fork: what it imports, this process need not. Raises what
    the function raises."""
    return Asked(name, *arguments).answer()


class Asked:
    """Such a fork at work. A generator function answers by its first `yield`, gets what it is told as that `yield`'s
    value, and answers by its second: meanwhile it waits with all that it has imported."""

    def __init__(self, name: str, *arguments):
        self.name = name
        self.here, there = multiprocessing.Pipe()
        call = (there, name, arguments, os.environ | SETTINGS)
        _forks().Process(target=_answer, args=call, daemon=True).start()
        there.close()

    def tell(self, more) -> None:
        with suppress(BrokenPipeError):  # it died: `answer` says so
            self.here.send(more)

    def answer(self):
        try:
            answer = self.here.recv()
        except (EOFError, ConnectionResetError):
            raise RuntimeError(f"{self.name}: its process died") from None
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _answer(there, name: str, arguments: tuple, environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    with suppress(BrokenPipeError, EOFError):  # the one who asked is gone
        try:
            answer = resolve_name(name)(*arguments)
            if isgenerator(answer):
                there.send(next(answer))
                answer = answer.send(there.recv())
        except EOFError:
            raise
        except Exception as error:
            answer = error
        there.send(answer)


@contextmanager
def _environment(settings: dict[str, str]):
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _let_go() -> None:
    """Close the pipe by which a fork keeps its server alive: a kernel lives until that ends, so both would for ever.
    A process that the kernel starts itself gets another server."""
    from multiprocessing import forkserver

    server = forkserver._forkserver
    os.close(server._forkserver_alive_fd)
    server._forkserver_alive_fd = server._forkserver_address = server._forkserver_pid = None


def _kernel(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """In the fork: become a kernel, in a group of its own: a signal reaches it and what it starts, nothing else."""
    os.setsid()
    _let_go()
    multiprocessing.current_process()._config["daemon"] = False  # it may start processes of its own
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["ipykernel_launcher", *arguments]
    arguments = [*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"]
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance(argv=arguments)

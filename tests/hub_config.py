"""Configuration of the JupyterHub of tests/class_hub.py: one machine, one account, a server of its own per student.

Read by jupyterhub itself (jupyterhub -f). For tests: anybody may log in. HUB_FOLDER, HUB_PORT and HUB_LESSON say where.
"""

import os
import shutil
import sys
from pathlib import Path

c = get_config()  # noqa: F821
folder, port = Path(os.environ["HUB_FOLDER"]), int(os.environ["HUB_PORT"])
lesson = Path(os.environ["HUB_LESSON"])


def furnish(spawner):
    """A student's folder: a copy of the lesson, and the way to the folder in which work is handed in."""
    home = folder / "homes" / spawner.user.name
    inbound = folder / "inbound" / spawner.user.name
    for place in (home, inbound):
        place.mkdir(parents=True, exist_ok=True)
    if not (home / lesson.name).exists():
        shutil.copy(lesson, home)
        (home / "inbound").symlink_to(inbound)


c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"
c.JupyterHub.hub_port = port + 1
c.JupyterHub.db_url = f"sqlite:///{folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.JupyterHub.concurrent_spawn_limit = int(os.environ.get("HUB_STARTING", "4"))
c.JupyterHub.log_level = "WARN"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.any_allow_config = True
c.ConfigurableHTTPProxy.command = [sys.executable, "-c", "from configurable_http_proxy.cli import main; main()"]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")

c.JupyterHub.spawner_class = "simple"
c.Spawner.pre_spawn_hook = furnish
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "homes" / "{username}")
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
c.Spawner.environment = {name: os.environ[name] for name in ("PYTHONPATH", "PYTHONPYCACHEPREFIX") if name in os.environ}
c.Spawner.environment |= {"PATH": os.environ["PATH"], "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}
c.Spawner.args = [
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--ServerApp.jpserver_extensions=jupyter_lsp=False",
    "--ServerApp.jpserver_extensions=jupyter_server_terminals=False",
    "--ServerApp.terminals_enabled=False",
    "--KernelManager.shutdown_wait_time=1",
    *(["--allow-root"] if os.geteuid() == 0 else []),
]

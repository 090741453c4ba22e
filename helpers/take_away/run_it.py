"""Run it yourself: in a browser on Binder, or on one's own machine."""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path
from urllib.parse import quote

PROJECT = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"
FIRST = "urlpath=lab/tree/notebooks"
HOSTS = {"github.com": "gh", "gitlab.com": "gl"}
REPOSITORY = re.compile(r"https://([\w.-]+)/([\w./~-]+?)(?:\.git)?/?")
START = """from helpers import dataset, gallery

claims = dataset.load()
gallery.main_figure(claims)
"""
UNSET = (
    "In a browser, on Binder: this copy of the book has no button for it, as the address of the suite's repository is "
    "not set."
)
SET = (
    "The address of the repository is not set. Write it into `pyproject.toml` (`[project.urls]`, `Repository = "
    '"https://..."`) and run `make readme`: the link to Binder is made from it.'
)


def repository(project: Path = PROJECT) -> str:
    """The address of the repository; empty where none is set. The one place that says it is pyproject.toml."""
    settings = tomllib.loads(project.read_text(encoding="utf-8")) if project.exists() else {}
    return settings.get("project", {}).get("urls", {}).get("Repository", "")


def binder(address: str) -> str:
    """The address that opens the notebooks on mybinder.org; empty where the repository has none that it can reach."""
    found = REPOSITORY.fullmatch(address)
    if not found:
        return ""
    host, name = found.groups()
    kind = HOSTS.get(host, "git")
    where = name if kind == "gh" else quote(name if kind == "gl" else address, safe="")
    return f"https://mybinder.org/v2/{kind}/{where}/HEAD?{FIRST}"


def badge(address: str) -> str:
    """The Binder badge for the README; without an address, how to set it."""
    link = binder(address)
    return f"[![Open the notebooks on Binder](https://mybinder.org/badge_logo.svg)]({link})" if link else SET


def run_it() -> str:
    """The part of a page, as Markdown. No picture is fetched from elsewhere; without an address it says so."""
    link = binder(repository())
    button = (
        f'In a browser, nothing to install: <a class="binder" href="{escape(link)}">Open the notebooks on Binder</a>'
    )
    online = f"{button}\n\n" if link else f"{UNSET}\n\n"
    return f"""## Run it yourself

{online}On your own machine, with Python 3.11 or later: `make lab` in the folder of the suite opens JupyterLab on the
notebooks. In a notebook or a console there, this loads the claims and draws the main figure:

```python
{START}```
"""

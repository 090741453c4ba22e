"""Sphinx: its settings and its run. Warnings are errors; nothing is fetched, nothing is run by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.dataset import Claims

MORE = """<nav class="bd-links" aria-label="Evidence">
<ul class="nav bd-sidenav">
<li><a class="reference internal" href="{{ pathto('evidence/index.html', 1) }}">Claims: search and filter</a></li>
<li><a class="reference internal" href="{{ pathto('evidence/sources/index.html', 1) }}">Sources</a></li>
<li><a class="reference internal" href="{{ pathto('evidence/questions/index.html', 1) }}">Questions</a></li>
<li><a class="reference internal" href="{{ pathto('replay.html', 1) }}">Replay: known by a day</a></li>
<li><a class="reference internal" href="{{ pathto('search') }}">Search these pages</a></li>
</ul>
</nav>
"""


def conf(claims: Claims) -> str:
    """Sphinx's settings; no time of the build is shown."""
    options = {
        "show_navbar_depth": 1,
        "use_download_button": True,
        "use_fullscreen_button": False,
        "use_repository_button": False,
        "home_page_in_toc": True,
        "navbar_persistent": [],
        "show_prev_next": True,
        "pygments_light_style": "a11y-high-contrast-light",
        "pygments_dark_style": "a11y-high-contrast-dark",
    }
    return f"""project = {claims.study.title!r}
author = ""
copyright = ""
html_show_copyright = False
html_show_sphinx = False
html_title = {claims.study.title!r}
extensions = ["myst_nb"]
nb_execution_mode = "off"
nb_ipywidgets_js = {{}}
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/html", 0)]
myst_enable_extensions = ["html_image"]
html_theme = "sphinx_book_theme"
html_theme_options = {options!r}
html_context = {{"default_mode": "auto"}}
html_static_path = ["_static"]
templates_path = ["_templates"]
html_sidebars = {{"**": ["navbar-logo.html", "evidence.html", "sbt-sidebar-nav.html"]}}
html_css_files = ["book.css", "icons.css", "figures.css"]
html_js_files = ["book.js", "browse.js"]
html_extra_path = ["extra"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False
"""


def run(source: Path, target: Path, doctrees: Path) -> bool:
    """Write `target` from `source`; False when a page has a fault, which Sphinx has then named."""
    shutil.rmtree(target, ignore_errors=True)
    places = ["-d", str(doctrees), "-b", "html", str(source), str(target)]
    call = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", *places]
    return subprocess.run(call, env=dict(os.environ, SOURCE_DATE_EPOCH="1"), check=False).returncode == 0

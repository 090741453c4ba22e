"""The teacher's guide, from the lessons: what each asks, step by step, with what to say and what goes wrong."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpers.classroom.copies import lessons
from helpers.classroom.plan import MINUTES, Plan, plan

TEMPLATES = Path(__file__).parent / "templates"
GUIDE = "teacher_guide.md"


def guide(plans: list[Plan] | None = None) -> str:
    """The guide as Markdown; it names no result, so that it holds for every dataset."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # Markdown
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return jinja.get_template(GUIDE).render(plans=plans or [plan(path) for path in lessons()], minutes=MINUTES)

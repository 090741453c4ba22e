"""What one study brings besides its tables: title, headline questions, reference dates (`study.toml`)."""

from __future__ import annotations

import copyreg
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

from helpers.faults import Fault


def _fixed(settings: dict) -> MappingProxyType:
    return MappingProxyType(settings)


copyreg.pickle(MappingProxyType, lambda settings: (_fixed, (dict(settings),)))  # for other processes


@dataclass(frozen=True)
class Study:
    """The settings of one dataset; code names no question, source or place of its own."""

    title: str = ""
    subject: str = ""
    version: str = ""
    headline_counts: tuple[str, ...] = ()
    headline_positions: tuple[str, ...] = ()
    matter_questions: tuple[str, ...] = ()
    forecast_questions: tuple[str, ...] = ()
    intent_questions: tuple[str, ...] = ()
    growing_questions: tuple[str, ...] = ()
    loss_questions: tuple[str, ...] = ()
    ratio_questions: tuple[str, ...] = ()
    admitted_questions: tuple[str, ...] = ()
    admitting_groups: tuple[str, ...] = ()
    window_days: int = 45
    convention: str = "suite"
    map_panels: tuple[dict, ...] = ()
    slack: float = 0.0
    stand_outlets: int = 2
    stand_statements: int = 2
    rules: tuple[str, ...] = ()
    parts: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sides: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    realised: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    aliases: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def lasting_positions(self) -> tuple[str, ...]:
        """The headline positions but those about days to come: these lapse, so a change is no change of mind."""
        return tuple(name for name in self.headline_positions if name not in self.intent_questions)


def read_study(folder: Path) -> tuple[Study, list[Fault]]:
    """Read `study.toml`; unknown or wrongly typed settings are faults, never silently dropped."""
    path = folder / "study.toml"
    if not path.exists():
        return Study(), [Fault("study.toml", 0, "", "", "the file is missing", "title, subject and version at least")]
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Study(), [Fault("study.toml", 0, "", "", f"not TOML: {error}", "valid TOML in UTF-8")]
    defaults = {setting.name: getattr(Study(), setting.name) for setting in fields(Study)}
    faults, values = [], {}
    for name, value in settings.items():
        kind = type(defaults.get(name))
        if name not in defaults:
            faults.append(
                Fault("study.toml", 0, name, str(value), "an unknown setting", "one of: " + ", ".join(defaults))
            )
        elif kind is tuple and isinstance(value, list):
            values[name] = tuple(value)
        elif kind is MappingProxyType and isinstance(value, dict):
            values[name] = MappingProxyType(value)
        elif type(value) is kind:
            values[name] = value
        else:
            faults.append(
                Fault(
                    "study.toml", 0, name, str(value), "a value of the wrong kind", f"a value like {defaults[name]!r}"
                )
            )
    faults += [
        Fault("study.toml", 0, name, "", "the setting is missing", "a few words")
        for name in ("title", "subject", "version")
        if name not in values
    ]
    return Study(**values), faults

"""The settings, `.env.example` and the README say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from questions.errors import SettingInvalid

ROOT = Path(__file__).parents[2]
NAMES = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment and a folder without any setting."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_every_setting_stands_in_the_example_and_in_the_readme_and_nothing_else_does() -> None:
    example = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    readme = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(example) == NAMES
    assert set(readme) == NAMES


def test_the_example_sets_nothing_but_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text("utf-8"), encoding="utf-8")
    from_example = Settings.load()
    (tmp_path / ".env").unlink()
    assert from_example == Settings.load()


def test_the_readme_names_the_defaults() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, str | int) or (isinstance(field.default, Path) and name != "banks_dir"):
            assert f"| `{name.upper()}` | `{field.default}` |" in readme


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("LOCAL_PORT=1234\nLOG_LEVEL=ERROR\n")
    monkeypatch.setenv("LOCAL_PORT", "4321")
    settings = Settings.load()
    assert (settings.local_port, settings.log_level) == (4321, "ERROR")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOCAL_PORT", "high"),
        ("LOCAL_PORT", "70000"),
        ("LOG_LEVEL", "LOUD"),
        ("WEBHOOK_SECRET", "not allowed!"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid) as raised:
        Settings.load()
    assert str(raised.value).startswith(f"[Q050] {name}: ")
    assert "\n" not in str(raised.value)

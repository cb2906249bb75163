"""Word templates by name, or a department's own by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.app.templates import find_template
from juesuan.errors import InputError
from juesuan.resources import data_dir


def test_one_of_ours_by_its_name() -> None:
    """``official`` is the file that ships."""
    assert data_dir("word_templates") / "official.docx" == find_template("official")


def test_none_asked_for() -> None:
    """The writer's own is used then."""
    assert find_template(None) is None


def test_a_department_s_own(tmp_path: Path) -> None:
    """A path is taken as it is, whatever it is called."""
    path = tmp_path / "本部门.docx"
    path.touch()
    assert path == find_template(path) == find_template(str(path))


@pytest.mark.parametrize("wrong", ["oficial", "没有.docx", "."])
def test_an_unknown_one_lists_those_that_exist(wrong: str) -> None:
    """A slip in the name, a missing file and a folder are told with what may be written."""
    with pytest.raises(InputError, match="official"):
        find_template(wrong)

"""YAML and JSON files keep every scalar as typed, and are refused where they could mislead."""

import pytest

from juesuan.errors import InputError
from juesuan.reading.structured import leaves, load_mapping


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "a: 142.00\nb: {c: null, d: '', e: [x, 1]}\n"),
        ("a.json", '{"a": 142.00, "b": {"c": null, "d": "", "e": ["x", 1]}}'),
    ],
)
def test_keeps_scalars_as_typed(tmp_path, name, text):
    """Numbers keep their zeros as text, null is None, in YAML and JSON alike."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert {"a": "142.00", "b": {"c": None, "d": "", "e": ["x", "1"]}} == load_mapping(path)


def test_flattens_nested_keys():
    """Nested and dotted keys come out as the same dotted paths."""
    assert [("a.b", "1"), ("a.c.d", "2"), ("e", None)] == list(
        leaves({"a": {"b": "1", "c.d": "2"}, "e": None})
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("twice.yaml", "a: 1\nb: 2\na: 3\n", "“a”写了两次"),
        ("twice.json", '{"a": 1, "a": 2}', "“a”写了两次"),
        ("alias.yaml", "a: &x [1]\nb: *x\n", "别名"),
        ("broken.yaml", "a: [1\nb: 2\n", "读不懂第2行"),
        ("broken.json", "{", "读不懂"),
        ("list.yaml", "- 1\n", "名称: 值"),
    ],
)
def test_refuses_what_could_mislead(tmp_path, name, text, said):
    """Twice-written keys, aliases, broken syntax and lists are refused, naming the file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        load_mapping(path)
    assert name == caught.value.place.file


def test_refuses_other_encodings(tmp_path):
    """A GBK file is refused with the remedy instead of read as rubbish."""
    path = tmp_path / "a.yaml"
    path.write_bytes("部门: 某局".encode("gbk"))
    with pytest.raises(InputError, match="UTF-8"):
        load_mapping(path)


def test_names_a_missing_file(tmp_path):
    """A file that is not there is named with its path."""
    with pytest.raises(InputError, match="没有这个文件"):
        load_mapping(tmp_path / "none.yaml")


def test_empty_file_is_an_empty_mapping(tmp_path):
    """An empty file says nothing, and that is allowed."""
    path = tmp_path / "a.yaml"
    path.write_text("", encoding="utf-8")
    assert {} == load_mapping(path)

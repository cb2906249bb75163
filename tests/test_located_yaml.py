"""YAML that knows its lines."""

from __future__ import annotations

from juesuan.located_yaml import Located, parse

TEXT = """\
- key: a
  text: |-
    第一行
    第二行
- key: b
  text: 一行
  key: c
"""


def test_mappings_know_their_lines() -> None:
    """A rule knows its line, and each text the line where its words begin."""
    (first, second), _ = parse(TEXT, "01.yaml")
    assert isinstance(first, Located)
    assert ("01.yaml", 1, 3) == (first.file, first.line, first.lines["text"])
    assert (5, 6) == (second.line, second.lines["text"])


def test_mappings_know_what_they_are_called() -> None:
    """The entry key, else the name under which one stands; what is part of a rule has the rule's."""
    text = """\
- key: items
  cases:
    - text: 甲
    - text: 乙
"""
    (rule,), _ = parse(text, "01.yaml")
    assert ["items", "items", "items"] == [rule.key, *(case.key for case in rule["cases"])]
    named, _ = parse("phrases:\n  change: {increase: 增}\nfund:\n  hints: [{text: 无}]\n", "a.yaml")
    assert "change" == named["phrases"]["change"].key
    assert ("fund", "fund") == (named["fund"].key, named["fund"]["hints"][0].key)


def test_repeated_key_is_reported_and_the_rest_is_read() -> None:
    """A key written twice is a mistake with its line; it does not hide the others."""
    data, problems = parse(TEXT, "01.yaml")
    assert ["a", "c"] == [rule["key"] for rule in data]
    assert ["01.yaml 第7行：“key”写了两次。请删去一处，或改用另一个键"] == [str(each) for each in problems]


def test_what_is_no_yaml_is_reported() -> None:
    """A brace that is never closed is reported where it was opened."""
    data, problems = parse("- text: 甲\n- text: {{ 乙\n- text: 丙\n", "01.yaml")
    assert (None, ["01.yaml 第2行"]) == (data, [str(each.place) for each in problems])

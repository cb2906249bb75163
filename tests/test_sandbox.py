"""An edition that came by mail: it reaches nothing, and takes neither the memory nor the day."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from juesuan.editions import load_edition
from juesuan.places import EditionPlace
from juesuan.sentences import Sentences

LOOP = "{% for a in items %}"
GREEDY = [
    "{{ 'x' * (10 ** 9) }}",
    "{{ 'x' * 1000000000 }}",
    "{{ 1000000000 * 'x' }}",
    "{{ [1] * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ '{:1000000000}' | format(1) }}",
    "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ 'x'.center(1000000000) }}",
    "{{ 'x' | center(1000000000) }}",
    "{{ 'x\t'.expandtabs(1000000000) }}",
    "{{ 'a\nb' | indent(1000000000) }}",
    "{{ [1] | batch(1000000000, 'x') | list }}",
    "{{ [1] | slice(1000000000) | list }}",
    "{{ 1.5 | round(1000000000, 'ceil') }}",
    "{% set s = 'x' %}" + "{% set s = s ~ s %}" * 60 + "{{ s }}",
    "{% set s = 'x' %}" + "{% set s = s + s %}" * 60 + "{{ s }}",
    "{% set s = 'x' %}" + "{% set s %}{{ s }}{{ s }}{% endset %}" * 60 + "{{ s }}",
    "{% set s = ['x'] %}" + "{% set s = [s, s] %}" * 60 + "{{ s | string }}",
    "{% set s = ['x'] %}" + "{% set s = s + s %}" * 60 + "{{ s | join }}",
    "{% set s = {'x': 1} %}" + "{% set s = {'a': s, 'b': s} %}" * 60 + "{{ s | upper }}",
    "{% set s = 'xxxxxxxxxx' %}" + "{% set s = s.replace('x', s) %}" * 30 + "{{ s }}",
    "{% set s = 'xxxxxxxxxx' %}" + "{% set s = s | replace('x', s) %}" * 30 + "{{ s }}",
    "{% set s = 'xxxxxxxxxx' %}" + "{% set s = s.join(s) %}" * 30 + "{{ s }}",
    "{% set s = 'xxxxxxxxxx' %}" + "{% set s = s | join(s) %}" * 30 + "{{ s }}",
    LOOP * 6 + "{% endfor %}" * 6,
    LOOP * 6 + "x" + "{% endfor %}" * 6,
    "{% for a in items recursive %}{{ loop(items) }}{{ loop(items) }}{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% include '/etc/passwd' %}",
    "{% import '/etc/passwd' as a %}",
]


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences(load_edition("fujian-2022"))


def said(sentences: Sentences, sentence: str, items: Iterable[Any] = tuple("甲" * 200)) -> str:
    names = {"items": list(items), "name": "甲"}
    spans, _ = sentences.spans(sentence, names, EditionPlace("a.yaml", 3))
    return "".join(span.text for span in spans)


def test_greed_is_told_as_a_mistake_of_the_edition() -> None:
    """Each in one message with file and line; all of them together in the room of a sentence."""
    script = """
        import resource, sys
        sys.path[:0] = {path!r}
        limit = 600 * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        from juesuan.errors import EditionError
        from juesuan.editions import load_edition
        from juesuan.sentences import Sentences
        from test_sandbox import GREEDY, said
        sentences = Sentences(load_edition("fujian-2022"))
        for sentence in GREEDY:
            try:
                print("printed", sentence[:60], len(said(sentences, sentence)))
            except EditionError as error:
                if not str(error).startswith("a.yaml 第3行"):
                    print("without its place", sentence[:60], error)
    """
    if sys.platform != "linux":
        pytest.skip("only Linux bounds the memory of one process")
    here = str(Path(__file__).parent)
    code = textwrap.dedent(script).format(path=[here])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert ("", 0) == (done.stdout, done.returncode), done.stderr[-2000:]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{{ name ~ '局' ~ 3 }}", "甲局3"),
        ("{{ name + '局' }}", "甲局"),
        ("{{ 3 * 4 + 7 % 4 }}", "15"),
        ("{{ items | join('、') }}", "甲、甲、甲"),
        ("{{ '、'.join(items) }}", "甲、甲、甲"),
        ("{{ name | replace('甲', '乙') }}", "乙"),
        ("{{ 'aaa' | replace('a', 'b', 2) }}", "bba"),
        ("{{ name.replace('甲', '乙') }}", "乙"),
        (
            "{% for a in items %}{{ loop.index }}{{ a }}{% if not loop.last %}；{% endif %}{% endfor %}",
            "1甲；2甲；3甲",
        ),
        ("{% for a in items %}{% for b in items %}.{% endfor %}{% endfor %}", "........."),
        ("{% set a %}{{ name }}局{% endset %}{{ a }}", "甲局"),
        ("{{ items | map('upper') | list | length }}", "3"),
        ("{{ items | length }}", "3"),
        ("{{ 2.5 | round(0, 'ceil') | int }}", "3"),
    ],
)
def test_what_sentences_do_is_as_before(sentences: Sentences, sentence: str, expected: str) -> None:
    """Joining, replacing, loops and sums of numbers."""
    assert expected == said(sentences, sentence, "甲甲甲")


def test_a_whole_department_fits(sentences: Sentences) -> None:
    """Names of 1,400 items, joined and gone through one by one, are no excess."""
    names = ["其他城乡社区公共设施支出"] * 1400
    assert 1400 == said(sentences, "{{ items | joined }}", names).count("其他")
    assert 1400 == said(sentences, LOOP + "{{ a }}" + "{% endfor %}", names).count("其他")


def test_private_letters_in_a_name_are_a_name(sentences: Sentences) -> None:
    """An account whose name holds what marks are made of prints that, and no other figure."""
    for name in ("\ue0000\ue001", "\ue000999\ue001", "\ue000\ue001", "\ue000" + "0" * 19 + "\ue001"):
        names = {"items": [name], "name": name}
        spans, _ = sentences.spans("{{ name }}支出{{ items | joined }}", names, EditionPlace("a.yaml", 3))
        assert f"{name}支出{name}" == "".join(span.text for span in spans)

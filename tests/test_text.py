"""Text in the forms in which it is compared and printed."""

from __future__ import annotations

import pytest

from juesuan.text import columns, compact, half_width, one_line, squeezed, tidy


@pytest.mark.parametrize(
    ("text", "bare", "compared", "printed", "plain"),
    [
        (
            " 因公 出国\u3000（境）费 ",
            "因公出国（境）费",
            "因公出国（境）费",
            "因公出国（境）费",
            "因公出国(境)费",
        ),
        ("单位:\u200b万元\ufeff", "单位:万元", "单位：万元", "单位:万元", "单位:万元"),
        (
            "“三公”经费(总额)",
            "“三公”经费(总额)",
            "'三公'经费（总额）",
            "“三公”经费（总额）",
            "“三公”经费(总额)",
        ),
        ("２０１Ａ\n款", "２０１Ａ款", "２０１Ａ款", "２０１Ａ款", "201A款"),
        ("", "", "", "", ""),
    ],
)
def test_forms(text: str, bare: str, compared: str, printed: str, plain: str) -> None:
    """White space of every width goes; what else changes is what each form is for."""
    assert (bare, compared, printed, plain) == (compact(text), squeezed(text), tidy(text), half_width(text))


def test_one_line() -> None:
    """Breaks go with the spaces round them, other spaces stay."""
    assert "甲 乙丙" == one_line("甲 乙 \n  丙")


def test_columns() -> None:
    """A Chinese character takes two; an ambiguous one as many as the place gives it."""
    assert (5, 5, 6) == (columns("甲乙a"), columns("“甲乙"), columns("“甲乙", ambiguous=2))

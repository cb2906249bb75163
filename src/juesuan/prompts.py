"""What is left of a prompt among words: a prompt is known by its own text, not by its brackets."""

from __future__ import annotations

from collections.abc import Iterator

_BRACKETS = {"【": "】", "[": "]", "［": "］", "（": "）", "(": ")", "〔": "〕"}


def without_prompt(text: str, prompt: str) -> str:
    """The words typed into a prompt: what stands before, inside or after its remains."""
    text, prompt = text.strip(), prompt.strip()
    if not prompt:
        return text
    if prompt in text:
        return text.replace(prompt, "", 1).strip()
    for cut in range(len(prompt) - 1, 0, -1):
        head, tail = prompt[:cut], prompt[cut:]
        if text.startswith(head) and text.endswith(tail) and len(text) >= len(prompt):
            return text[len(head) : len(text) - len(tail)].strip()
    return text


def holds_prompt(text: str, prompt: str) -> bool:
    """Whether something of the prompt still stands among the words."""
    return without_prompt(text, prompt) != text.strip() or next(remains(text, prompt), None) is not None


def remains(text: str, prompt: str) -> Iterator[tuple[int, int]]:
    """Each stretch of ``text`` that is left of ``prompt``.

    That is the prompt, or its beginning or end down to half of it. Less may be somebody's own words
    (【请示】 begins as 【请填写原因】 does), unless its bracket is left open (【请 or 因】 alone).
    """
    prompt = prompt.strip()
    at = 0
    while prompt and (found := _first(text, prompt, at)):
        yield found
        at = found[1]


def _first(text: str, prompt: str, at: int) -> tuple[int, int] | None:
    for length in range(len(prompt), (len(prompt) - 1) // 2, -1):
        starts = [text.find(part, at) for part in (prompt[:length], prompt[-length:])]
        start = min((start for start in starts if start >= 0), default=-1)
        if start >= 0:
            return start, start + length
    return _left_open(text, prompt, at)


def _left_open(text: str, prompt: str, at: int) -> tuple[int, int] | None:
    """The end of a prompt whose other bracket is gone."""
    opening, closing = prompt[0], prompt[-1]
    if len(prompt) < 3 or _BRACKETS.get(opening) != closing:
        return None
    head, tail = text.find(prompt[:2], at), text.find(prompt[-2:], at)
    if head >= 0 and closing not in text[head:]:
        return head, head + 2
    if tail >= 0 and opening not in text[: tail + 2]:
        return tail, tail + 2
    return None

"""Statements: who, how much, which way, by how much, why. What a refresh keeps whole or holds whole.

The rule and its worked examples: ``docs/analysis/statements.md``.
"""

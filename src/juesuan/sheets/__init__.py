"""Workbooks made for people: what they fill in, and what they look things up in."""

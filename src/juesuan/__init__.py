"""juesuan: the narrative of a Chinese department's final accounts as a Word draft that can be refreshed."""

__version__ = "0.1.0"

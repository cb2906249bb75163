"""Which paragraph of a document is which of the narrative, and where the two differ, word by word.

``merge`` and ``review`` both stand on this: one aligner, one tokeniser, one diff. Nothing is changed
here; what had to be guessed is reported.
"""

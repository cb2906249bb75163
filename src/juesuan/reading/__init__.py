"""From files to values: workbooks, documents, and what people and programs write beside them."""

from juesuan.reading.accounts import Reading, read_accounts
from juesuan.reading.merging import merge_accounts
from juesuan.reading.recognise import Ignored, Recognised

__all__ = ["Ignored", "Reading", "Recognised", "merge_accounts", "read_accounts"]

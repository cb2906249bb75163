"""From files to values: workbooks, documents, and what people and programs write beside them."""

from juesuan.reading.accounts import Reading, accounts_in, read_accounts
from juesuan.reading.files import Files
from juesuan.reading.merging import merge_accounts
from juesuan.reading.recognise import Ignored, Recognised

__all__ = ["Files", "Ignored", "Reading", "Recognised", "accounts_in", "merge_accounts", "read_accounts"]

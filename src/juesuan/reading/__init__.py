"""From files to values: workbooks, documents, and what people and programs write beside them."""

from juesuan.reading.accounts import Reading, merge_accounts, read_accounts

__all__ = ["Reading", "merge_accounts", "read_accounts"]

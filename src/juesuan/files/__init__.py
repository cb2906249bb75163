"""The way out for documents: whole files, all or none, never over an input or over what somebody just changed."""

from juesuan.files.complaints import explained as cannot_write
from juesuan.files.complaints import system_error
from juesuan.files.folders import expect_folder, make_folder, unchanged_folder
from juesuan.files.removing import remove_files
from juesuan.files.suffixes import expect_suffix
from juesuan.files.writing import replace_file, write_all

__all__ = [
    "cannot_write",
    "expect_folder",
    "expect_suffix",
    "make_folder",
    "remove_files",
    "replace_file",
    "system_error",
    "unchanged_folder",
    "write_all",
]

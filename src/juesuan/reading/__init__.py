"""From files to values: workbooks, documents, and what people and programs write beside them."""

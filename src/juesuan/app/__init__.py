"""The use cases: new, draft, refresh, check, reasons, publish, verify. The only room that knows all the others."""

"""The use cases: new, draft, refresh, check, publish, batch. The only room that knows all the others."""

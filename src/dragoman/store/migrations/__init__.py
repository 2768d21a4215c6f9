"""Migrations: how a store of any former schema becomes one of today's. Run by ``store.migrate``."""

"""Keeps what happens: the books (memory, SQLite or PostgreSQL) and the vault of files. Only importer of SQLAlchemy.

The application opens them with `app.store.opening`.
"""

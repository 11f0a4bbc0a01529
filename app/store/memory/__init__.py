"""The books in memory: for stories, tests and trying out. Same promises as the databases, nothing is kept."""

from app.store.memory.books import MemoryStore

__all__ = ["MemoryStore"]

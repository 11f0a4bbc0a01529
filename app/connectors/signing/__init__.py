"""Electronic signatures: the only room that knows pyHanko."""

"""What auditors do: find, replay, verify, take away, count. Nothing here changes a case."""

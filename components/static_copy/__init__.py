"""The readers' pages as plain files, for slow lines and for many readers: `python -m components.static_copy`."""

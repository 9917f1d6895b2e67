"""How a publisher's file becomes figures: what a table is, what its columns count, where, when, and their totals."""

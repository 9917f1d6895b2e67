"""From bytes to cells as text, each with its line: encodings, separators, workbooks, limits."""

"""What is wrong with a table, by line and column, and how to mend it."""

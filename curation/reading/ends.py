"""How the process that parses says why it gives no reading: its exit codes."""

# Its memory did not suffice.
OUT_OF_MEMORY = 3

# A large file is not written plainly enough to be read all at once, or is no UTF-8.
ROW_BY_ROW = 4
ANOTHER_ENCODING = 5

# It does not know.
UNKNOWN = 6

"""What a new table adds, revises and removes beside the published one."""

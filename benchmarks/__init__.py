"""What the dashboard costs, beside a page of the same content as people usually write it."""

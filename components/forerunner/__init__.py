"""A second process that works out each new version, so that the processor of the readers does not have to."""

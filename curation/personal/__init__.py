"""Personal data in a table: who must not be found in it, and counts so small that somebody may be."""

from curation.personal.screening import screen

__all__ = ["screen"]

"""What crashes, full disks, crowds and bad disks do to the store: a bounded run always, a long one with FAULTS=long."""

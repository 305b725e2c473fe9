"""A visitor's way through the rally on this machine, for people to read."""

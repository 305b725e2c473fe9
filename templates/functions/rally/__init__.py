"""What the rally's functions share; the Makefile beside it packs it into each of them."""

"""People <-> Library: the Discord bot. What it knows, it asks of `index`."""

VERSION = "0.1.0"

"""People <-> Library: the Discord bot. What it knows, it asks of `index`."""

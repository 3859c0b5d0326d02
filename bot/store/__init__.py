"""What the bot itself remembers, in one SQLite file: a file here for each table. All its SQL."""

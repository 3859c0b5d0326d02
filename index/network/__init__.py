"""What fetch.py is made of: addresses that may be opened, and connections to just those."""

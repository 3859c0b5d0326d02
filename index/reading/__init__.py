"""What articles.py is made of: bytes -> text and facts. Parsers run in a child process."""

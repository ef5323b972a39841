"""How the console and the vault speak: typed messages, JSON, one a line. docs/PROTOCOL.md is made from messages.py."""

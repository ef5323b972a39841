"""The commands of the terminal, run on real vaults."""

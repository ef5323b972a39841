"""The console's way into Guarded mode: a relay with the operator's rights, started in the vault process's place."""

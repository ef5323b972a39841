"""The vault process: puts storage and services behind the protocol."""

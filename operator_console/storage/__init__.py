"""Where it is kept: the only room that knows SQLCipher and the keyring."""

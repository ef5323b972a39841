"""What was done: the record's bytes, the chain, the evolving key and the verifier. Bytes in, findings out."""

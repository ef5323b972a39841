"""The parts of the page on which a lead protects a customer without ever seeing one."""

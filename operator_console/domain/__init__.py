"""What is true in a call centre: values in, values out; no Qt, no SQL, no clock, no files."""

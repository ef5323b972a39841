"""What can be done: one file for each thing a person does. The list of files is the list of features."""

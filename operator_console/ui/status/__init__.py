"""The cards of the status page on which somebody chooses or allows something: the room, and captures of the screen."""

"""A Bot API server on this machine with a page of several phones. It knows nothing of the program it serves."""

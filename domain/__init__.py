"""The ground: the township's rules, with no input and no output, importing nothing of the project."""

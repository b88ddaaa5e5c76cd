"""A person spoke: conversations, one module for each thing a person comes to do. `routes.py` is the table of contents."""

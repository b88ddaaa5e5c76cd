"""What the program does: one verb a file, used by both doors, inside the caller's transaction. They speak no language."""

"""Every sentence that a person sees, in three languages, and the renderer that puts values into them. No rules."""

"""What people look at: cards and timelines, composed of phrases and values."""

"""The same report journey written as most people would, with two other ways of making a bot."""

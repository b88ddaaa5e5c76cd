"""What is kept: one connection, numbered migrations, a unit of work and one module for each noun. No rules."""

"""The process: settings, assembly, intake, delivery, health and the command line."""

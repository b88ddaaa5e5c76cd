"""The numbered steps from an empty file to today's schema: `0001_first.sql`, `0002_….sql`, … forward only."""

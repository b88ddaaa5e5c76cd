"""One lane's line in the table: figures by name, in the order they were counted."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Lane:
    """What one lane counted. A figure that is counted again is added to."""

    name: str
    figures: dict[str, int] = field(default_factory=dict)

    def count(self, **figures: int) -> None:
        """Add to figures; underscores in the names become spaces in the table."""
        for name, number in figures.items():
            self.figures[name] = self.figures.get(name, 0) + number

    def counted(self) -> str:
        """The figures as one line."""
        return ", ".join(f"{name.replace('_', ' ')} {number:,}" for name, number in self.figures.items())

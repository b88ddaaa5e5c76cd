"""The texts are read once for all programs of a process: reading them is most of what a start costs."""

from __future__ import annotations

from types import SimpleNamespace

from bot import application
from texts.catalogue import Catalogue


def read_texts_once() -> None:
    """From now on every program that is built here has the same catalogue, which nobody changes."""
    texts = Catalogue.load()
    vars(application)["Catalogue"] = SimpleNamespace(load=lambda: texts)

"""A tree of keys in which every leaf can be made from one root, until it is destroyed: then from nothing that is left.

A node's two children are keyed hashes of it. Whoever has a node can make everything below and nothing beside or above. To
destroy leaves, every node above them is replaced by those of its descendants that are not above any (Goldreich, Goldwasser
and Micali's tree, punctured). Nothing here reads or writes; who keeps the nodes must see to it that old ones are not kept.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Place = TypeVar("Place")

KEY_BYTES = 32
DEPTH = 36
"""Leaves are numbered from 0 to 2 ** 36 - 1."""
ROOT = 1
BRANCH = 8
"""Nodes this far above the leaves are remembered, as neighbours are asked for together."""
LEAVES_KEPT, BRANCHES_KEPT = 4_096, 256


@dataclass(frozen=True, slots=True)
class Span:
    """Leaves from `first` to `last`, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class KeyTree:
    """The nodes that are left. A node's place is 1 for the root, and 2 n and 2 n + 1 for the children of n."""

    nodes: Mapping[int, bytes] = field(repr=False)
    _leaves: dict[int, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    _branches: dict[int, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def grown_from(cls, root: bytes) -> KeyTree:
        """The whole tree."""
        return cls({ROOT: root})

    def leaf(self, number: int) -> bytes | None:
        """The key of a leaf; None if it was destroyed."""
        known = self._leaves.get(number)
        if known is not None:
            return known
        key = self._made(number)
        if key is not None:
            remember(self._leaves, number, key, LEAVES_KEPT)
        return key

    def without(self, spans: Iterable[Span]) -> KeyTree:
        """The tree that is left when these leaves are destroyed. What is destroyed already stays so."""
        doomed = _merged(spans)
        left: dict[int, bytes] = {}
        for place, key in self.nodes.items():
            left.update(_spared(place, key, doomed))
        return KeyTree(left)

    def destroyed(self, within: Span) -> list[Span]:
        """The leaves of a stretch that are destroyed, in order, as few spans as possible."""
        free = within.first
        found: list[Span] = []
        for first, last in sorted(map(_covered, self.nodes)):
            if last < free or first > within.last:
                continue
            if first > free:
                found.append(Span(free, first - 1))
            free = last + 1
        if free <= within.last:
            found.append(Span(free, within.last))
        return found

    def _made(self, number: int) -> bytes | None:
        place = 2**DEPTH + number
        for up in range(DEPTH + 1):
            key = self.nodes.get(place >> up)
            if key is None and up == BRANCH:
                key = self._branches.get(place >> up)
            if key is not None:
                return self._down(place, up, key)
        return None

    def _down(self, place: int, up: int, key: bytes) -> bytes:
        for above in reversed(range(up)):
            here = place >> above
            key = child(key, here & 1)
            if above == BRANCH:
                remember(self._branches, here, key, BRANCHES_KEPT)
        return key


def child(key: bytes, which: int) -> bytes:
    """The left (0) or right (1) child of a node."""
    return blake2b(bytes((which,)), digest_size=KEY_BYTES, key=key, person=b"shouwang tree").digest()


def remember(known: dict[Place, bytes], place: Place, key: bytes, most: int) -> None:
    """Keep it, in the place of what was kept longest."""
    if len(known) >= most:
        del known[next(iter(known))]
    known[place] = key


def _covered(place: int) -> tuple[int, int]:
    """The first and the last leaf below a node."""
    under = DEPTH + 1 - place.bit_length()
    first = (place << under) - 2**DEPTH
    return first, first + (1 << under) - 1


def _spared(place: int, key: bytes, doomed: Sequence[Span]) -> Iterator[tuple[int, bytes]]:
    """Of a node: itself, if nothing below it is doomed; nothing, if all is; else what its children leave."""
    first, last = _covered(place)
    nearest = bisect_left(doomed, first, key=lambda span: span.last)
    if nearest == len(doomed) or doomed[nearest].first > last:
        yield place, key
    elif not (doomed[nearest].first <= first and last <= doomed[nearest].last):
        for which in (0, 1):
            yield from _spared(2 * place + which, child(key, which), doomed)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same leaves in order, spans that touch made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.first):
        if found and span.first <= found[-1].last + 1:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return found

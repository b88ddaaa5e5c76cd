"""A leaf is the same until it is destroyed, and after that cannot be made from anything that is left."""

from __future__ import annotations

import secrets

from hypothesis import given
from hypothesis import strategies as st

from storage.key_tree import DEPTH, ROOT, KeyTree, Span, child

LAST = 2**DEPTH - 1
SOME = st.integers(min_value=0, max_value=40) | st.integers(min_value=0, max_value=LAST)
SPANS = st.builds(lambda first, more: Span(first, min(first + more, LAST)), SOME, st.integers(0, 12))
PLAN = st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=6)


def within(number: int, spans: list[Span]) -> bool:
    """Whether one of the spans holds it."""
    return any(span.first <= number <= span.last for span in spans)


@given(PLAN, st.lists(SOME, max_size=20))
def test_what_is_not_destroyed_stays_as_it_was_and_what_is_can_not_be_made(
    plan: list[list[Span]], asked: list[int]
) -> None:
    """Whatever is destroyed, in whatever order, once or again."""
    whole = KeyTree.grown_from(secrets.token_bytes(32))
    tree = whole
    for spans in plan:
        tree = tree.without(spans)
    gone = [span for spans in plan for span in spans]
    edges = [each for span in gone for each in (span.first - 1, span.first, span.last, span.last + 1)]
    for number in (*asked, *(each for each in edges if 0 <= each <= LAST)):
        assert tree.leaf(number) == (None if within(number, gone) else whole.leaf(number))
        above = {(2**DEPTH + number) >> up for up in range(DEPTH + 1)}
        assert len(above & tree.nodes.keys()) == (0 if within(number, gone) else 1)


@given(PLAN)
def test_no_node_above_a_destroyed_leaf_is_left(plan: list[list[Span]]) -> None:
    """The nodes that are left cover exactly the leaves that live, each once."""
    tree = KeyTree.grown_from(b"r" * 32)
    gone = [span for spans in plan for span in spans]
    for spans in plan:
        tree = tree.without(spans)
    destroyed = tree.destroyed(Span(0, LAST))
    assert all(within(span.first, gone) and within(span.last, gone) for span in destroyed)
    assert (
        sum(span.last - span.first + 1 for span in destroyed)
        + sum(2 ** (DEPTH + 1 - place.bit_length()) for place in tree.nodes)
        == LAST + 1
    )


@given(PLAN, st.randoms())
def test_the_order_does_not_matter(plan: list[list[Span]], chance: object) -> None:
    """All at once leaves the same nodes as one after the other."""
    whole = KeyTree.grown_from(b"r" * 32)
    one_by_one = whole
    spans = [span for each in plan for span in each]
    chance.shuffle(spans)  # type: ignore[attr-defined]  # a strategy's random.Random
    for span in spans:
        one_by_one = one_by_one.without([span])
    assert one_by_one.nodes == whole.without(spans).nodes


def test_neighbours_destroyed_together_cost_next_to_nothing() -> None:
    """A million cases from the first on leave no more nodes than the tree is deep."""
    tree = KeyTree.grown_from(b"r" * 32).without([Span(0, 999_999)])
    assert len(tree.nodes) <= DEPTH
    assert tree.destroyed(Span(0, LAST)) == [Span(0, 999_999)]


def test_every_leaf_is_another() -> None:
    """No two of many neighbours are the same, nor is any a node above."""
    tree = KeyTree.grown_from(b"r" * 32)
    leaves = {tree.leaf(number) for number in range(10_000)}
    assert len(leaves) == 10_000
    assert child(tree.nodes[ROOT], 0) not in leaves


def test_a_leaf_is_the_same_whether_it_is_remembered_or_made_anew() -> None:
    """What was remembered is thrown out when there is too much of it, and made again alike."""
    tree, other = KeyTree.grown_from(b"r" * 32), KeyTree.grown_from(b"r" * 32)
    first = [tree.leaf(number * 997) for number in range(6_000)]
    assert [tree.leaf(number * 997) for number in range(6_000)] == first
    assert [other.leaf(number * 997) for number in reversed(range(6_000))] == first[::-1]

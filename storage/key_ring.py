"""The keys under which texts and identities are sealed: one for the vault, and one for each case, draft, day and person.

They stand in the key file alone. Each can be destroyed by itself, and all of them be renewed while the program runs.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import nacl.exceptions
import nacl.secret

from storage.key_tree import DEPTH, KEY_BYTES, KeyTree, Span, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NUMBER_BITS = 32
OPENED_KEPT = 2_048


class Sealed(IntEnum):
    """What has keys of its own; each kind has 2 ** 32 of them."""

    CASE = 0
    """A case's texts, places, identity, and every message about it; by its identifier."""
    DRAFT = 1
    """A half-filled form; by its identifier."""
    DAY = 2
    """Messages that are about no case; by the day on which they were written."""
    INCIDENT = 3
    """What a patroller met and nobody has made a case of; by its identifier."""
    PERSON = 4
    """A person's account and name, and what else they are called; by their identifier."""


class Subject(NamedTuple):
    """What one key is for."""

    kind: Sealed
    number: int


class KeyDestroyed(Exception):
    """There is no key for this any more: whatever was sealed under it is gone for good."""

    def __init__(self, subject: Subject) -> None:
        super().__init__(f"the key of {subject.kind.name.lower()} {subject.number} was destroyed")
        self.subject = subject


@dataclass(frozen=True)
class Generation:
    """The keys that were made together. A rotation makes the next."""

    vault: bytes = field(repr=False)
    tree: KeyTree = field(repr=False)

    @classmethod
    def fresh(cls) -> Generation:
        """New random keys with nothing destroyed."""
        return cls(secrets.token_bytes(KEY_BYTES), KeyTree.grown_from(secrets.token_bytes(KEY_BYTES)))


class RingState(NamedTuple):
    """All that has to be kept of a ring. `previous` is there while a rotation goes on."""

    current: Generation
    previous: Generation | None


class KeyRing:
    """Seals under today's keys and opens what today's or yesterday's have sealed.

    `keep` writes a state to where keys are kept and returns when it is safe there; until then the ring stays as it was.
    """

    def __init__(self, state: RingState, keep: Callable[[RingState], None]) -> None:
        self._state = state
        self._keep = keep
        self._turn = Lock()
        self._opened: dict[tuple[int, bytes], bytes] = {}

    @property
    def rotating(self) -> bool:
        """Whether something may still be sealed under the keys from before a rotation."""
        return self._state.previous is not None

    def seal(self, clear: bytes) -> bytes:
        """Encrypt and authenticate under the vault's key (XSalsa20-Poly1305 with a random nonce)."""
        return bytes(nacl.secret.SecretBox(self._state.current.vault).encrypt(clear))

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt. Raises nacl.exceptions.CryptoError when it was altered or sealed under another key."""
        current, previous = self._state
        try:
            return bytes(nacl.secret.SecretBox(current.vault).decrypt(sealed))
        except nacl.exceptions.CryptoError:
            if previous is None:
                raise
        return bytes(nacl.secret.SecretBox(previous.vault).decrypt(sealed))

    def seal_for(self, subject: Subject, clear: bytes) -> bytes:
        """Encrypt under the key of one subject. Raises KeyDestroyed."""
        key = self._state.current.tree.leaf(_leaf(subject))
        if key is None:
            raise KeyDestroyed(subject)
        return bytes(nacl.secret.SecretBox(key).encrypt(clear))

    def unseal_for(self, subject: Subject, sealed: bytes) -> bytes:
        """Decrypt it. Raises KeyDestroyed, and CryptoError when it was altered or belongs to something else."""
        current, previous = self._state
        key = current.tree.leaf(_leaf(subject))
        if key is None:
            raise KeyDestroyed(subject)
        try:
            return bytes(nacl.secret.SecretBox(key).decrypt(sealed))
        except nacl.exceptions.CryptoError:
            earlier = previous.tree.leaf(_leaf(subject)) if previous else None
            if earlier is None:
                raise
        return bytes(nacl.secret.SecretBox(earlier).decrypt(sealed))

    def unseal_again(self, subject: Subject, sealed: bytes) -> bytes:
        """The same for what is read with every update: what was opened lately is remembered until a key is destroyed or renewed."""
        opened, name = self._opened, (_leaf(subject), sealed)
        clear = opened.get(name)
        if clear is None:
            clear = self.unseal_for(subject, sealed)
            remember(opened, name, clear, OPENED_KEPT)
        return clear

    def opens_anew(self, subject: Subject | None, sealed: bytes) -> bool:
        """Whether today's keys alone open it; None is the vault."""
        current = RingState(self._state.current, None)
        alone = KeyRing(current, self._keep)
        try:
            alone.unseal(sealed) if subject is None else alone.unseal_for(subject, sealed)
        except (nacl.exceptions.CryptoError, KeyDestroyed):
            return False
        return True

    def is_destroyed(self, subject: Subject) -> bool:
        """Whether nothing can be sealed or opened for it any more."""
        return self._state.current.tree.leaf(_leaf(subject)) is None

    def destroyed(self, kind: Sealed) -> list[Span]:
        """The numbers of one kind whose keys are gone."""
        first, last = _leaf(Subject(kind, 0)), _leaf(Subject(kind, 2**NUMBER_BITS - 1))
        gone = self._state.current.tree.destroyed(Span(first, last))
        return [Span(each.first - first, each.last - first) for each in gone]

    def destroy(self, doomed: Iterable[tuple[Sealed, Span]]) -> None:
        """Destroy keys for good, in both generations, and return when no file of ours holds them. Waits for the disk."""
        spans = [Span(_leaf(Subject(kind, each.first)), _leaf(Subject(kind, each.last))) for kind, each in doomed]
        with self._turn:
            current, previous = self._state
            left = RingState(
                Generation(current.vault, current.tree.without(spans)),
                None if previous is None else Generation(previous.vault, previous.tree.without(spans)),
            )
            self._put(left)

    def begin_rotation(self) -> bool:
        """From now on seal under new keys; False if an earlier rotation is not over. Waits for the disk."""
        with self._turn:
            if self._state.previous is not None:
                return False
            old, fresh = self._state.current, Generation.fresh()
            gone = old.tree.destroyed(Span(0, 2**DEPTH - 1))
            self._put(RingState(Generation(fresh.vault, fresh.tree.without(gone)), old))
            return True

    def end_rotation(self) -> None:
        """Nothing is sealed under the old keys any more: forget them. Waits for the disk."""
        with self._turn:
            self._put(RingState(self._state.current, None))

    def _put(self, state: RingState) -> None:
        if state != self._state:
            self._keep(state)
            self._state = state
            self._opened = {}


def _leaf(subject: Subject) -> int:
    if not 0 <= subject.number < 2**NUMBER_BITS:
        message = f"no key has the number {subject.number}"
        raise ValueError(message)
    return (subject.kind << NUMBER_BITS) | subject.number

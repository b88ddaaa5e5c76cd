"""SQLite's own file layer with a hook before and after each operation: to record, to fill up, to kill.

The hooks are put into the default VFS of the SQLite library that Python uses, by its documented C interface
(https://www.sqlite.org/c3ref/vfs.html, https://www.sqlite.org/c3ref/io_methods.html), so the program under test is not changed
at all. Only the methods that change a file are hooked: what lies between two of them is the same on the disk.
"""

from __future__ import annotations

import _sqlite3
import contextlib
import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SQLITE_OK: Final = 0
SQLITE_FULL: Final = 13
MOVES_BEFORE_OPEN: Final = 6
"""Pointers and integers in `sqlite3_vfs` that stand before `xOpen`."""


class Act(StrEnum):
    """What is done to a file."""

    OPEN = "open"
    """It is opened, and made if it is not there."""
    WRITE = "write"
    """Bytes are put at an offset."""
    TRUNCATE = "truncate"
    """It is cut at a size; the size stands in `offset`."""
    SYNC = "sync"
    """Everything written to it so far is to reach the disk."""
    DELETE = "delete"
    """Its name is taken away."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation on one file. `offset` in bytes; `content` is empty but for a write."""

    act: Act
    path: str
    offset: int = 0
    content: bytes = b""


Before = Callable[[Operation], int]
"""Called before an operation: an SQLite result code to answer instead of doing it, or SQLITE_OK to have it done."""
After = Callable[[Operation], None]
"""Called after an operation that was done."""


class _Vfs(ctypes.Structure):
    pass


class _Methods(ctypes.Structure):
    pass


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


_FilePointer = ctypes.POINTER(_File)
_Integer, _Long, _Pointer = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p
_Open = ctypes.CFUNCTYPE(_Integer, _Pointer, _Pointer, _FilePointer, _Integer, _Pointer)
_Delete = ctypes.CFUNCTYPE(_Integer, _Pointer, ctypes.c_char_p, _Integer)
_Close = ctypes.CFUNCTYPE(_Integer, _FilePointer)
_Write = ctypes.CFUNCTYPE(_Integer, _FilePointer, _Pointer, _Integer, _Long)
_Truncate = ctypes.CFUNCTYPE(_Integer, _FilePointer, _Long)
_Sync = ctypes.CFUNCTYPE(_Integer, _FilePointer, _Integer)

_Vfs._fields_ = (
    ("version", _Integer),
    ("file_size", _Integer),
    ("longest_path", _Integer),
    ("next", _Pointer),
    ("name", ctypes.c_char_p),
    ("data", _Pointer),
    ("open", _Open),
    ("delete", _Delete),
)
# Version 3 of the structure has 18 methods after the version; those that are not hooked are copied as they are.
_Methods._fields_ = (
    ("version", _Integer),
    ("close", _Close),
    ("read", _Pointer),
    ("write", _Write),
    ("truncate", _Truncate),
    ("sync", _Sync),
    ("others", _Pointer * 13),
)


class Disk:
    """The hooks of one process; there is one file layer, so there is one of these at a time. See `hooked`."""

    def __init__(self, before: Before | None, after: After | None) -> None:
        self._before = before
        self._after = after
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = (ctypes.c_char_p,)
        self._vfs: _Vfs = library.sqlite3_vfs_find(None).contents
        self._open, self._delete = _Open(_address(self._vfs.open)), _Delete(_address(self._vfs.delete))
        self._paths: dict[int, str] = {}
        self._hooked: dict[int, tuple[_Methods, _Methods]] = {}
        self._original: dict[int, _Methods] = {}
        # Kept here, as the library holds nothing but their addresses.
        self._hooks = (_Open(self._on_open), _Delete(self._on_delete))
        self._file_hooks = (
            _Close(self._on_close),
            _Write(self._on_write),
            _Truncate(self._on_truncate),
            _Sync(self._on_sync),
        )

    def put_in(self) -> None:
        """Hook every file that is opened from now on."""
        self._vfs.open, self._vfs.delete = self._hooks

    def take_out(self) -> None:
        """Files opened from now on are not hooked; those that are open stay so."""
        self._vfs.open, self._vfs.delete = self._open, self._delete

    def _do(self, operation: Operation, work: Callable[[], int]) -> int:
        refused = self._before(operation) if self._before else SQLITE_OK
        if refused != SQLITE_OK:
            return refused
        done = work()
        if done == SQLITE_OK and self._after:
            self._after(operation)
        return done

    def _on_open(self, vfs: int, name: int | None, file: ctypes._Pointer[_File], flags: int, out: int | None) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        found = self._do(Operation(Act.OPEN, path), lambda: int(self._open(vfs, name, file, flags, out)))
        if found == SQLITE_OK and path:
            address = ctypes.addressof(file.contents)
            self._paths[address] = path
            self._original[address], methods = self._methods_like(file.contents.methods)
            file.contents.methods = ctypes.pointer(methods)
        return found

    def _methods_like(self, given: ctypes._Pointer[_Methods]) -> tuple[_Methods, _Methods]:
        """The methods of a file as they are, and a copy of them with the hooks in it."""
        address = ctypes.addressof(given.contents)
        if address not in self._hooked:
            original, copy = given.contents, _Methods.from_buffer_copy(given.contents)
            copy.close, copy.write, copy.truncate, copy.sync = self._file_hooks
            self._hooked[address] = (original, copy)
        return self._hooked[address]

    def _on_close(self, file: ctypes._Pointer[_File]) -> int:
        address = ctypes.addressof(file.contents)
        original = self._original.pop(address)
        self._paths.pop(address)
        # The library looks at the file's own methods while it closes it.
        file.contents.methods = ctypes.pointer(original)
        return int(original.close(file))

    def _on_write(self, file: ctypes._Pointer[_File], content: int, length: int, offset: int) -> int:
        original, path = self._file(file)
        operation = Operation(Act.WRITE, path, offset, ctypes.string_at(content, length))
        return self._do(operation, lambda: int(original.write(file, content, length, offset)))

    def _on_truncate(self, file: ctypes._Pointer[_File], size: int) -> int:
        original, path = self._file(file)
        return self._do(Operation(Act.TRUNCATE, path, size), lambda: int(original.truncate(file, size)))

    def _on_sync(self, file: ctypes._Pointer[_File], flags: int) -> int:
        original, path = self._file(file)
        return self._do(Operation(Act.SYNC, path), lambda: int(original.sync(file, flags)))

    def _on_delete(self, vfs: int, name: bytes, sync_folder: int) -> int:
        return self._do(Operation(Act.DELETE, name.decode()), lambda: int(self._delete(vfs, name, sync_folder)))

    def _file(self, file: ctypes._Pointer[_File]) -> tuple[_Methods, str]:
        address = ctypes.addressof(file.contents)
        return self._original[address], self._paths[address]


def _address(function: object) -> int:
    """The address that a field of a structure holds now, whatever it is set to later."""
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


@contextlib.contextmanager
def hooked(before: Before | None = None, after: After | None = None) -> Iterator[Disk]:
    """Hook every database file that is opened inside."""
    disk = Disk(before, after)
    disk.put_in()
    try:
        yield disk
    finally:
        disk.take_out()

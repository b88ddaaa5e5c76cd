"""The one thing that is asked for during a shift: a photo to check in with."""

from __future__ import annotations

from domain.forms import Field, Form

SHIFT_PICTURE = "shift_picture"
POST = "post:"
"""How the subject of the form begins: a bare number would be a case."""
SHIFT_PICTURE_FORM = Form(
    key=SHIFT_PICTURE, fields=(Field(key="picture", question="ask-shift-picture"),), confirms=False
)

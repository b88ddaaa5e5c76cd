"""What a patroller met, as a form: what; where is known already, and a picture or a voice may come with it."""

from __future__ import annotations

from domain.forms import Field, Form, never

INCIDENT = "incident"
INCIDENT_FORM = Form(
    key=INCIDENT,
    fields=(
        Field("texts", "ask-incident", free=True),
        Field("place", "ask-place", required=never, words=200, places=True, skippable=True),
    ),
)

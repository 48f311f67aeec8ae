"""Sets whether a request's file is complete, and what is therefore promised by when; knows no journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from desk.models import Request
from desk.models.promises import clock_facts, entry_of, items_of, marks_of, missing_of, promise_for
from desk.rules.request_states import WORKING


def settle(session: Session, request: Request, *, complete_at: datetime) -> bool:
    """Set state, completion and promise by what the tick list says now; whether it became complete by this.

    `complete_at` is the moment of completion where the file was not complete before.
    """
    entry = entry_of(request)
    is_complete = not missing_of(items_of(request, entry), marks_of(request))
    became_complete = is_complete and request.completed_at is None
    if became_complete:
        request.completed_at = complete_at
    elif not is_complete:
        request.completed_at = None
    if request.state in WORKING:
        request.state = _working_state(request.state, is_complete=is_complete)
    promise = promise_for(session, entry, clock_facts(request, entry))
    request.clock_starts_on = promise.starts_on
    request.due_on = promise.due_on
    request.due_words = promise.words if promise.due_on is not None else promise.explanation or promise.words
    return became_complete


def _working_state(state: str, *, is_complete: bool) -> str:
    """A file that lacks something goes back to the applicant, whatever was begun; work goes on otherwise."""
    if not is_complete:
        return "incomplete"
    return "in_process" if state == "in_process" else "complete"

"""What becomes of a page where nobody waits to see an exception: an answer, or the problem that it has instead."""

from __future__ import annotations

from ..errors import NoChild, RequestError, ServiceError
from ..model import RawPage
from .answer import Answer, Cleaning
from .faults import tell

Outcome = Answer | RequestError


class InternalError(ServiceError):
    """An error in the code."""

    title = "The page could not be cleaned"


def outcome(cleaning: Cleaning, page: RawPage) -> Outcome:
    """What ``cleaning`` makes of a ``page``; raises nothing."""
    try:
        return cleaning.clean([page], {})
    except NoChild as error:  # which speaks of a log
        return NoChild(f"no process that would clean the page can be started: {error.__cause__}")
    except RequestError as error:
        return error
    except Exception as error:
        return unforeseen(error)


def unforeseen(error: Exception) -> InternalError:
    """An error that nobody foresaw, by its type and place: its message may quote the page."""
    told = tell(error)
    place = f" at {told['traceback'][-1]}" if told["traceback"] else ""
    return InternalError(f"an error in jingwen ({told['error']}{place}); report it, with the page where you can")

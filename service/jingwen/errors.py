"""Every failure that a caller can see.

::

    JingwenError
    ├── InputError                  the caller's request cannot be used as it is; becomes a problem+json answer
    │   ├── Unauthorized            401  no token, or another than the service's
    │   ├── EmptyBody               400  nothing to clean
    │   ├── InvalidOption           400  an unknown option, or a value that the option does not take
    │   ├── InvalidJson             400  a JSON body that is not the documented object
    │   ├── InvalidForm             400  a form without exactly one page
    │   ├── CorruptEncoding         400  a Content-Encoding that the bytes do not keep (truncated gzip, say)
    │   ├── BrokenBody              400  a body that ends before its announced length, or is framed wrongly
    │   ├── StalledBody             408  a body of which no further byte came
    │   ├── UnknownRule             404  a rule file that does not exist
    │   ├── UnknownEncoding         415  a Content-Encoding that is not undone here
    │   ├── UnsupportedMediaType    415  a Content-Type that is not a page
    │   │   └── UnsupportedStreamType    or not lines of JSON, in a stream
    │   ├── OverLimit               413  more of something than a limit allows; which, and how much, is said
    │   │   ├── BodyTooLarge             bytes, on the wire or inflated
    │   │   ├── TooManyTags              tags of a page, or lines of a dump
    │   │   ├── TextTooLong              characters of a page's visible text
    │   │   ├── TooManyPages             pages in one request
    │   │   ├── TooManyParts             parts of a form
    │   │   └── AnswerTooLarge           bytes of the answer
    │   └── NoArticle               422  ``strict=1`` and the page has no article
    ├── ServiceError                the request was well, the service could not answer it; a problem+json answer too
    │   ├── ChildDied               500  the process that cleaned the page died, twice
    │   ├── NoChild                 503  no process that would clean the page can be started
    │   ├── NotReady                503  the service is stopping, or cannot clean its test page
    │   ├── Overloaded              503  more requests than the service lets wait
    │   └── DeadlineExceeded        504  the page took too long and was given up
    ├── NoAnswer                    the service could not be asked; by jingwen.client alone
    │   ├── Unreachable             503  nothing listens there, or the connection broke off
    │   ├── TimedOut                504  nothing came back within the client's timeout
    │   └── UnexpectedAnswer        502  what came back is none of the service's answers
    ├── SettingError                a setting in the environment that cannot be used; stops the start
    └── RuleError                   a rule file that cannot be used; stops the start

A message says what was got, what was expected, and what to do. None ever holds a page's text.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

# Of what was got a message quotes no more characters than this.
MOST_QUOTED = 100


def excerpt(text: str) -> str:
    """``text`` as a message quotes it."""
    return text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]}…"


class JingwenError(Exception):
    """The root of all errors raised on purpose."""


# What the type of each problem begins with: RFC 9457 wants a URI.
TYPE_PREFIX = "urn:jingwen:problem:"
# HTTP statuses of a proxy, or of a service that is starting, stopping or at its limit.
PASSING = (429, 502, 503, 504)


Kind: TypeAlias = "type[RequestError]"


class RequestError(JingwenError):
    """A request that cannot be answered with an article, for one of the reasons below.

    ``slug`` is the stable end of the problem's ``type``, ``status`` the HTTP status, ``title`` the problem's
    summary; ``facts`` are further members of the problem (``limit``, ``got``).
    """

    slug: ClassVar[str]
    status: ClassVar[int]
    title: ClassVar[str]

    def __init__(self, message: str, **facts: str | float) -> None:
        super().__init__(message)
        self.facts = facts

    @property
    def type(self) -> str:
        """The ``type`` of the problem, which never changes."""
        return TYPE_PREFIX + self.slug

    @property
    def detail(self) -> str:
        """What was got, what was expected and what to do."""
        return str(self)

    @property
    def retry(self) -> bool:
        """Whether it may go well when it is tried again: what failed was not the page."""
        return self.status == 503

    @classmethod
    def kinds(cls) -> dict[str, Kind]:
        """This kind of error and all kinds below it by their slugs; of several with one slug, the uppermost."""
        found: dict[str, Kind] = {cls.slug: cls} if hasattr(cls, "slug") else {}
        for kind in cls.__subclasses__():
            for slug, below in kind.kinds().items():
                found.setdefault(slug, below)
        return found

    @classmethod
    def slugs(cls) -> tuple[str, ...]:
        """The slugs of this kind of error and of all kinds below it, each once."""
        return tuple(cls.kinds())


class InputError(RequestError):
    """The reason lies in the request: sent again as it is, it fails again."""

    slug = "invalid-request"
    status = 400
    title = "The request cannot be used"


class Unauthorized(InputError):
    """The request does not carry the token that the service asks for."""

    slug = "unauthorized"
    status = 401
    title = "The request needs the service's token"


class EmptyBody(InputError):
    """The request holds no page."""

    slug = "empty-body"
    title = "There is no page in the request"


class InvalidOption(InputError):
    """An option that does not exist, or a value that it does not take."""

    slug = "invalid-option"
    title = "An option or its value is not known"


class InvalidJson(InputError):
    """A JSON body that is not the documented object."""

    slug = "invalid-json"
    title = "The JSON body is not the documented object"


class InvalidForm(InputError):
    """A multipart body that does not hold exactly one file ``page``, or a form of fields without exactly one page."""

    slug = "invalid-form"
    title = "The body is not the documented form"


class CorruptEncoding(InputError):
    """The body is not what its Content-Encoding says."""

    slug = "corrupt-encoding"
    title = "The body does not decode as its Content-Encoding"


class BrokenBody(InputError):
    """The body ended before its announced length, or its chunks are framed wrongly."""

    slug = "broken-body"
    title = "The body could not be read to its end"


class StalledBody(InputError):
    """The caller stopped sending amid the body, and did not go on in time."""

    slug = "stalled-body"
    status = 408
    title = "The body did not arrive in time"


class UnknownRule(InputError):
    """There is no rule file of that name."""

    slug = "unknown-rule"
    status = 404
    title = "There is no such rule file"


class UnknownEncoding(InputError):
    """A Content-Encoding that the service does not undo."""

    slug = "unknown-encoding"
    status = 415
    title = "The Content-Encoding is not supported"


class UnsupportedMediaType(InputError):
    """A Content-Type that is none of the documented ones."""

    slug = "unsupported-media-type"
    status = 415
    title = "The Content-Type is not supported"


class UnsupportedStreamType(UnsupportedMediaType):
    """A Content-Type that is none of a stream's."""


class OverLimit(InputError):
    """More of something than a limit allows.

    ``facts`` hold ``limit_name`` (the setting, without its prefix, in lower case), ``limit`` and, where it is known,
    ``got``.
    """

    status = 413


class BodyTooLarge(OverLimit):
    """More bytes than a limit allows, on the wire or after decompression."""

    slug = "body-too-large"
    title = "The body is over a limit"


class TooManyTags(OverLimit):
    """A page with more tags, or a dump with more lines, than any that a person wrote."""

    slug = "too-many-tags"
    title = "The page has too many tags"


class TextTooLong(OverLimit):
    """A page with more visible text than a book has."""

    slug = "text-too-long"
    title = "The page has too much text"


class TooManyPages(OverLimit):
    """More pages in one request than an article is printed on."""

    slug = "too-many-pages"
    title = "The request has too many pages"


class TooManyParts(OverLimit):
    """More parts in a form than there are things to say."""

    slug = "too-many-parts"
    title = "The form has too many parts"


class AnswerTooLarge(OverLimit):
    """An answer of more bytes than a caller should have to take."""

    slug = "answer-too-large"
    title = "The answer would be too large"


class NoArticle(InputError):
    """The page has no article and the caller asked for that to be an error."""

    slug = "no-article"
    status = 422
    title = "The page has no article"

    @classmethod
    def of(cls, status: str) -> NoArticle:
        """The error for a page whose answer has that ``status``."""
        return cls(
            f"the page is {status} and strict=1 asks for an article; leave strict out to get the answer anyway",
            article_status=status,
        )


class ServiceError(RequestError):
    """The reason lies in the service, or in what a page does to it."""

    slug = "internal-error"
    status = 500
    title = "The service failed"


class ChildDied(ServiceError):
    """The process that cleaned the page died, and so did a fresh one."""

    slug = "child-died"
    title = "The page could not be cleaned: the process that cleaned it died"


class NoChild(ServiceError):
    """No process that would clean the page can be started: the machine has no room, or the installation is broken."""

    slug = "no-child"
    status = 503
    title = "The page could not be cleaned: no process for it can be started"


class NotReady(ServiceError):
    """The service cannot clean pages now, or not any more."""

    slug = "not-ready"
    status = 503
    title = "The service is not ready"


class Overloaded(ServiceError):
    """As many requests are under way and waiting as the service takes."""

    slug = "overloaded"
    status = 503
    title = "Too many requests are under way"


class DeadlineExceeded(ServiceError):
    """The page took longer than the deadline; the process that cleaned it was killed."""

    slug = "deadline-exceeded"
    status = 504
    title = "The page took too long"


class NoAnswer(RequestError):
    """The service could not be asked: it is not known what it would have said."""

    @property
    def retry(self) -> bool:
        """What a proxy says while it has no service behind it passes, as a connection that breaks off does."""
        return self.facts.get("answer_status", 503) in PASSING


class Unreachable(NoAnswer):
    """Nothing listens at the service's address, or the connection broke off before the answer was there."""

    slug = "unreachable"
    status = 503
    title = "The service cannot be reached"


class TimedOut(NoAnswer):
    """No byte of an answer came within the client's timeout, which is longer than the service takes for any page."""

    slug = "timed-out"
    status = 504
    title = "The service did not answer in time"


class UnexpectedAnswer(NoAnswer):
    """An answer came, and it is none of the service's: a proxy's page, no JSON, or another program's.

    ``facts`` hold its status as ``answer_status``.
    """

    slug = "unexpected-answer"
    status = 502
    title = "What came back is no answer of the service"


class SettingError(JingwenError):
    """A setting that cannot be used: which, what it holds, what it takes."""


class RuleError(JingwenError):
    """A rule file that cannot be used. ``str()`` is ``file:line: what was got, what was expected``.

    A folder has no lines: its ``line`` is 0, and is not told.
    """

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file, self.line, self.message = file, line, message

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, int, str]]:  # it crosses from one process to another
        return type(self), (self.file, self.line, self.message)

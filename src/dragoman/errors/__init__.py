"""Every error that dragoman raises on purpose, one class for each stable code.

The tree::

    DragomanError
    ├── UsageError        the caller asked for something that cannot be: exit 2
    ├── DossierError      the author of a pack or frame made a mistake: the run stops, exit 2
    ├── DocumentError     one input is bad: it is set aside with its reason, the run goes on, exit 3
    ├── StoreError        the record cannot be read or written: exit 2
    └── AccessError       who asks is not known, or may not do this: exit 2

A message says where, what, the known choices, the next step, and the code. Each code has a
heading in ``docs/errors.md``. Errors keep their inputs as attributes. Lower layers raise; only
the pipeline's per-document guard and the faces catch.
"""

from dragoman.errors.access import (
    AccessError,
    AccountError,
    AccountsFileError,
    ForgedRequestError,
    NotAllowedError,
    NotProxiedError,
    SignInNeededError,
    ThrottledError,
    WrongPasswordError,
)
from dragoman.errors.document import (
    AddressRefusedError,
    BadJsonError,
    BinaryInputError,
    BudgetError,
    DocumentError,
    EmptyInputError,
    EncodingError,
    EvidenceError,
    FeedError,
    FetchError,
    FetchTimeoutError,
    ForbiddenCharacterError,
    ModelAnswerError,
    ModelBudgetError,
    RedirectError,
    RobotsError,
    StatusError,
    TooLargeError,
    UnreadableInputError,
    WebArchiveError,
)
from dragoman.errors.dossier import DossierError, DossierFileError, FrameFileError, PackNotFoundError, ReaderFileError
from dragoman.errors.root import DragomanError
from dragoman.errors.store import (
    ArchiveError,
    StoreBusyError,
    StoreError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreRowError,
    StoreUnusableError,
    StoreVersionError,
    WatchStateError,
)
from dragoman.errors.usage import (
    AmbiguousIdError,
    BadSettingError,
    BadSlotError,
    BadTimeError,
    ItemHeldError,
    ModelAccessError,
    NotFoundError,
    ReadingProcessError,
    ReviewError,
    StaleClaimError,
    TrainingDataError,
    TrainingExtraError,
    UnknownLanguageError,
    UnknownNameError,
    UnwritableOutputError,
    UsageError,
)

__all__ = [
    "AccessError",
    "AccountError",
    "AccountsFileError",
    "AddressRefusedError",
    "AmbiguousIdError",
    "ArchiveError",
    "BadJsonError",
    "BadSettingError",
    "BadSlotError",
    "BadTimeError",
    "BinaryInputError",
    "BudgetError",
    "DocumentError",
    "DossierError",
    "DossierFileError",
    "DragomanError",
    "EmptyInputError",
    "EncodingError",
    "EvidenceError",
    "FeedError",
    "FetchError",
    "FetchTimeoutError",
    "ForbiddenCharacterError",
    "ForgedRequestError",
    "FrameFileError",
    "ItemHeldError",
    "ModelAccessError",
    "ModelAnswerError",
    "ModelBudgetError",
    "NotAllowedError",
    "NotFoundError",
    "NotProxiedError",
    "PackNotFoundError",
    "ReaderFileError",
    "ReadingProcessError",
    "RedirectError",
    "ReviewError",
    "RobotsError",
    "SignInNeededError",
    "StaleClaimError",
    "StatusError",
    "StoreBusyError",
    "StoreError",
    "StoreMissingError",
    "StoreReadOnlyError",
    "StoreRowError",
    "StoreUnusableError",
    "StoreVersionError",
    "ThrottledError",
    "TooLargeError",
    "TrainingDataError",
    "TrainingExtraError",
    "UnknownLanguageError",
    "UnknownNameError",
    "UnreadableInputError",
    "UnwritableOutputError",
    "UsageError",
    "WatchStateError",
    "WebArchiveError",
    "WrongPasswordError",
]

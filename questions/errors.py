"""Every failure that a person can mend, each with a stable code; knows nothing of its siblings.

    QuizError
    ├── DocumentError                 a file that cannot become a document
    │   ├── DocumentMissing   [Q001]
    │   ├── DocumentFormat    [Q002]
    │   ├── DocumentEncoding  [Q003]
    │   ├── DocumentEmpty     [Q004]
    │   ├── DocumentScanned   [Q005]
    │   ├── DocumentLocked    [Q006]
    │   ├── DocumentDamaged   [Q007]
    │   └── DocumentTooLarge  [Q008]
    ├── BankError                     a bank that cannot be asked from
    │   ├── BankMissing       [Q010]
    │   ├── BankSyntax        [Q011]
    │   ├── BankShape         [Q012]
    │   ├── BankFaults        [Q013]
    │   └── BankUnwritable    [Q014]
    ├── GenerationError
    │   ├── NothingToAsk      [Q020]
    │   ├── NotEnglish        [Q021]
    │   └── WorkerLost        [Q022]
    ├── PipelineError         [Q030]  the language pipeline cannot be loaded
    ├── ClusterUnusable       [Q031]  the machines that shall read cannot be used
    ├── DatabaseError                 the database where scores live, its backups and its moves
    │   ├── DatabaseUnusable  [Q040]
    │   ├── DatabaseNewer     [Q041]
    │   ├── DatabaseInUse     [Q042]
    │   ├── BackupUnwritable  [Q043]
    │   ├── BackupUnusable    [Q044]
    │   ├── DatabaseNoFile    [Q045]
    │   ├── DatabaseFilled    [Q046]
    │   ├── DatabaseOlder     [Q047]
    │   └── MoveIncomplete    [Q048]
    ├── SettingsError                 the environment or .env
    │   ├── SettingInvalid    [Q050]
    │   ├── PortTaken         [Q051]
    │   ├── TelegramRefused   [Q052]
    │   └── NoBanks           [Q053]
    ├── ReviewError                   questions that people judge
    │   ├── SheetInvalid      [Q060]
    │   ├── VerdictInvalid    [Q061]
    │   └── SheetsApart       [Q062]
    ├── FormatError                   files of other quiz systems
    │   ├── FormatUnknown     [Q070]
    │   ├── FormatBroken      [Q071]
    │   ├── NothingToImport   [Q072]
    │   ├── FormatUnreadable  [Q073]
    │   ├── FormatUnwritable  [Q074]
    │   └── NothingToExport   [Q075]
    └── ModelError                    a language model that cannot be asked
        ├── ModelMissing      [Q080]
        ├── ModelUnknown      [Q081]
        ├── ModelRefused      [Q082]
        ├── ModelUnreachable  [Q083]
        ├── ModelUnusable     [Q084]
        ├── BudgetSpent       [Q085]
        └── CacheUnwritable   [Q086]

A message says what happened; `advice` says what to do next. Anything that is not a QuizError is a bug.
"""

from __future__ import annotations

from collections.abc import Callable


class QuizError(Exception):
    """A failure that a person can mend.

    Args:
        message: What happened, one line, without a full stop.
        advice: What to do next, one line, without a full stop.
    """

    code = "Q000"

    def __init__(self, message: str, *, advice: str) -> None:
        super().__init__(message)
        self.advice = advice

    def __str__(self) -> str:
        return f"[{self.code}] {self.args[0]}. {self.advice}."

    def __reduce__(self) -> tuple[Callable[..., QuizError], tuple[type[QuizError], str, str]]:
        """Come whole from the process or the machine where it was raised."""
        return _again, (type(self), self.args[0], self.advice)


def _again(kind: type[QuizError], message: str, advice: str) -> QuizError:
    return kind(message, advice=advice)


class DocumentError(QuizError):
    """A file that cannot become a document."""


class DocumentMissing(DocumentError):
    """The file is not there or cannot be opened."""

    code = "Q001"


class DocumentFormat(DocumentError):
    """No reader knows the file's format."""

    code = "Q002"


class DocumentEncoding(DocumentError):
    """The bytes are text in no encoding that we can tell."""

    code = "Q003"


class DocumentEmpty(DocumentError):
    """There is no text in the file."""

    code = "Q004"


class DocumentScanned(DocumentError):
    """The file has pictures of pages and no text."""

    code = "Q005"


class DocumentLocked(DocumentError):
    """A password or a rights scheme keeps the file closed."""

    code = "Q006"


class DocumentDamaged(DocumentError):
    """The file is broken, or not built as its format asks."""

    code = "Q007"


class DocumentTooLarge(DocumentError):
    """The file is larger, or unpacks to more, than we read."""

    code = "Q008"


class BankError(QuizError):
    """A bank that cannot be asked from."""


class BankMissing(BankError):
    """The bank's file is not there or cannot be opened."""

    code = "Q010"


class BankSyntax(BankError):
    """The bank's file is not YAML."""

    code = "Q011"


class BankShape(BankError):
    """The YAML is not a bank: a field is missing, unknown or of another type."""

    code = "Q012"


class BankFaults(BankError):
    """Questions of the bank do not pass verification."""

    code = "Q013"


class BankUnwritable(BankError):
    """The bank cannot be written where it was asked for."""

    code = "Q014"


class GenerationError(QuizError):
    """A document from which no bank could be made."""


class NothingToAsk(GenerationError):
    """No candidate passed verification."""

    code = "Q020"


class NotEnglish(GenerationError):
    """The document is in another language than English."""

    code = "Q021"


class WorkerLost(GenerationError):
    """The process that made questions ended before it was done."""

    code = "Q022"


class PipelineError(QuizError):
    """The language pipeline cannot be loaded."""

    code = "Q030"


class ClusterUnusable(QuizError):
    """The machines that shall read documents cannot be used."""

    code = "Q031"


class DatabaseError(QuizError):
    """The database where scores live cannot be used."""


class DatabaseUnusable(DatabaseError):
    """The database cannot be opened, read or written."""

    code = "Q040"


class DatabaseNewer(DatabaseError):
    """The database was written by a newer version of this program."""

    code = "Q041"


class DatabaseInUse(DatabaseError):
    """A bot, or another program, has the database open."""

    code = "Q042"


class BackupUnwritable(DatabaseError):
    """The backup cannot be written where it was asked for."""

    code = "Q043"


class BackupUnusable(DatabaseError):
    """The file is no backup of ours, or is damaged."""

    code = "Q044"


class DatabaseNoFile(DatabaseError):
    """The database is no file: PostgreSQL has programs of its own for backups."""

    code = "Q045"


class DatabaseFilled(DatabaseError):
    """The database that all is to be moved to holds something already."""

    code = "Q046"


class DatabaseOlder(DatabaseError):
    """The database was written by an older version, and no bot of this one has brought it up to date."""

    code = "Q047"


class MoveIncomplete(DatabaseError):
    """A row cannot be kept in the other database, or does not come back from it as it was."""

    code = "Q048"


class SettingsError(QuizError):
    """The environment or .env asks for what cannot be."""


class SettingInvalid(SettingsError):
    """A setting has a value that cannot be read."""

    code = "Q050"


class PortTaken(SettingsError):
    """Another program listens on the port."""

    code = "Q051"


class TelegramRefused(SettingsError):
    """The Bot API server refuses the token or cannot be reached."""

    code = "Q052"


class NoBanks(SettingsError):
    """There is no bank to ask from."""

    code = "Q053"


class ReviewError(QuizError):
    """Questions that people judge, or their verdicts, cannot be used."""


class SheetInvalid(ReviewError):
    """The sheet of questions cannot be read or written, or is none."""

    code = "Q060"


class VerdictInvalid(ReviewError):
    """A verdict cannot be read or written, or names a gate or a question that is not there."""

    code = "Q061"


class SheetsApart(ReviewError):
    """Two sheets are not of the same documents."""

    code = "Q062"


class FormatError(QuizError):
    """A file of another quiz system that cannot be read or written."""


class FormatUnknown(FormatError):
    """Nothing here reads or writes that format."""

    code = "Q070"


class FormatBroken(FormatError):
    """The file is not what its format demands, or is larger than we read."""

    code = "Q071"


class NothingToImport(FormatError):
    """No question of the file can become one of a bank."""

    code = "Q072"


class FormatUnreadable(FormatError):
    """The file is not there or cannot be opened."""

    code = "Q073"


class FormatUnwritable(FormatError):
    """The file cannot be written where it was asked for."""

    code = "Q074"


class NothingToExport(FormatError):
    """The format can hold no question of the bank."""

    code = "Q075"


class ModelError(QuizError):
    """A language model that cannot be asked, or not any more."""


class ModelMissing(ModelError):
    """The packages that speak to language models are not installed."""

    code = "Q080"


class ModelUnknown(ModelError):
    """No model is named, or not so that one knows where it is."""

    code = "Q081"


class ModelRefused(ModelError):
    """The server refuses the key, the model or the request."""

    code = "Q082"


class ModelUnreachable(ModelError):
    """The server is busy, fails or does not answer, however often it is tried."""

    code = "Q083"


class ModelUnusable(ModelError):
    """Nothing that the model answered could be used."""

    code = "Q084"


class BudgetSpent(ModelError):
    """The budget ended before the first question."""

    code = "Q085"


class CacheUnwritable(ModelError):
    """What was paid for cannot be kept, or not be read again."""

    code = "Q086"

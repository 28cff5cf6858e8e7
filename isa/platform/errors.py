"""One class for each thing a caller can do something about.

Messages say what happened, why it matters and what to do. They never carry case detail: an
exception text may reach a log.
"""


class IsaError(Exception):
    """Anything this program refuses or cannot do; the message is fit to show to a user."""


class NotPermitted(IsaError):
    """The actor's roles do not allow this action on this object."""


class NotFound(IsaError):
    """The object does not exist, or the actor may not know that it does."""


class Stale(IsaError):
    """Somebody else, or another tab, changed the same thing first."""


class Invalid(IsaError):
    """Input that cannot be accepted; ``faults`` maps a field path to a sentence for its author."""

    def __init__(self, faults: dict[str, str]) -> None:
        """Keep one sentence per fault, keyed by the path of the field it is about."""
        self.faults = faults
        super().__init__(
            "; ".join(f"{path}: {text}" if path else text for path, text in faults.items())
        )


class ConfigurationError(IsaError):
    """The installation is set up in a way that is unsafe or cannot work."""


class NotSetUp(ConfigurationError):
    """There is no installation here yet: nothing was ever put into this database."""


class SchemaError(ConfigurationError):
    """The database is behind or ahead of this release."""


class StorageUnavailable(IsaError):
    """The database did not answer; nothing was saved."""


class Tampered(IsaError):
    """Stored bytes do not match what was recorded about them."""

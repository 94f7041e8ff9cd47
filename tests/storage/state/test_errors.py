"""An error of a database names it, and is one line."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import InvalidRequestError, OperationalError

from newscrawl.errors import OutputError, UsageError
from newscrawl.storage.state.errors import errors_named


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OperationalError("SELECT 1", {}, OSError("it is\n  away")),
            "cannot read the.db: it is away",
        ),
        (OperationalError("", {}, ValueError("malformed")), "the next run rebuilds it"),
        (InvalidRequestError("no\nconnection"), "cannot read the.db: no connection"),
        (PermissionError(13, "denied"), "denied"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), "it is damaged; move it away"),
        (
            OperationalError("", {}, OSError("failed to resolve host 'tok.db.test': not known")),
            "cannot read the.db: failed to resolve host …: not known",
        ),
        (
            OperationalError(
                "", {}, OSError('connection to server at "tok.db.test", port 1 failed')
            ),
            "server at …, port 1 failed",
        ),
        (OperationalError("", {}, OSError('FATAL: role "tok" does not exist')), "role … does not"),
        (
            OperationalError("", {}, OSError("- host: 'tok', port: '1', hostaddr: '::1': refused")),
            "- host: …, port: '1', hostaddr: …: refused",
        ),
    ],
)
def test_an_error_names_the_database(error: Exception, said: str) -> None:
    with pytest.raises(OutputError) as raised, errors_named("read", "the.db"):
        raise error
    assert said in str(raised.value.strerror) and "\n" not in str(raised.value)


@pytest.mark.parametrize("error", [UsageError("said already"), OutputError("said already")])
def test_what_is_said_already_stays(error: Exception) -> None:
    with pytest.raises(type(error), match=r"^said already$"), errors_named("open", "the.db"):
        raise error

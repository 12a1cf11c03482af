"""A reason names what the store said and nothing that a request was signed with."""

from __future__ import annotations

import pytest

from flows.stores.reasons import reason_of

REFUSED = """Error performing PUT http://127.0.0.1:1/b/x - Server returned non-2xx status code: 403 Forbidden: <?xml
<Error><Code>SignatureDoesNotMatch</Code><Message>The signature of KEY4711 does not match</Message>
<AWSAccessKeyId>KEY4711</AWSAccessKeyId><StringToSign>AWS4 word-of-honour</StringToSign></Error>"""


@pytest.mark.parametrize(
    "said, reason",
    [
        (REFUSED, "SignatureDoesNotMatch: The signature of … does not match"),
        ("<Error><Code>SlowDown</Code></Error>", "SlowDown"),
        ("HEAD http://127.0.0.1:1/b/x - Server returned non-2xx status code: 403 Forbidden: \n", "403 Forbidden"),
        ("Error performing PUT http://169.254.169.254/latest/api/token in 1ms - HTTP error", "no credentials"),
        ("Error performing GET http://127.0.0.1:1/b after 3 retries, retry_timeout: 20s  - HTTP error: x", "reached"),
        ("HTTP error: builder error\n BadScheme", "AWS_ALLOW_HTTP"),
        ("HTTP error: operation timed out, retry_timeout: 20s", "in time"),
        ("a bucket of word-of-honour\nmore", "a bucket of …"),
    ],
)
def test_a_reason_is_short_and_shows_no_credentials(monkeypatch: pytest.MonkeyPatch, said: str, reason: str) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "KEY4711")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "word-of-honour")
    told = reason_of(ValueError(said))
    assert reason in told
    assert "KEY4711" not in told
    assert "honour" not in told

"""Try a request several times: pauses grow, and are never shorter than the host asks."""

from __future__ import annotations

from collections.abc import Callable

import tenacity

from flows.http.wire import TryAgain
from flows.settings import Settings


def attempts(settings: Settings, sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Return what calls a function again while it raises ``TryAgain``; the last attempt's error comes out."""
    grow = tenacity.wait_exponential_jitter(
        multiplier=settings.backoff_s, max=settings.longest_pause_s, jitter=settings.backoff_s
    )

    def pause(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        return max(grow(state), error.pause_s if isinstance(error, TryAgain) else 0)

    return tenacity.Retrying(
        stop=tenacity.stop_after_attempt(settings.max_attempts),
        wait=pause,
        retry=tenacity.retry_if_exception_type(TryAgain),
        sleep=sleep,
        reraise=True,
    )

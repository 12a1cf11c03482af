"""Define what can go wrong with a request, and what it affects: this address, this host, or the settings.

RegisterError                  no usable answer; it says nothing about the document
├── ContactMissing             a host other than loopback, and no contact in the User-Agent
├── IntervalTooShort           faster than registers may be asked
├── TurnsUnusable              runs cannot take turns: what they share for it cannot be used
├── BadAddress                 an address that cannot be asked for
├── RobotsDisallow             robots.txt forbids the address, or the one that it redirects to
├── RunOver                    the run has reached its own limits; the next one continues from here
│   ├── BudgetSpent            the run has sent all its requests
│   ├── NightOver              the hours in which hosts may be asked are over
│   └── VisitHoursOver         the host's robots.txt allows no visits at this hour
├── AddressTrouble             this address failed; others of the host may not
│   ├── AddressRefused         403
│   ├── AddressFails           5xx, timeout, reset or short body at every attempt
│   ├── BodyTooLarge           more than ``max_body_bytes``
│   ├── EncodingNotAsked       encoded in a way that kehtiv does not ask for; not decoded
│   └── OffRegisterRedirect    redirects outside the register, or in circles; not followed
└── HostTrouble                stop asking this host in this run; the next run may try
    ├── HostRefuses            429 at every attempt, a pause too long to wait for, several 403 in a row
    ├── HostUnavailable        no connection, no robots.txt, or several addresses failing in a row
    ├── HostClosed             several maintenance pages in a row
    ├── PagesChanged           several pages in a row without their known shape
    └── RobotCheckMet          the host allows no robots: report it, never work around it
"""

from __future__ import annotations

import re

from extractors.model.register import Capture


class RegisterError(Exception):
    """The base of these errors. ``capture`` is the last answer, ``None`` where none came."""

    def __init__(self, message: str, *, capture: Capture | None = None) -> None:
        super().__init__(message)
        self.capture = capture

    @property
    def code(self) -> str:
        """Return the name of this class in snake_case, for quarantine."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class ContactMissing(RegisterError):
    """The host requires a contact address (KEHTIV_CONTACT) and none is set."""


class IntervalTooShort(RegisterError):
    """Only loopback may be asked more often than once in ``settings.LEAST_INTERVAL_S``."""


class TurnsUnusable(RegisterError):
    """The folder or the database in which runs take turns at a host cannot be used; no host is asked."""


class BadAddress(RegisterError):
    """Not an HTTP address."""


class RobotsDisallow(RegisterError):
    """The host's robots.txt forbids the address, or one that it redirects to."""


class RunOver(RegisterError):
    """The run ends here by its own rules and says what is left."""


class BudgetSpent(RunOver):
    """``Settings.request_budget`` requests were sent."""


class NightOver(RunOver):
    """Outside ``Settings.night_window``."""


class VisitHoursOver(RunOver):
    """Outside the host's Visit-time."""


class AddressTrouble(RegisterError):
    """One address failed; the next may not."""


class AddressRefused(AddressTrouble):
    """The host answered 403, which says nothing about the document."""


class AddressFails(AddressTrouble):
    """No attempt brought a whole answer, which says nothing about the document."""


class BodyTooLarge(AddressTrouble):
    """The answer is larger than the settings allow and was dropped."""


class EncodingNotAsked(AddressTrouble):
    """The answer has a content encoding that the request did not name, or several; it was dropped unread."""


class OffRegisterRedirect(AddressTrouble):
    """The answer lies outside the register, so kehtiv does not follow."""


class HostTrouble(RegisterError):
    """The host must be left alone for the rest of the run."""


class HostRefuses(HostTrouble):
    """The host refuses requests. ``wait_s`` is the pause it asked for, 0 where it named none."""

    wait_s: float = 0.0


class HostUnavailable(HostTrouble):
    """The host does not answer."""


class HostClosed(HostTrouble):
    """The platform is being worked on."""


class PagesChanged(HostTrouble):
    """The platform's pages have changed, so every page would be misread."""


class RobotCheckMet(HostTrouble):
    """The host allows no robots."""

"""What can go wrong in asking a register, and how far it goes: this address, this host, or the settings.

RegisterError                  no usable answer; nothing is learnt of the document
├── ContactMissing             a host other than loopback, and nobody to write to in the User-Agent
├── IntervalTooShort           faster than registers may be asked
├── BadAddress                 an address that cannot be asked for
├── RobotsDisallow             robots.txt forbids the address
├── RunOver                    the run has used what it may; nothing is wrong, the next one goes on from here
│   ├── BudgetSpent            as many requests as a run may send
│   ├── NightOver              the hours in which hosts may be asked are over
│   └── VisitHoursOver         the host's robots.txt wants no visits at this hour
├── AddressTrouble             this address failed; others of the host may not
│   ├── AddressRefused         403
│   ├── AddressFails           5xx, timeout, reset or short body, to the last attempt
│   ├── BodyTooLarge           more than ``max_body_bytes``
│   └── OffRegisterRedirect    leads off the register, or in circles; not followed
└── HostTrouble                stop asking this host in this run; a next run may try
    ├── HostRefuses            429 to the last attempt, a pause too long to wait for, 403 one after another
    ├── HostUnavailable        no connection, no robots.txt, or addresses failing one after another
    ├── HostClosed             its maintenance page, one after another
    ├── PagesChanged           pages without the shape they are known by, one after another
    └── RobotCheckMet          the host wants no robots: report it, never work around it
"""

from __future__ import annotations

import re

from extractors.model.register import Capture


class RegisterError(Exception):
    """Base of what can go wrong in asking a register. ``capture`` is the last answer, ``None`` where none came."""

    def __init__(self, message: str, *, capture: Capture | None = None) -> None:
        super().__init__(message)
        self.capture = capture

    @property
    def code(self) -> str:
        """This class's name in snake_case, for quarantine."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class ContactMissing(RegisterError):
    """A register's operators must be able to reach whoever asks: set KEHTIV_CONTACT."""


class IntervalTooShort(RegisterError):
    """Only loopback may be asked faster than once in ``settings.LEAST_INTERVAL_S``."""


class BadAddress(RegisterError):
    """Not an HTTP address."""


class RobotsDisallow(RegisterError):
    """The host's robots.txt forbids it."""


class RunOver(RegisterError):
    """The run stops here by its own rules, and says what is left."""


class BudgetSpent(RunOver):
    """``Settings.request_budget`` requests were sent."""


class NightOver(RunOver):
    """Outside ``Settings.night_window``."""


class VisitHoursOver(RunOver):
    """Outside the host's Visit-time."""


class AddressTrouble(RegisterError):
    """One address failed; the next may not."""


class AddressRefused(AddressTrouble):
    """403: says nothing about the document."""


class AddressFails(AddressTrouble):
    """No whole answer to the last attempt: says nothing about the document."""


class BodyTooLarge(AddressTrouble):
    """More bytes than the settings allow; what came of it was dropped."""


class OffRegisterRedirect(AddressTrouble):
    """The answer lies outside the register, where kehtiv does not follow."""


class HostTrouble(RegisterError):
    """The host is to be left alone for the rest of the run."""


class HostRefuses(HostTrouble):
    """The host says: too much, or not you. ``wait_s`` is the pause it asked for, 0 where it named none."""

    wait_s: float = 0.0


class HostUnavailable(HostTrouble):
    """The host does not answer."""


class HostClosed(HostTrouble):
    """The platform is being worked on."""


class PagesChanged(HostTrouble):
    """The platform looks otherwise than it is known: every page would be misread."""


class RobotCheckMet(HostTrouble):
    """The host keeps robots out."""

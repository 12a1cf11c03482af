"""Read the fields of a mail's part where the library may fail on malformed values."""

from __future__ import annotations

from email.message import EmailMessage


def kind_of(part: EmailMessage) -> str:
    """Return the media type in lower case; ``application/octet-stream`` where it is not known."""
    try:
        return part.get_content_type()
    except Exception:  # a Content-Type that the library cannot parse
        return "application/octet-stream"


def file_name(part: EmailMessage) -> str:
    """Return the name in Content-Disposition or Content-Type, decoded (RFC 2231, RFC 2047); empty without one."""
    try:
        return str(part.get_filename() or "")
    except Exception:  # as above
        return ""


def disposition(part: EmailMessage) -> str | None:
    """Return "attachment", "inline" or another word; ``None`` without one."""
    try:
        return part.get_content_disposition()
    except Exception:  # as above
        return None


def parameter(part: EmailMessage, name: str) -> str | None:
    """Return a parameter of the Content-Type; ``None`` without one."""
    try:
        value = part.get_param(name)
    except Exception:  # as above
        return None
    return value[2] if isinstance(value, tuple) else value


def header(part: EmailMessage, name: str) -> str | None:
    """Return a field's value as text; ``None`` without one."""
    try:
        value = part.get(name)
    except Exception:  # as above
        return None
    return None if value is None else str(value)

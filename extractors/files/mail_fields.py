"""The fields of a mail's part, where the library's grammar may break on what strangers write in them."""

from __future__ import annotations

from email.message import EmailMessage


def kind_of(part: EmailMessage) -> str:
    """The media type in small letters; ``application/octet-stream`` where it cannot be told."""
    try:
        return part.get_content_type()
    except Exception:  # a Content-Type that the library's grammar breaks on
        return "application/octet-stream"


def file_name(part: EmailMessage) -> str:
    """The name in Content-Disposition or Content-Type, decoded (RFC 2231, RFC 2047); empty without one."""
    try:
        return str(part.get_filename() or "")
    except Exception:  # as above
        return ""


def disposition(part: EmailMessage) -> str | None:
    """ "attachment", "inline" or another word; ``None`` without one."""
    try:
        return part.get_content_disposition()
    except Exception:  # as above
        return None


def parameter(part: EmailMessage, name: str) -> str | None:
    """A parameter of the Content-Type; ``None`` without one."""
    try:
        found = part.get_param(name)
    except Exception:  # as above
        return None
    return found[2] if isinstance(found, tuple) else found


def header(part: EmailMessage, name: str) -> str | None:
    """A field's value as text; ``None`` without one."""
    try:
        found = part.get(name)
    except Exception:  # as above
        return None
    return None if found is None else str(found)

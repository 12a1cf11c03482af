"""Run the shell of `kehtiv sql`: a prompt that completes names and prints answers as tables, until Ctrl-D."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output

from flows.ask import answers
from flows.ask.shell import HELP, Line, is_whole, known_words, read_line
from flows.run.interrupt import STOPPING, Interrupted
from flows.terminal import printing

if TYPE_CHECKING:
    from flows.terminal.tables import Look
    from warehouse.ask.vocabulary import Word

_PROMPT, _FURTHER = "kehtiv> ", "     …> "
_TYPED = re.compile(r"\.?\w+$")
_MEANING_LENGTH = 70


class Names(Completer):
    """Completes the word before the cursor; one that begins with a dot only by queries and the shell's own words."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        """Yield the names that begin as typed, tables first."""
        match = _TYPED.search(document.text_before_cursor)
        if match is None:
            return
        typed = match[0].lower()
        for word in self.words:
            if word.name.lower().startswith(typed):
                meaning = f"{word.kind}  {word.meaning}"[:_MEANING_LENGTH]
                yield Completion(word.name, start_position=-len(typed), display_meta=meaning)


def run_shell(data: Path, look: Look, *, keyboard: Input | None = None, screen: Output | None = None) -> None:
    """Read and answer until Ctrl-D or ``.quit``. Every answer is of what is published at that moment.

    Ctrl-C empties the line; while an answer is worked out it ends that alone, and a second one the shell. ``keyboard``
    and ``screen`` replace the terminal. What was typed is never written to the disk: it may quote a document that is
    withdrawn later. Raises ``NoWarehouse``.
    """
    session: PromptSession[str] = PromptSession(
        completer=Names(known_words(data)),
        history=InMemoryHistory(),
        key_bindings=_keys(),
        multiline=True,
        prompt_continuation=_FURTHER,
        complete_while_typing=False,
        input=keyboard,
        output=screen,
    )
    printing.note("SQL over what is published, read-only. .help says more; Ctrl-D leaves.")
    while True:
        try:
            line = read_line(session.prompt(_PROMPT))
            if line.word == ".quit":
                return
            _answer(data, line, look)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        except (Exception, Interrupted) as error:
            _say_why_not(error)


def _say_why_not(error: BaseException) -> None:
    """Say why there is no answer. Raise again what must end the shell: another signal than Ctrl-C, a fault of ours."""
    stopped = STOPPING.behind(error)
    if stopped is not None and stopped.number == signal.SIGINT:
        STOPPING.forget()
        printing.note("stopped by Ctrl-C: no answer; Ctrl-D leaves")
    elif stopped is None and isinstance(error, answers.QueryError):
        printing.complain(str(error))
    else:
        raise error


def _answer(data: Path, line: Line, look: Look) -> None:
    if line.word == ".help":
        printing.write(f"{HELP}\n")
    elif line.word == ".queries":
        printing.print_queries(answers.shipped_queries())
    elif line.word == ".tables":
        tables = [(word.name, word.meaning) for word in known_words(data) if word.kind == "table"]
        printing.draw(("table", "meaning"), tables, look)
    elif line.sql is not None or line.name is not None:
        printing.write_result(answers.run_sql(data, line.sql, line.name, line.params), "table", None, look, "standard")


def _keys() -> KeyBindings:
    """Let Enter run what is whole and begin a new line in what is not."""
    keys = KeyBindings()

    @keys.add("enter", filter=Condition(lambda: is_whole(get_app().current_buffer.text)))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys

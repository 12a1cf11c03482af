"""Convert documents with LibreOffice: one process for each file, limited in time, memory, output and network.

These limits contain a hostile document, from the outside in:

network   an empty network namespace, where the kernel lets this user create one
settings  a new profile for each file: no macros, no link updates, no remote content, and every protocol goes to a proxy
          on an unused port, so that no document reaches the network even without a namespace
limits    address space, processor time and file size set by the shell; wall time by killing the process group
filter    named, so that the office never guesses a reader from the bytes

A process kept running between files would save two thirds of a second for each, but one file could see what another
left behind. Registers hold few such files.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractors.tools import ToolFailed
from flows.reading.tools.temporary import temporary_folder

_INPUT_FILTERS = {
    ".doc": "MS Word 97",
    ".dot": "MS Word 97 Vorlage",
    ".rtf": "Rich Text Format",
    ".odt": "writer8",
    ".ott": "writer8_template",
    ".fodt": "OpenDocument Text Flat XML",
    ".xml": "MS Word 2003 XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
}
_ASKING_S = 60.0
"""Seconds for the test whether this machine allows a namespace. A timeout counts as no, and the office then runs
without one, so a busy machine needs enough time to succeed."""
_OUTPUT_FILTERS = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}

# ulimit counts address space in KiB, files in blocks of 512 bytes (POSIX), time in seconds of processor time. The
# office unpacks pictures into files, so the limit on files differs from the limit on the result.
_LIMITED = 'ulimit -c 0; ulimit -v "$1"; ulimit -f "$2"; ulimit -t "$3"; shift 3; exec "$@"'

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", 3),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Save/Document", "CreateBackup", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Office.Writer/Content/Update", "Link", 0),
    ("Office.WriterWeb/Content/Update", "Link", 0),
    ("Office.Calc/Content/Update", "Link", 1),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", 1),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", 1),
    ("Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
    ("Inet/Settings", "ooInetProxyType", 2),
    ("Inet/Settings", "ooInetNoProxy", ""),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", 9),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", 9),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", 9),
)


@dataclass(frozen=True, slots=True)
class Soffice:
    """LibreOffice's ``soffice``. Times in seconds, sizes in bytes; can be pickled.

    ``isolate`` is the command prefix that runs a command without a network; empty where the machine forbids that.
    ``version`` differs from that of every other build.
    """

    program: str
    timeout_s: float = 60.0
    memory_bytes: int = 4 * 1024**3
    output_bytes: int = 64 * 1024**2
    isolate: tuple[str, ...] = ()
    version: str = "LibreOffice"

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        """Convert ``data``, a document with the file ending ``ending`` (".doc"), to ``target`` ("docx", "xlsx").

        Raises ``ToolFailed`` where LibreOffice does not know the format, refuses the document, crashes, or exceeds a
        limit.
        """
        if ending not in _INPUT_FILTERS or target not in _OUTPUT_FILTERS:
            raise ToolFailed(f"converting {ending} to {target} with LibreOffice is not supported")
        with temporary_folder("office") as folder:
            source = folder / f"input{ending}"
            source.write_bytes(data)
            _write_profile(folder / "profile")
            output = self._run(folder, ending, target, source)
            return self._result(folder / "out" / f"input.{target}", output)

    def _run(self, folder: Path, ending: str, target: str, source: Path) -> str:
        """Run the office and return the start of its output. Leave nothing of its process group running."""
        with (folder / "said").open("w+b") as output:
            process = subprocess.Popen(
                self._command(folder, ending, target, source),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=_environment(folder),
                start_new_session=True,
            )
            try:
                process.wait(self.timeout_s)
            except subprocess.TimeoutExpired:
                raise ToolFailed(f"LibreOffice took longer than {self.timeout_s:g} s") from None
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            output.seek(0)
            return output.read(4000).decode("utf-8", errors="replace").strip()

    def _command(self, folder: Path, ending: str, target: str, source: Path) -> list[str]:
        kib, blocks, seconds = self.memory_bytes // 1024, self.output_bytes // 512, int(self.timeout_s) + 1
        return [
            *("/bin/sh", "-c", _LIMITED, "kehtiv", str(kib), str(blocks), str(seconds)),
            *self.isolate,
            self.program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
            f"--infilter={_INPUT_FILTERS[ending]}",
            *("--convert-to", f"{target}:{_OUTPUT_FILTERS[target]}"),
            *("--outdir", str(folder / "out"), str(source)),
        ]

    def _result(self, path: Path, output: str) -> bytes:
        """Return the converted file. The office's exit status means nothing: it is 0 even without a file."""
        try:
            size = path.stat().st_size
        except OSError:
            raise ToolFailed(
                f"LibreOffice could not convert the file{': ' + output[-300:] if output else ''}"
            ) from None
        if size >= self.output_bytes:
            raise ToolFailed(f"LibreOffice made a file of {size} bytes; the limit is {self.output_bytes}")
        return path.read_bytes()


def _write_profile(folder: Path) -> None:
    """Write a new user profile with only the settings above."""
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), "utf-8")


def _environment(folder: Path) -> dict[str, str]:
    """Return a clean environment: no proxies, no home, no display of ours."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


def find_soffice(timeout_s: float, memory_bytes: int, output_bytes: int) -> Soffice | None:
    """Return this machine's LibreOffice under these limits; ``None`` where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    return Soffice(program, timeout_s, memory_bytes, output_bytes, find_isolation(), find_version(Path(program)))


def find_version(program: Path) -> str:
    """Return what tells this LibreOffice from another build, without starting it: that takes half a second.

    It is the digest of the file beside the program that names its build; where there is none, of the program itself.
    """
    real = program.resolve()
    for path in (real.with_name("versionrc"), real):
        with suppress(OSError):
            return f"LibreOffice {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
    return "LibreOffice"


def find_isolation() -> tuple[str, ...]:
    """Return the prefix that runs a command without a network; empty where the kernel denies it to this user."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, "--user", "--map-root-user", "--net", "--")
    try:
        asked = subprocess.run([*command, "true"], capture_output=True, timeout=_ASKING_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if asked.returncode == 0 else ()

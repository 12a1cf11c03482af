"""What operators copy: the deployment for a Prefect worker, the units for systemd, the settings of the guide."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from rich.console import Console

from flows.cli import app
from flows.registers.find import find_register
from flows.schedule import server
from flows.schedule.flow import QUIET
from flows.schedule.plans import parse_plan
from flows.settings import Settings
from tests.patience import DRIVER_S

ROOT = Path(__file__).resolve().parents[3]
UNITS = sorted((ROOT / "docs" / "operating").glob("kehtiv*"))
GUIDE = (ROOT / "docs" / "operating.md").read_text("utf-8")
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def deployments() -> list[dict[str, Any]]:
    """As Prefect's own loader for ``prefect deploy --all`` reads them."""
    from prefect.cli.deploy._config import _load_deploy_configs_and_actions

    found, actions = _load_deploy_configs_and_actions(prefect_file=ROOT / "prefect.yaml", console=Console())
    assert actions["pull"], "else Prefect writes the path of this checkout into each deployment"
    return list(found)


def test_the_deployments_are_read_by_prefect_and_let_one_night_run_at_a_time() -> None:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig
    from prefect.client.schemas.schedules import CronSchedule

    for deployment in deployments():
        limit = ConcurrencyLimitConfig.model_validate(deployment["concurrency_limit"])
        assert (limit.limit, limit.collision_strategy.value) == (1, "CANCEL_NEW")
        (schedule,) = deployment["schedules"]
        assert schedule.pop("active") is True
        assert CronSchedule.model_validate(schedule).timezone == "Europe/Tallinn"
        assert not find_register(deployment["parameters"]["code"]).has_robot_check


def instructions() -> list[list[str]]:
    """The commands that the head of the file tells an operator to give, in order."""
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    return [shlex.split(line) for line in re.findall(r"^#   (prefect .+)$", text, re.MULTILINE)]


@pytest.mark.long
@pytest.mark.prefect
def test_the_instructions_work_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a server of their own; the last one starts a worker, which would run for ever."""
    for name, value in {**QUIET, "PREFECT_HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PREFECT_API_URL", "")
    process = server.spawn_server()
    try:
        server.await_server(process)
        *given, last = instructions()
        assert last[:3] == ["prefect", "worker", "start"]
        for command in [*given, ["prefect", "work-pool", "inspect", "kehtiv"], [*last, "--help"]]:
            program = Path(sys.executable).with_name(command[0])
            done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, timeout=DRIVER_S)
            assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
            if "inspect" in command:
                assert re.search(r"concurrency_limit=1\b", done.stdout), done.stdout
    finally:
        server.kill_session(process)


def test_the_entrypoint_leads_to_the_flow_and_its_parameters_fit() -> None:
    from prefect.flows import load_flow_from_entrypoint

    for deployment in deployments():
        flow = load_flow_from_entrypoint(deployment["entrypoint"])
        assert flow.name == "nightly"
        assert flow.validate_parameters(deployment["parameters"]) == deployment["parameters"]


def test_the_hours_of_the_deployments_differ() -> None:
    """One data folder has one writer: two nights at one hour would only wait for one another."""
    hours = [deployment["schedules"][0]["cron"] for deployment in deployments()]
    assert len(set(hours)) == len(hours)


def test_the_settings_for_prefects_own_commands_are_settings_of_prefect() -> None:
    from prefect.settings import Settings as PrefectSettings

    told = tomllib.loads((ROOT / "prefect.toml").read_text("utf-8"))
    assert told.keys() <= PrefectSettings.model_fields.keys()
    assert PrefectSettings.model_validate(told).server.analytics_enabled is False


def unit(path: Path) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text("utf-8"))
    return parser


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_a_unit_calls_a_command_that_exists_without_rights_it_does_not_need(path: Path) -> None:
    service = unit(path)["Service"]
    program, command, *arguments = shlex.split(service["ExecStart"])
    assert program.endswith("/kehtiv")
    assert command in COMMANDS
    for option, value in pairwise(arguments):
        if option == "--register":
            assert parse_plan(value, "0 3 * * *", None)
    assert (service["NoNewPrivileges"], service["ProtectSystem"], service["ProtectHome"]) == ("yes", "strict", "yes")
    assert service["StateDirectory"] == "kehtiv", "under ProtectSystem=strict nothing else can be written"


def test_the_container_is_built_from_what_is_here_and_calls_commands_that_exist() -> None:
    """Docker is not at hand where this runs: files, options and settings are compared with what they name."""
    folder = ROOT / "docs" / "operating"
    image = (folder / "Dockerfile").read_text("utf-8")
    for source in re.findall(r"^COPY (\S+) ", image, re.MULTILINE):
        assert source.startswith("dist/") or (ROOT / source).is_file(), source
    assert json.loads(re.findall(r"^CMD (.+)$", image, re.MULTILINE)[0]) == ["serve"]
    compose = yaml.safe_load((folder / "compose.yaml").read_text("utf-8"))
    for service in compose["services"].values():
        command, *arguments = service["command"]
        assert command in COMMANDS
        for option, value in pairwise(arguments):
            if option == "--register":
                assert parse_plan(value, "0 3 * * *", None)
        _, program, check = service["healthcheck"]["test"]
        assert (program, check in COMMANDS) == ("kehtiv", True)
        assert (folder / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
        assert "data:/data" in service["volumes"]
        assert {name.removeprefix("KEHTIV_").lower() for name in service["environment"]} <= Settings.model_fields.keys()


def test_the_unit_gives_a_night_more_time_to_stop_than_serve_does() -> None:
    from flows.schedule.serve import NIGHT_ENDS_S

    service = unit(ROOT / "docs" / "operating" / "kehtiv.service")["Service"]
    assert int(service["TimeoutStopSec"]) > NIGHT_ENDS_S + 30
    assert service["KillMode"] == "mixed"


def test_every_setting_that_the_guide_names_exists() -> None:
    named = set(re.findall(r"KEHTIV_([A-Z_]+)", GUIDE + "".join(path.read_text("utf-8") for path in UNITS)))
    assert {name.lower() for name in named} <= Settings.model_fields.keys()


def test_the_guide_links_to_files_that_are_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (ROOT / "docs" / link).is_file(), link


def test_the_deployment_file_is_plain_yaml_without_a_path_of_any_machine() -> None:
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    assert yaml.safe_load(text)["name"] == "kehtiv"
    assert not re.search(r"/(home|root|work|tmp|Users)/", text)

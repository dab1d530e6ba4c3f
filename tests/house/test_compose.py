"""docker-compose.yml: parsed and held against the scripts and settings it names. No engine has run it here."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from marac.settings import NAMES
from tests.house.sources import ROOT, text_of

Service = dict[str, Any]


def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(text_of("docker-compose.yml"))
    return parsed


def services() -> dict[str, Service]:
    found: dict[str, Service] = compose()["services"]
    return found


def ours() -> dict[str, Service]:
    """The services that run our own image."""
    return {name: service for name, service in services().items() if service["image"] == "meeting-desk"}


def test_compose_has_database_redis_migration_web_and_worker() -> None:
    assert set(services()) == {"postgres", "redis", "migrate", "web", "worker"}
    assert set(ours()) == {"migrate", "web", "worker"}


def test_compose_sets_only_settings_that_exist() -> None:
    settings = {name for service in ours().values() for name in service["environment"] if name.startswith("MARAC_")}

    assert "MARAC_ROOT_KEY_FILE" in settings
    assert settings <= set(NAMES)


def test_compose_holds_no_secret_in_itself() -> None:
    named = {name for service in services().values() for name in service.get("secrets", [])}
    addresses = re.findall(r"\w+://\S+", text_of("docker-compose.yml"))

    assert named == set(compose()["secrets"])
    assert addresses
    assert [address for address in addresses if re.search(r"://[^/@]*:[^/@]*@", address)] == []
    assert "/secrets/" in text_of(".gitignore").splitlines()


def test_compose_opens_the_service_to_this_host_alone() -> None:
    ports = [port for service in services().values() for port in service.get("ports", [])]

    assert ports == ["127.0.0.1:8000:8000"]


def test_web_and_worker_wait_until_the_schema_is_up_to_date() -> None:
    for name in ("web", "worker"):
        assert services()[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_files_that_compose_hands_in_are_there_and_can_be_run() -> None:
    volumes = [volume for service in services().values() for volume in service.get("volumes", [])]
    handed_in = [ROOT / volume.split(":")[0] for volume in volumes if volume.startswith("./")]

    assert handed_in
    assert [path for path in handed_in if not path.stat().st_mode & 0o100] == []


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """The folder that the script makes, in a project folder of its own."""
    script = tmp_path / "scripts/make_secrets.sh"
    script.parent.mkdir()
    script.write_text(text_of("scripts/make_secrets.sh"))
    answer = subprocess.run(["sh", script], capture_output=True, text=True, check=False)
    if "Operation not permitted" in answer.stderr:
        pytest.skip("Giving files to another user needs root")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    return tmp_path / "secrets"


def test_the_secrets_of_compose_are_made_and_each_can_be_read_by_one_user_only(secrets: Path) -> None:
    made = {path.name: path.stat() for path in secrets.iterdir()}

    assert set(made) == set(compose()["secrets"])
    assert {status.st_mode & 0o777 for status in made.values()} == {0o400}
    assert made["root_key"].st_uid == 10001
    keys = [(secrets / name).read_text() for name in ("root_key", "seal_root_key")]
    assert all(re.fullmatch(r"[0-9a-f]{64}\n", key) for key in keys)
    assert keys[0] != keys[1]


def test_secrets_that_exist_are_never_written_over(secrets: Path) -> None:
    before = (secrets / "root_key").read_text()

    answer = subprocess.run(
        ["sh", secrets.parent / "scripts/make_secrets.sh"], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert (secrets / "root_key").read_text() == before


def test_the_user_of_the_service_is_held_to_row_level_security() -> None:
    assert "CREATE ROLE service LOGIN NOSUPERUSER NOBYPASSRLS " in text_of("scripts/make_service_user.sh")
    assert compose()["x-settings"]["MARAC_DATABASE_URL"].startswith("postgresql://service@")


def test_the_key_that_opens_sealed_forms_is_given_to_the_worker_alone() -> None:
    given = {name for name, service in services().items() if "seal_root_key" in service.get("secrets", [])}
    told = {
        name for name, service in services().items() if "MARAC_SEAL_ROOT_KEY_FILE" in service.get("environment", {})
    }

    assert given == told == {"worker"}

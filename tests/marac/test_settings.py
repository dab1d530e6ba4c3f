"""The service starts with good settings and refuses bad ones in one clear line."""

import base64
from pathlib import Path

import pytest

from marac.errors import SettingsWrong
from marac.settings import NAMES, MailServer, read_settings

KEY = bytes(range(32))
SMTP = {"MARAC_SMTP_URL": "smtps://desk:p%40ss@mail.example.gov.uk", "MARAC_MAIL_FROM": "desk@example.gov.uk"}
PRODUCTION = {
    "MARAC_DATABASE_URL": "postgresql://marac_app:word@db:5432/marac",
    "MARAC_MIGRATE_URL": "postgresql://marac_owner:word@db:5432/marac",
    "MARAC_DB_PGBOUNCER": "1",
    "MARAC_REDIS_URL": "redis://redis:6379/0",
    "MARAC_ROOT_KEY": KEY.hex(),
    "MARAC_ADDRESS": "https://Desk.Example.gov.uk",
    "MARAC_TRUSTED_PROXIES": "10.0.0.7, 192.168.0.0/24",
    "MARAC_LOG_LEVEL": "WARNING",
    **SMTP,
}


def test_nothing_but_a_folder_is_needed_to_begin(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path / "desk")

    assert settings.database_url == f"sqlite:///{tmp_path / 'desk' / 'marac.sqlite'}"
    assert settings.address == "http://localhost:8000"
    assert settings.root_key_in_data
    assert settings.embedded
    assert settings.application_role is None
    assert (tmp_path / "desk").stat().st_mode & 0o777 == 0o700


def test_production_settings_are_read(tmp_path: Path) -> None:
    settings = read_settings({**PRODUCTION, "MARAC_DATA": str(tmp_path)})

    assert settings.root_key == KEY
    assert settings.address == "https://desk.example.gov.uk"
    assert settings.mail_server == MailServer("mail.example.gov.uk", 465, "tls", "desk", "p@ss")
    assert settings.application_role == "marac_app"
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.7/32", "192.168.0.0/24"]
    assert (settings.pgbouncer, settings.embedded, settings.log_level) == (True, False, "warning")


def test_settings_print_no_secret(tmp_path: Path) -> None:
    printed = repr(read_settings(PRODUCTION, data=tmp_path))

    assert "word" not in printed
    assert "p@ss" not in printed
    assert repr(KEY) not in printed


def test_an_empty_value_is_a_value_left_out(tmp_path: Path) -> None:
    assert read_settings({"MARAC_REDIS_URL": ""}, data=tmp_path).embedded


@pytest.mark.parametrize("written", [KEY, KEY.hex().encode() + b"\n", base64.b64encode(KEY)])
def test_a_root_key_file_holds_bytes_hex_or_base64(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(written)
    file.chmod(0o600)

    settings = read_settings({"MARAC_ROOT_KEY_FILE": str(file)}, data=tmp_path / "desk")

    assert settings.root_key == KEY
    assert not settings.root_key_in_data


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MARAC_ADDRESS", "http://desk.example.gov.uk"),
        ("MARAC_ADDRESS", "http://127.0.0.1:8000"),
        ("MARAC_ADDRESS", "desk.example.gov.uk"),
        ("MARAC_ADDRESS", "ftp://desk.example.gov.uk"),
        ("MARAC_ADDRESS", "https://desk.example.gov.uk/marac"),
        ("MARAC_ADDRESS", "https://desk.example.gov.uk?x=1"),
        ("MARAC_ADDRESS", "https://somebody@desk.example.gov.uk"),
        ("MARAC_ADDRESS", "https://desk.example.gov.uk:99999"),
        ("MARAC_ADDRESS", "https://desk example"),
        ("MARAC_DATABASE_URL", "mysql://marac@db/marac"),
        ("MARAC_DATABASE_URL", "postgresql://db/marac"),
        ("MARAC_DATABASE_URL", "postgresql://marac@/marac"),
        ("MARAC_DATABASE_URL", "postgresql://marac@db"),
        ("MARAC_DATABASE_URL", "postgresql://marac@db:port/marac"),
        ("MARAC_DATABASE_URL", "sqlite://marac.sqlite"),
        ("MARAC_DATABASE_URL", "sqlite:///"),
        ("MARAC_MIGRATE_URL", "postgresql://owner@db/marac"),
        ("MARAC_REDIS_URL", "http://redis:6379"),
        ("MARAC_REDIS_URL", "redis://"),
        ("MARAC_ROOT_KEY", "ab" * 31),
        ("MARAC_ROOT_KEY", "zz" * 32),
        ("MARAC_ROOT_KEY", base64.b64encode(b"short").decode()),
        ("MARAC_ROOT_KEY_FILE", "/nowhere/at/all"),
        ("MARAC_SMTP_URL", "smtp+plain://mail.example.gov.uk"),
        ("MARAC_SMTP_URL", "mail.example.gov.uk:25"),
        ("MARAC_SMTP_URL", "smtps://"),
        ("MARAC_MAIL_FROM", "Meeting Desk <desk@example.gov.uk>"),
        ("MARAC_MAIL_FROM", "desk@example.gov.uk)x@evil.example"),
        ("MARAC_TRUSTED_PROXIES", "0.0.0.0/0"),
        ("MARAC_TRUSTED_PROXIES", "::/0"),
        ("MARAC_TRUSTED_PROXIES", "proxy.example"),
        ("MARAC_TRUSTED_PROXIES", "10.0.0.7/8"),
        ("MARAC_DB_PGBOUNCER", "yes"),
        ("MARAC_LOG_LEVEL", "debug"),
        ("MARAC_ADRESS", "https://desk.example.gov.uk"),
        ("MARAC_SEALING", "off"),
    ],
)
def test_a_bad_value_stops_the_start_with_one_line_that_does_not_repeat_it(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingsWrong) as refused:
        read_settings({name: value}, data=tmp_path)

    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    assert value.endswith("//") or value not in line  # A bare scheme stands in the rule.


def test_a_misspelt_setting_is_answered_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="did you mean MARAC_ADDRESS"):
        read_settings({"MARAC_ADRESS": "https://desk.example.gov.uk"}, data=tmp_path)


def test_a_mail_server_needs_an_address_to_send_from(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="MARAC_MAIL_FROM"):
        read_settings({"MARAC_SMTP_URL": SMTP["MARAC_SMTP_URL"]}, data=tmp_path)


def test_key_and_key_file_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="not both"):
        read_settings({"MARAC_ROOT_KEY": KEY.hex(), "MARAC_ROOT_KEY_FILE": "/run/key"}, data=tmp_path)


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(KEY)
    file.chmod(0o644)

    with pytest.raises(SettingsWrong, match="chmod 600"):
        read_settings({"MARAC_ROOT_KEY_FILE": str(file)}, data=tmp_path / "desk")


def test_a_key_file_inside_the_data_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.key"
    file.write_bytes(KEY)
    file.chmod(0o600)

    with pytest.raises(SettingsWrong, match="outside the data folder"):
        read_settings({"MARAC_ROOT_KEY_FILE": str(file)}, data=tmp_path)


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SettingsWrong, match="MARAC_DATA"):
        read_settings({}, data=tmp_path / "file" / "desk")


def test_a_data_folder_anybody_can_write_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)

    with pytest.raises(SettingsWrong, match="anybody can write"):
        read_settings({}, data=folder)


def test_the_owner_must_name_the_same_database(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="MARAC_MIGRATE_URL"):
        read_settings({**PRODUCTION, "MARAC_MIGRATE_URL": "postgresql://marac_owner@db/other"}, data=tmp_path)


def test_no_setting_switches_sealing_off() -> None:
    # The two that there are give a key; neither takes one away.
    assert [name for name in NAMES if "SEAL" in name] == ["MARAC_SEAL_ROOT_KEY", "MARAC_SEAL_ROOT_KEY_FILE"]


def test_the_key_of_sealed_forms_is_a_setting_of_its_own_and_another_key(tmp_path: Path) -> None:
    other = bytes(reversed(KEY))
    told = {"MARAC_ROOT_KEY": KEY.hex(), "MARAC_SEAL_ROOT_KEY": other.hex()}

    assert read_settings(told, data=tmp_path).seal_root_key == other
    assert read_settings({"MARAC_ROOT_KEY": KEY.hex()}, data=tmp_path).seal_root_key is None
    with pytest.raises(SettingsWrong, match="MARAC_SEAL_ROOT_KEY: give another key"):
        read_settings({**told, "MARAC_SEAL_ROOT_KEY": KEY.hex()}, data=tmp_path)
    with pytest.raises(SettingsWrong, match="MARAC_SEAL_ROOT_KEY: must be 32 bytes"):
        read_settings({**told, "MARAC_SEAL_ROOT_KEY": "abc"}, data=tmp_path)

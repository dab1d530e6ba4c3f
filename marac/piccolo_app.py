"""All tables, for the migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="marac",
    migrations_folder_path=Path(__file__).parent / "migrations",
    table_classes=table_finder(
        modules=[
            "marac.audit.tables",
            "marac.vault.tables",
            "marac.jobs",
            "agencies.tables",
            "meetings.tables.documents",
            "meetings.tables.people",
            "meetings.tables.meeting",
            "meetings.tables.research",
            "meetings.tables.minutes",
            "meetings.tables.papers",
            "meetings.tables.matching",
            "meetings.tables.finding",
            "meetings.tables.bring_in",
            "meetings.tables.reviews",
            "meetings.tables.attachments",
            "meetings.tables.text_packs",
            "meetings.tables.sealed",
            "meetings.tables.agendas",
            "meetings.tables.chasing",
            "meetings.tables.triage",
        ]
    ),
)

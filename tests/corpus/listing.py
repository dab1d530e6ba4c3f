"""Reads the manifest: every item of the corpus, with what may be answered to it."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.corpus.made import MADE
from tests.corpus.sealed_made import MADE as SEALED_MADE
from tests.corpus.sealed_made import Sending
from tests.corpus.uploads_made import MADE as UPLOADS_MADE
from tests.documents import a_referral
from tests.web.test_multipart import BAD

HERE = Path(__file__).parent
MANIFEST: dict[str, Any] = tomllib.loads((HERE / "manifest.toml").read_text())
PLACE = "<here>"


@dataclass(frozen=True)
class Item:
    """One thing nobody should send."""

    id: str
    told: dict[str, Any]
    folder: Path

    @property
    def name(self) -> str:
        return f"{self.id} {self.told.get('what') or self.told.get('made') or self.told.get('name')}"

    @property
    def held_by(self) -> list[str]:
        return list(self.told.get("held_by", []))

    @property
    def is_sent(self) -> bool:
        return not self.held_by and "no_route" not in self.told

    @property
    def is_file(self) -> bool:
        return self.id[0] in "UX"

    @property
    def seconds(self) -> float:
        return float(MANIFEST["seconds_of_files" if self.is_file else "seconds"])

    def expected(self, door: str) -> set[int]:
        return set(self.told.get(door, MANIFEST["answers"][door]))

    def boundary(self) -> str | None:
        """Of a form with files; None where it is none."""
        return BAD[self.name][1] if "part" in self.told else None

    def text(self) -> str | None:
        """What would be typed into a field for it."""
        if "json" not in self.told:
            return None
        try:
            meant = json.loads(self.told["json"])
        except ValueError:
            meant = self.told["json"]
        typed: str = meant if isinstance(meant, str) else self.told["json"]
        return typed * int(self.told.get("times", 1))

    def literal(self) -> str:
        text: str = self.told["json"]
        return f'"{text[1:-1] * int(self.told["times"])}"' if "times" in self.told else text

    def document(self, number: int) -> bytes:
        """A referral in which this stands in place of an answer."""
        whole: Any = a_referral(sender_reference=f"F-{number}")
        *way, last = self.told.get("at", "reason").split(".")
        held = whole
        for name in way:
            held = held[int(name) if name.isdigit() else name]
        held[last] = PLACE
        return json.dumps(whole).replace(f'"{PLACE}"', self.literal(), 1).encode()

    def content(self, number: int, sending: Sending) -> bytes:
        """The bytes of it."""
        told = self.told
        if "json" in told:
            return self.document(number)
        if "raw" in told:
            return bytes(told["raw"], "utf-8")
        if "hex" in told:
            return bytes.fromhex(told["hex"])
        if "file" in told:
            file: Path = self.folder / told["file"]
            return file.read_bytes()
        if "part" in told:
            return BAD[self.name][0]
        made: str = told["made"]
        if self.id[0] == "S":
            return SEALED_MADE[made](sending)
        built = UPLOADS_MADE[made] if self.folder.name == "uploads" else MADE[made]
        return built()


def items() -> Iterator[Item]:
    for part in MANIFEST["parts"]:
        file = HERE / part
        lists = tomllib.loads(file.read_text())
        for name in ("item", "upload", "held"):
            yield from (Item(each["id"], each, file.parent) for each in lists.get(name, []))
        yield from (Item(each["id"], {**each, "part": True}, file.parent) for each in lists.get("parts", []))

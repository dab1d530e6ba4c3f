"""Reads the Dockerfile, and carries its steps out in a folder of its own where no engine is at hand.

Every absolute path of a step is taken below that folder, so all stages share one small tree: enough to show that
each copied file exists, each command works, and the last stage can start the service.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.sources import ROOT, text_of

# Paths of the image that are made by its own steps.
OURS = re.compile(r"(?<![\w./-])(/(?:assets|build|opt/uv|opt/marac|var/lib/marac))\b")
# Need rights over the whole machine, and would change it.
NOT_HERE = ("useradd", "apt-get")


@dataclass(frozen=True)
class Step:
    """One instruction, its words, and the line of the file as one."""

    name: str
    words: str


def steps() -> list[Step]:
    """All instructions of the Dockerfile, in order."""
    lines = re.sub(r"\\\n", " ", text_of("Dockerfile")).splitlines()
    told = [line for line in lines if line.strip() and not line.startswith("#")]
    return [Step(*line.split(maxsplit=1)) for line in told]


@dataclass
class Fresh:
    """A fresh folder in which the steps are carried out."""

    folder: Path
    here: Path = field(init=False)
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    left_out: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.here = self.folder

    def below(self, words: str) -> str:
        """These words with every path of the image taken below the folder."""
        return OURS.sub(rf"{self.folder}\1", words)

    def carry_out(self, step: Step) -> None:
        """Raises CalledProcessError or FileNotFoundError where a step does not work."""
        words = self.below(step.words)
        if step.name == "WORKDIR":
            self.here = Path(words)
            self.here.mkdir(parents=True, exist_ok=True)
        elif step.name == "ENV":
            self.environment |= dict(pair.split("=", 1) for pair in words.split())
        elif step.name == "COPY":
            self.copy(words)
        elif step.name == "RUN" and words.startswith(NOT_HERE):
            self.left_out.append(step.words)
        elif step.name == "RUN":
            subprocess.run(["sh", "-ec", words], cwd=self.here, env=self.environment, check=True)

    def copy(self, words: str) -> None:
        """COPY: from the project, or from an earlier stage."""
        *sources, target = (word for word in words.split() if not word.startswith("--from"))
        start = self.folder if "--from" in words else ROOT
        for source in sources:
            self.copy_one(start / source, self.here / target, into=target.endswith("/"))

    def copy_one(self, source: Path, target: Path, *, into: bool) -> None:
        place = target / source.name if into else target
        if source == place:  # Both stages share this folder.
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            ignored = shutil.ignore_patterns("built", "fonts", "__pycache__") if ROOT in source.parents else None
            shutil.copytree(source, place, dirs_exist_ok=True, ignore=ignored)
        else:
            shutil.copy(source, place)

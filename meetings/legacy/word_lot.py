"""A lot of Word forms read together: copies of one form tell how dates are written where one alone does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from meetings.legacy.word_dates import only_day_first, only_month_first
from meetings.legacy.word_form import FormReading, Told, dates_written, layout_of, read_form
from meetings.legacy.word_paper import Paper
from meetings.legacy.word_reading import Known

REFERENCE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class LotFile:
    """One file of a lot. `refused` is the one sentence for a file that could not be read; it then has no paper."""

    name: str
    sha256: str
    paper: Paper | None = None
    refused: str = ""
    told: Told = field(default_factory=Told)
    is_handed_on: bool = False  # The agency that sent it has it as a draft.

    @property
    def reference(self) -> str:
        """The same bytes have the same reference, so that a file comes in once, under whatever name."""
        return f"WORD-{self.sha256[:REFERENCE_LENGTH].upper()}"


def read_lot(files: tuple[LotFile, ...], known: Known) -> Mapping[str, FormReading]:
    """The readable files by their reference; of two files with the same bytes one."""
    return {
        file.reference: read_form(file.paper, _known_of(file, files, known), reference=file.reference, told=file.told)
        for file in files
        if file.paper is not None
    }


def _known_of(file: LotFile, files: tuple[LotFile, ...], known: Known) -> Known:
    """What the copies of this form show; where they contradict each other, nothing."""
    if file.paper is None:
        return known
    layout = layout_of(file.paper)
    alike = [other.paper for other in files if other.paper is not None and layout_of(other.paper) == layout]
    dates = [text for paper in alike for text in dates_written(paper)]
    if only_day_first(dates):
        return replace(known, is_day_first=True, why_day_first="Day first, as other forms with these labels must be.")
    if only_month_first(dates):
        return replace(known, is_day_first=False, why_day_first="Month first, as others with these labels must be.")
    return known

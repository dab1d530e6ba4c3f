"""Why a file is not taken: one sentence each for the person who sent it, repeating nothing of the file."""

from enum import StrEnum

from marac.errors import Refused


class Why(StrEnum):
    """Each reason there is. The value travels between the reading process and us; nothing else does."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    UNREADABLE = "unreadable"
    UNKNOWN_KIND = "unknown-kind"
    OTHER_NAME = "other-name"
    CUT_OFF = "cut-off"
    DAMAGED = "damaged"
    LOCKED = "locked"
    OLD_OFFICE = "old-office"
    MACROS = "macros"
    HOLDS_FILES = "holds-files"
    REACHES_OUT = "reaches-out"
    HIDDEN_SHEETS = "hidden-sheets"
    TOO_MANY_PARTS = "too-many-parts"
    PACKED_TOO_TIGHT = "packed-too-tight"
    BAD_PARTS = "bad-parts"
    TWO_KINDS = "two-kinds"
    DECLARES_WORDS = "declares-words"
    PDF_ACTS = "pdf-acts"
    PDF_LOCKED = "pdf-locked"
    PDF_TOO_LONG = "pdf-too-long"
    PICTURE_TOO_BIG = "picture-too-big"
    PICTURE_MOVES = "picture-moves"
    TEST_VIRUS = "test-virus"


SAID = {
    Why.EMPTY: "Choose a file with something in it: this one is empty.",
    Why.TOO_LARGE: "Send a smaller file: this one takes up more room than we give to one file.",
    Why.TOO_LONG: "Send a simpler file: reading this one took too long.",
    Why.UNREADABLE: "Save the file again in the program it came from: this one cannot be read.",
    Why.UNKNOWN_KIND: "Send a PDF, a Word file (.docx), a spreadsheet (.xlsx or .csv), a text (.txt) or a picture "
    "(.jpg or .png): this file is none of them.",
    Why.OTHER_NAME: "Give the file the ending of what it is, like .pdf for a PDF: its ending and its content differ.",
    Why.CUT_OFF: "Ask the sender for the whole file: the end of this one is missing.",
    Why.DAMAGED: "Ask the sender for the file again: this one was damaged on the way.",
    Why.LOCKED: "Ask the sender for a copy without a password, by a secure route: this file is locked.",
    Why.OLD_OFFICE: "Save the file as .docx or .xlsx: this is a Word or Excel file of the old kind.",
    Why.MACROS: "Save the file without macros, as .docx or .xlsx: this one holds a program.",
    Why.HOLDS_FILES: "Take out the files inside this file and send each by itself.",
    Why.REACHES_OUT: "Take out what this file fetches from elsewhere, like linked pictures, templates or workbooks.",
    Why.HIDDEN_SHEETS: "Show or delete the hidden sheets, so that everybody sees what is sent.",
    Why.TOO_MANY_PARTS: "Send a simpler file: this one has more parts than we read.",
    Why.PACKED_TOO_TIGHT: "Send the file unpacked or saved anew: it unpacks to far more than it shows.",
    Why.BAD_PARTS: "Save the file again in the program it came from: its parts contradict each other.",
    Why.TWO_KINDS: "Save the file again in the program it came from: it is two kinds of file at once.",
    Why.DECLARES_WORDS: "Save the file again in the program it came from: it declares words of its own.",
    Why.PDF_ACTS: "Print the PDF to a new PDF: this one runs a program, opens other files or holds some.",
    Why.PDF_LOCKED: "Ask the sender for a PDF without a password, by a secure route: this one is locked.",
    Why.PDF_TOO_LONG: "Send the pages that are needed: this PDF has more than 2,000 pages.",
    Why.PICTURE_TOO_BIG: "Send a smaller picture, of 50 million dots at most.",
    Why.PICTURE_MOVES: "Send a still picture: this one moves.",
    Why.TEST_VIRUS: "Do not send this file: it carries the mark by which virus scanners are tried out.",
}


class FileRefused(Refused):
    """A file that does not come in; `why` names the rule."""

    def __init__(self, why: Why) -> None:
        super().__init__(SAID[why])
        self.why = why


class TooLong(FileRefused):
    """Reading it took more time than one file is given."""

    def __init__(self) -> None:
        super().__init__(Why.TOO_LONG)


class TooLarge(FileRefused):
    """Reading it took more memory, or gave more, than one file is given."""

    def __init__(self) -> None:
        super().__init__(Why.TOO_LARGE)


class Unreadable(FileRefused):
    """Reading it broke off."""

    def __init__(self) -> None:
        super().__init__(Why.UNREADABLE)

"""Files and folders of certificates: what is read, and one line with an exit code for each."""
import os

from .claims import check_bytes
from .refusal import MAX_BYTES, NotJSON, Refused


def certificates_in(path):
    """The files of a path: itself, or every *.json below a folder, in sorted order."""
    if not os.path.isdir(path):
        return [path]
    unreadable = []                     # a folder that cannot be listed is reported like a file that cannot be read
    found = [os.path.join(folder, name) for folder, _, names in os.walk(path, onerror=lambda e: unreadable.append(e.filename))
             for name in names if name.endswith(".json")]
    return sorted(found + unreadable)


def printable(text):
    return "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)


def judge(path):
    """(exit code, line) of one file."""
    name = printable(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return 66, f"REJECTED  {name}: cannot be read: {getattr(error, 'strerror', None) or 'not a path'}"
    try:
        claim, shown = check_bytes(data)
        return 0, f"ACCEPTED  {name}  {claim}: {shown}"
    except NotJSON as error:
        return 65, f"REJECTED  {name}: {error}"
    except Refused as error:
        return 3, f"REJECTED  {name}: {error}"
    except Exception as error:          # a defect of the checker: never an acceptance, never a traceback
        return 70, f"REJECTED  {name}: internal error of the checker: {type(error).__name__}: {printable(str(error))}"

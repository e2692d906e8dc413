"""What the checker refuses: the limits, the two exceptions that say so, and `need` and `sure`."""
import sys

MAX_BYTES = 16 * 1024 * 1024
MAX_NESTING = 64
MAX_DIGITS = 20000          # of the text of one number
MAX_BITS = 2000000          # of an intermediate number, estimated before it is computed
MAX_DEPTH = 32              # layers of a network in a witness
MAX_WIDTH = 256
MAX_DENSE = 150             # parameters of a network whose whole Hessian is formed
MAX_ORDER = 60              # of a block whose characteristic polynomial is formed for a spectrum
MAX_BLOCKS = 600            # distinct blocks of an aligned network
MAX_WORK = 60000000         # of a spectrum or of one shift of an inertia: the sum of order^3 (1 + order bits / 64) over the blocks
MAX_SHIFTS = 16
MAX_RESOLUTION = 4096       # bits of an interval of a spectrum
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class NotJSON(Exception):
    """The bytes are not JSON in the strict form of the specification."""


class Refused(Exception):
    """The certificate does not prove its claim; the message begins with the field."""


def need(condition, path, reason):
    if not condition:
        raise Refused(f"{path}: {reason}")


def sure(condition, reason):
    """A fact of the theory that no certificate can change; its failure is an error of the checker."""
    if not condition:
        raise ArithmeticError(reason)

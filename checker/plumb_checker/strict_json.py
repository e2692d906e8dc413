"""Strict JSON: integers only, no duplicate keys, bounded size and nesting; and the one text of a value that is hashed."""
import hashlib
import re

from .refusal import MAX_BYTES, MAX_NESTING, NotJSON

SPACE = re.compile(r"[ \t\n\r]*")
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
HEX4 = re.compile(r"[0-9a-fA-F]{4}")
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONReader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def fail(self, reason, at=None):
        at = self.at if at is None else at
        line = self.text.count("\n", 0, at) + 1
        column = at - (self.text.rfind("\n", 0, at) + 1) + 1
        raise NotJSON(f"line {line}, column {column}: {reason}")

    def skip(self):
        self.at = SPACE.match(self.text, self.at).end()
        return self.text[self.at:self.at + 1]

    def document(self):
        value = self.value(0)
        if self.skip():
            self.fail("text after the end of the document")
        return value

    def value(self, depth):
        mark = self.skip()
        if mark in ("{", "["):
            if depth >= MAX_NESTING:
                self.fail(f"nesting deeper than {MAX_NESTING}")
            return self.object(depth + 1) if mark == "{" else self.array(depth + 1)
        if mark == '"':
            return self.string()
        if mark and mark in "-0123456789":
            return self.number()
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        self.fail("a value is expected" if mark else "the document ends too early")

    def number(self):
        found = INTEGER.match(self.text, self.at)
        if not found:
            self.fail("a digit is expected after the minus sign")
        word, end = found.group(), found.end()
        if self.text[end:end + 1] and self.text[end] in ".eE+-0123456789":
            self.fail("only integers without leading zeros, fraction or exponent are allowed")
        if word == "-0":
            self.fail("-0 is not canonical")
        if len(word.lstrip("-")) > 18:
            self.fail("an integer has more than 18 digits")
        self.at = end
        return int(word)

    def string(self):
        start, parts = self.at, []
        self.at += 1
        while True:
            found = PLAIN.match(self.text, self.at)
            parts.append(found.group())
            self.at = found.end()
            mark = self.text[self.at:self.at + 1]
            if mark == '"':
                self.at += 1
                return "".join(parts)
            if not mark:
                self.fail("the string does not end", start)
            if mark != "\\":
                self.fail("a control character stands in a string")
            parts.append(self.escape())

    def escape(self):
        letter = self.text[self.at + 1:self.at + 2]
        if letter in ESCAPES and letter:
            self.at += 2
            return ESCAPES[letter]
        if letter != "u":
            self.fail("unknown escape in a string")
        code = self.unit()
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.at):
            low = self.unit()
            if not 0xDC00 <= low < 0xE000:
                self.fail("a surrogate has no partner")
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
        if 0xD800 <= code < 0xE000:
            self.fail("a surrogate has no partner")
        return chr(code)

    def unit(self):
        found = HEX4.match(self.text, self.at + 2)
        if not found:
            self.fail("four hexadecimal digits are expected")
        self.at = found.end()
        return int(found.group(), 16)

    def array(self, depth):
        self.at += 1
        items = []
        if self.skip() == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value(depth))
            mark = self.skip()
            if mark == "]":
                self.at += 1
                return items
            if mark != ",":
                self.fail("',' or ']' is expected")
            self.at += 1

    def object(self, depth):
        self.at += 1
        fields = {}
        if self.skip() == "}":
            self.at += 1
            return fields
        while True:
            if self.skip() != '"':
                self.fail("a key in quotes is expected")
            start = self.at
            key = self.string()
            if key in fields:
                self.fail(f"key {ascii(key)} stands twice", start)
            if self.skip() != ":":
                self.fail("':' is expected")
            self.at += 1
            fields[key] = self.value(depth)
            mark = self.skip()
            if mark == "}":
                self.at += 1
                return fields
            if mark != ",":
                self.fail("',' or '}' is expected")
            self.at += 1


def read_json(data):
    if len(data) > MAX_BYTES:
        raise NotJSON(f"the file is larger than {MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        head = data[:error.start]
        raise NotJSON(f"line {head.count(10) + 1}, column {error.start - (head.rfind(10) + 1) + 1}: invalid UTF-8") from None
    if text.startswith("\ufeff"):
        raise NotJSON("line 1, column 1: a byte order mark is not allowed")
    return JSONReader(text).document()


def canonical_json(value):
    """Keys sorted, no spaces, ASCII: the text that is hashed."""
    if isinstance(value, dict):
        return "{" + ",".join(quote(k) + ":" + canonical_json(value[k]) for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical_json, value)) + "]"
    if isinstance(value, str):
        return quote(value)
    return {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) else str(value)


def quote(text):
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    parts = []
    for mark in text:
        code = ord(mark)
        if mark in short:
            parts.append(short[mark])
        elif 32 <= code < 127:
            parts.append(mark)
        elif code < 0x10000:
            parts.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            parts.append(f"\\u{0xd800 + (code >> 10):04x}\\u{0xdc00 + (code & 0x3ff):04x}")
    return '"' + "".join(parts) + '"'


def sha256(value):
    return hashlib.sha256(canonical_json(value).encode("ascii")).hexdigest()

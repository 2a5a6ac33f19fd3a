"""Recognisers for tests, brought along as any package brings one: by an entry point.

`install(folder)` writes a module and its `.dist-info` into `folder`; on `sys.path` it is as
good as installed.
"""

from pathlib import Path

MODULE = '''
from reader.marks import Figure, Mark

class Shouter:
    """Takes every word in capitals for a person."""
    def find(self, text, date, language):
        marks, place = [], 0
        for word in text.split():
            start = text.index(word, place)
            place = start + len(word)
            if word.isupper():
                marks.append(Mark(start, place, "person", word))
        return marks

class Teller:
    """Says which language it was given."""
    def find(self, text, date, language):
        return [Mark(0, 1, "person", language or "none")] if text else []

class Raiser:
    def find(self, text, date, language):
        raise RuntimeError("no\\nluck")

class Liar:
    """Says what cannot be."""
    def find(self, text, date, language):
        return [Mark(3, 8, "person", "Mr Ek"), Mark(0, 10**6, "place", "far"), "a mark", None,
                Mark(6, 8, "place", "Ek"), Mark(2, 3, "person", " ")]

def made():
    return Shouter()

def stubborn():
    raise OSError("no model")

nothing = object()
'''
ENTRIES = {
    "shouter": "engines_of_tests:Shouter",
    "made": "engines_of_tests:made",
    "teller": "engines_of_tests:Teller",
    "raiser": "engines_of_tests:Raiser",
    "liar": "engines_of_tests:Liar",
    "stubborn": "engines_of_tests:stubborn",
    "nothing": "engines_of_tests:nothing",
    "gone": "engines_of_tests:Gone",
    "needy": "no_such_package_anywhere:Engine",
    "poor": "no_such_package_anywhere:Engine",
}


def install(folder: Path, entries: dict[str, str] = ENTRIES) -> Path:
    """Put the package into `folder`, which is given back."""
    info = folder / "engines_of_tests-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "engines_of_tests.py").write_text(MODULE, "utf-8")
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: engines-of-tests\nVersion: 1.0\nProvides-Extra: needy\n"
    )
    lines = [f"{name} = {place}" for name, place in entries.items()]
    (info / "entry_points.txt").write_text("\n".join(["[broadsheet.recognisers]", *lines, ""]))
    return folder

"""Which words of a module are marked for translation, and which look like words and are not.

Marked are the texts given to ``_`` or ``ngettext``, and those of a declaration that marks its own:
``Ask``, ``Entry``, the members of a ``Choice`` and the title and lede of a ``Step``.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

ONE = frozenset({"_", "gettext"})
SEVERAL = "ngettext"
DECLARED = {"Ask": {0: "label"}, "Entry": {2: "title", 4: "label"}}
"""Calls that mark their own words: which arguments, by place and by name."""
BY_NAME = {"Ask": {"label", "hint", "why", "error"}, "Entry": {"title", "label"}}
STEP_WORDS = frozenset({"title", "lede"})

_CODE_ARGUMENTS = """
key type layout gap width height sort kind code path go url_path name align border css js html
horizontal_alignment vertical_alignment initial_sidebar_state label_visibility colour mode
encoding errors newline style table row column pattern index_name ondelete action subject about
prefix scheme alias default_factory method provider media_type mime page step which
"""
CODE_ARGUMENTS = frozenset(_CODE_ARGUMENTS.split())
"""Named arguments that take a code, an address or a style, and never words."""
_CODE_CALLS = """
compile match search sub split rsplit partition rpartition startswith endswith removeprefix
removesuffix replace strip lstrip rstrip translate strftime get pop setdefault getattr setattr
hasattr TypeError ValueError KeyError RuntimeError AssertionError LookupError TypeVar Field Path
joinpath with_name open exec_driver_sql Index ForeignKey CheckConstraint UniqueConstraint DDL
literal_column sql error warning info debug getLogger environ When qn OxmlElement html find_all
findall permission add_argument ConfigDict SettingsConfigDict NotImplementedError maketrans
ArithmeticError StopIteration OSError
open_version LogRecord
"""
CODE_CALLS = frozenset(_CODE_CALLS.split())
"""Calls whose texts are for a program or its developer."""

_CATEGORIES = ("So", "Cs", "Co", "Cn", "Cc", "Sk", "Cf")
_STYLES = ("Strong text", "Tool tag", "Own words tag", "Verify tag", "Cell own words", "Cell")
_TARGETS = ("record \0", "discard \0")
_CODES = frozenset((*_CATEGORIES, *_STYLES, *_TARGETS, "Ruled", "Gap", "Normal"))
"""Kinds of character as Unicode names them, styles of a document, and where a button goes."""
_FIXED = frozenset({"__all__", "_COLUMNS", "_DEA_COLUMNS"})
"""What a module names in a way that other programs rely on: the columns of a published file."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]+")
_BETWEEN = re.compile(r"^ ?(and|or)$|^ [a-z]+ ?$|^[a-z]+ $")
_LABEL = re.compile(r"^\W*[A-Z][a-z]+\W*$")
_HOLE = "\0"


@dataclass(frozen=True)
class Message:
    """Something to translate: the line it is on, the text, and its form for several."""

    line: int
    text: str
    many: str = ""


def marked(tree: ast.Module) -> Iterator[Message]:
    """The messages of a module, in order."""
    constants = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _called(node, constants)
        elif isinstance(node, ast.ClassDef):
            yield from _declared(node, constants)


def _constants(tree: ast.Module) -> dict[str, str]:
    """Texts that a module names once and uses in its declarations."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _text(node: ast.expr | None, constants: dict[str, str]) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return constants.get(node.id, "") if isinstance(node, ast.Name) else ""


def _called(node: ast.Call, constants: dict[str, str]) -> Iterator[Message]:
    name = called(node)
    if name in ONE and node.args and (text := _text(node.args[0], constants)):
        yield Message(node.args[0].lineno, text)
    elif name == SEVERAL and len(node.args) > 1:
        one, many = (_text(arg, constants) for arg in node.args[:2])
        if one and many:
            yield Message(node.args[0].lineno, one, many)
    for arg in _own_words(node):
        if text := _text(arg, constants):
            yield Message(arg.lineno, text)


def _own_words(node: ast.Call) -> list[ast.expr]:
    """The arguments that a declaration marks itself."""
    places = DECLARED.get(called(node), {})
    names = BY_NAME.get(called(node), set())
    return [
        *(arg for place, arg in enumerate(node.args) if place in places),
        *(given.value for given in node.keywords if given.arg in names),
    ]


def _declared(node: ast.ClassDef, constants: dict[str, str]) -> Iterator[Message]:
    for value in _class_words(node):
        if text := _text(value, constants):
            yield Message(value.lineno, text)


def _class_words(node: ast.ClassDef) -> list[ast.expr]:
    """The words of an option or of a step."""
    bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
    found: list[ast.expr] = []
    for line in node.body:
        if "Choice" in bases and isinstance(line, ast.Assign):
            found += line.value.elts[1:4] if isinstance(line.value, ast.Tuple) else []
        elif (
            isinstance(line, ast.AnnAssign)
            and isinstance(line.target, ast.Name)
            and line.target.id in STEP_WORDS
            and line.value is not None
            and "ClassVar" in ast.unparse(line.annotation)
        ):
            found.append(line.value)
    return found


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def unmarked(tree: ast.Module) -> list[ast.Constant | ast.JoinedStr]:
    """The texts of a module that look like words for a reader and are not marked."""
    finder = _Finder(_constants(tree))
    finder.visit(tree)
    return finder.found


class _Finder(ast.NodeVisitor):
    """Walks past what is marked and what is for a program."""

    def __init__(self, constants: dict[str, str]) -> None:
        self.found: list[ast.Constant | ast.JoinedStr] = []
        self._constants = constants

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = called(node)
        if name in ONE or name == SEVERAL or name in CODE_CALLS:
            left = node.args[1:] if name == "get" else ()
            self._visit_all(
                a for a in node.args if a in left or not isinstance(a, ast.Constant | ast.JoinedStr)
            )
            if isinstance(node.func, ast.Attribute):
                self.visit(node.func.value)
            return
        own = _own_words(node)
        self.visit(node.func)
        self._visit_all(arg for arg in node.args if arg not in own)
        self._visit_all(
            given.value
            for given in node.keywords
            if given.value not in own and (name == "format" or given.arg not in CODE_ARGUMENTS)
        )

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        own = _class_words(node)
        for line in node.body:
            value = getattr(line, "value", None)
            if value in own:
                continue
            if isinstance(value, ast.Tuple) and set(value.elts) & set(own):
                continue
            self.visit(line)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:  # a row of a table: rows["Waiting"] = ...
            if isinstance(target, ast.Subscript) and isinstance(
                target.slice, ast.Constant | ast.JoinedStr
            ):
                self.visit(target.slice)
        if getattr(node.targets[0], "id", "") not in _FIXED:
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None and getattr(node.target, "id", "") not in _FIXED:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._visit_all(default for default in node.args.defaults if default)
        self._visit_all(default for default in node.args.kw_defaults if default)
        self._visit_all(node.body)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)
        if not isinstance(node.slice, ast.Constant):
            self.visit(node.slice)

    def visit_Compare(self, node: ast.Compare) -> None:
        sides = (node.left, *node.comparators)
        self._visit_all(side for side in sides if not isinstance(side, ast.Constant | ast.Set))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        if is_words(template(node)):
            self.found.append(node)
            return
        self._visit_all(part for part in node.values if isinstance(part, ast.FormattedValue))

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        self.visit(node.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and is_words(node.value):
            self.found.append(node)

    def _visit_all(self, nodes: Iterator[ast.expr] | list[ast.stmt]) -> None:
        for node in nodes:
            self.visit(node)


def template(node: ast.JoinedStr) -> str:
    """The text of an f-string with a hole for each value."""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else _HOLE for part in node.values
    )


def is_words(text: str) -> bool:
    """Whether a text looks like words for a reader: a label, or at least two words, or one beside a value."""
    if (
        text in _CODES
        or "://" in text
        or "\\" in text
        or text.strip().startswith(("<", "isa ", "PRAGMA", '{"', '"'))
    ):
        return False
    if _LABEL.match(text) or _BETWEEN.match(text):
        return True
    words = [part for part in text.split() if _WORD.fullmatch(part.strip(".,:;()?*\"'[]"))]
    beside_a_value = any(_HOLE in part for part in text.split())
    words = words if text != text.upper() else []
    return len(words) >= 2 or (bool(words) and beside_a_value)

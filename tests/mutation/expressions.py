"""One-expression changes to a file of the program, as a programmer's slip would make them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

PAIRS = (
    *((ast.Eq, ast.NotEq), (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.In, ast.NotIn)),
    *((ast.Is, ast.IsNot), (ast.And, ast.Or), (ast.BitAnd, ast.BitOr)),
    *((ast.Add, ast.Sub), (ast.LShift, ast.RShift)),
)
OTHER = {**dict(PAIRS), **{right: left for left, right in PAIRS}}
SILENT = ("annotation", "returns", "decorator_list", "type_params", "slice", "bases")
"""Parts of a file that say nothing to a test."""
KEPT = ("targets", "func")
"""Parts that are not changed themselves, only within."""


@dataclass(frozen=True)
class Slip:
    """One expression of a file in place of another."""

    path: str
    line: int
    start: int
    end: int
    was: str
    becomes: str

    def written(self, source: str) -> str:
        """The file with the slip."""
        return f"{source[: self.start]}{self.becomes}{source[self.end :]}"

    def __str__(self) -> str:
        return f"`{self.path}:{self.line}`: `{self.was}` becomes `{self.becomes}`"


def slips(path: str, source: str) -> Iterator[Slip]:
    """Every slip tried in a file; its characters are plain ones."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _expressions(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        if (other := _other(node)) is not None:
            becomes = f"({ast.unparse(other)})"
            yield Slip(path, node.lineno, start, end, source[start:end], becomes)


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if name in SILENT or not isinstance(child, ast.AST) or _says_nothing(child):
                continue
            if isinstance(child, ast.expr) and name not in KEPT:
                yield child
            yield from _expressions(child)


def _says_nothing(node: ast.AST) -> bool:
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or isinstance(node, ast.JoinedStr)


def _other(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Constant(value):
            return _other_constant(value)
        case ast.Compare(left, [op], right):
            return ast.Compare(left, [OTHER[type(op)]()], right)
        case ast.BoolOp(op, values):
            return ast.BoolOp(OTHER[type(op)](), values)
        case ast.BinOp(left, op, right) if type(op) in OTHER:
            return ast.BinOp(left, OTHER[type(op)](), right)
        case ast.UnaryOp(ast.Not() | ast.Invert(), operand):
            return operand
        case ast.IfExp(test, body, orelse):
            return ast.IfExp(test, orelse, body)
    is_made = isinstance(node, ast.Call | ast.ListComp | ast.DictComp | ast.Dict)
    return ast.Constant(None) if is_made else None


def _other_constant(value: object) -> ast.expr | None:
    if isinstance(value, bool):
        return ast.Constant(not value)
    if isinstance(value, int):
        return ast.Constant(value + 1)
    return ast.Constant(f"{value}XX") if isinstance(value, str) else None

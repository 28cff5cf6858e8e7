"""Every word a reader sees is marked for translation, and the template for translators is fresh."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from isa.platform import wording
from isa.platform.config import ROOT
from isa.platform.errors import ConfigurationError
from tests.wording.catalogue import misfits
from tests.wording.extract import TEMPLATE, template, written
from tests.wording.marks import marked, unmarked
from tests.wording.scope import everything


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_word_a_reader_sees_is_marked() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)[:90]}"
        for path in everything()
        for node in unmarked(_parsed(path))
    ]
    assert not found, (
        'Mark these: from isa.platform.wording import gettext as _ ; _("...") around a sentence, '
        '_("... {name}").format(name=...) for an f-string:\n' + "\n".join(found)
    )


def test_no_module_that_marks_words_uses_the_mark_for_something_else() -> None:
    """``for _ in ...`` would make ``_`` a local name and break the sentences of that function."""
    for path in everything():
        tree = _parsed(path)
        marks = any(
            isinstance(node, ast.ImportFrom) and any(name.asname == "_" for name in node.names)
            for node in ast.walk(tree)
        )
        used = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store)
        ]
        assert not (marks and used), f"{path.relative_to(ROOT)}: {used}"


def test_no_sentence_is_put_together_before_it_is_looked_up() -> None:
    for path in everything():
        for node in ast.walk(_parsed(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                assert not isinstance(node.args[0], ast.JoinedStr | ast.BinOp), (
                    f"{path.relative_to(ROOT)}:{node.lineno}"
                )


def test_the_template_for_translators_is_fresh() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == written(template()), "Run: make words"


@pytest.mark.parametrize(
    ("code", "finds"),
    [
        ('st.markdown("You have no drafts.")', 1),
        ('st.markdown(_("You have no drafts."))', 0),
        ('st.button("Continue", key="go on then")', 1),
        ('st.markdown(f"Saved {at}")', 1),
        ('st.markdown(f"{at} {count}")', 0),
        ("st.markdown(f\"{_('Saved')}\")", 0),
        ('rows["Waiting"] = days', 1),
        ('found["after.review_on"] = days', 0),
        ('raise NotPermitted("You may not do this.")', 1),
        ('raise TypeError("You may not do this.")', 0),
        ('x = {"harm": "Serious harm"}', 1),
        ('"""About this."""', 0),
        ('Ask("Who is it about?", error="Select who", cites=("care_act",))', 0),
        ('class A(Choice):\n    """Doc."""\n    X = "x", "Some words", "A hint"', 0),
        ('class A(StrEnum):\n    X = "Some words"', 1),
        ('class A(Step):\n    title: ClassVar[str] = "Some words"', 0),
        ('_("{name} is here").format(name=f"the {thing} one")', 1),
    ],
)
def test_what_counts_as_words_nobody_marked(code: str, finds: int) -> None:
    assert len(unmarked(ast.parse(code))) == finds


def test_what_is_marked_is_found_with_its_form_for_several() -> None:
    code = (
        '_NONE = "Not known"\n_("One" " two")\nngettext("{n} item", "{n} items", n)\n'
        'Ask("Label", "Hint", error="Error")\n'
        'class A(Choice):\n    X = "x", _NONE, "Why", "Group"\n'
        'class B(Step):\n    title: ClassVar[str] = "Title"\n    key: ClassVar[str] = "no"'
    )
    found = {(one.text, one.many) for one in marked(ast.parse(code))}
    texts = ("One two", "Label", "Error", "Not known", "Why", "Group", "Title")
    assert found - {("Hint", "")} == {(text, "") for text in texts} | {("{n} item", "{n} items")}


def test_a_translation_keeps_the_names_of_its_sentence() -> None:
    catalog = Catalog()
    catalog.add("Saved {at}", "Cadwyd {at}")
    catalog.add("Due {day}", "Erbyn {dydd}")
    catalog.add("All", "Popeth")
    assert [line[:11] for line in misfits(catalog)] == ["'Due {day}'"]


def test_a_language_without_a_catalogue_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ISA_LANGUAGE", "cy")
    monkeypatch.setenv("ISA_CATALOGUES", str(tmp_path))
    wording._found.cache_clear()
    try:
        with pytest.raises(ConfigurationError, match="ISA_LANGUAGE is 'cy'"):
            wording.check_language()
        assert wording.gettext("Back") == "Back"
    finally:
        wording._found.cache_clear()


def test_an_empty_text_stays_empty() -> None:
    assert wording.gettext("") == ""

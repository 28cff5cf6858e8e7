"""A group with one reader who must not have it, and a list of readers who are all of one kind."""

import pytest

from decisions import service as advice
from decisions.journey import readers
from decisions.journey import service as drafts
from decisions.journey.starts import SEND
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_check_before_sending import LETTER
from tests.pages.walk import Through

CHECK = "decisions/pages/check.py"
GROUP = "The core group"


def minutes(demo: Database, who: Actor, **said: str) -> tuple[str, str]:
    """Minutes about to go to a group: the draft's id and the group's."""
    draft = drafts.start_draft(demo, who, trigger=SEND.trigger, depth=SEND.depth)
    group = draft.answers.recipients[0].id
    whole = {
        **LETTER,
        "recipient.name": GROUP,
        **{k.replace("__", "."): v for k, v in said.items()},
    }
    for path, value in whole.items():
        is_theirs = path.split(".")[0] in ("recipient", "link", "effect")
        here = f"recipients.{group}.{path}" if is_theirs else path
        drafts.save_field(demo, who, draft.id, here, value)
    return draft.id, group


def outcomes(demo: Database, who: Actor, draft: str) -> dict[str, str]:
    found = advice.assess_draft(demo, who, draft, on=clock.today(), at=clock.now())
    return {one.name: one.headline for one in found.assessment.recipients}


def test_one_reader_of_a_group_does_not_stop_the_others(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft, group = minutes(demo, amina, link__conflict="suspected_source")
    assert outcomes(demo, amina, draft) == {GROUP: f"Not to this reader: {GROUP}"}

    readers.set_apart(demo, amina, draft, group, ("Father Sampleton",))
    answers = drafts.load_draft(demo, amina, draft).answers
    father = answers.recipients[1]
    others = f"{GROUP}, but not Father Sampleton"
    assert [one.link and one.link.conflict for one in answers.recipients] == [None, None]
    for owner, conflict in ((group, "none"), (father.id, "suspected_source")):
        path = f"recipients.{owner}.link.conflict"
        drafts.save_field(demo, amina, draft, path, conflict)

    found = outcomes(demo, amina, draft)
    assert found == {
        others: f"Send it to {others}",
        "Father Sampleton": "Not to this reader: Father Sampleton",
    }
    assessment = advice.assess_draft(demo, amina, draft, on=clock.today(), at=clock.now())
    assert "tell the chair" in assessment.assessment.recipients[1].sentence


def test_a_list_of_readers_of_one_kind_is_pasted_and_asks_nothing_twice(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft, group = minutes(demo, amina)
    app = open_as(amina.id, CHECK, draft=draft)
    assert "Paste a list of readers" in [one.label for one in app.button]

    readers.add_like(
        demo, amina, draft, group, readers.names_of("- Ms A\n\nMr B \nMs A"), is_none_linked=True
    )

    found = outcomes(demo, amina, draft)
    assert list(found) == [GROUP, "Ms A", "Mr B"]
    assert all(headline.startswith("Send it to") for headline in found.values())


def test_a_link_to_the_source_of_harm_is_never_copied(demo: Database, amina: Actor) -> None:
    draft, group = minutes(demo, amina)

    readers.add_like(demo, amina, draft, group, ("Mr B",), is_none_linked=False)

    _, other = drafts.load_draft(demo, amina, draft).answers.recipients
    assert other.link is not None
    assert other.link.conflict is None
    assert other.link.use is not None


def test_more_readers_than_a_decision_takes_add_none(demo: Database, amina: Actor) -> None:
    draft, group = minutes(demo, amina)
    names = [f"Reader {number}" for number in range(1000)]

    with pytest.raises(Invalid, match="You gave 1000, and there is room for 29"):
        readers.add_like(demo, amina, draft, group, names, is_none_linked=True)

    assert len(drafts.load_draft(demo, amina, draft).answers.recipients) == 1


def test_the_page_says_what_is_missing(open_as: OpenAs, demo: Database, amina: Actor) -> None:
    draft, _group = minutes(demo, amina)
    at = Through(open_as(amina.id, CHECK, draft=draft), demo, amina)
    assert at.press("paste-readers").title == "More readers of the same kind"
    at.press()

    assert at.title == "More readers of the same kind"
    assert "Enter at least one name" in at.words


def test_nothing_but_words_for_the_reader_stands_on_the_pages(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft, group = minutes(demo, amina)
    for file, said in (("check", {}), ("readers", {"reader": group})):
        app = open_as(amina.id, f"decisions/pages/{file}.py", draft=draft, **said)
        assert not any("How many" in one.value or "parameter" in one.value for one in app.markdown)

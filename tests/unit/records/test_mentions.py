"""What is kept back from a reader and stands in what was written for them is pointed out; nothing else is."""

import pytest

from decisions.journey.reading import build
from decisions.records.mentions import repeated

SECRET = "She takes sertraline, and Kim Example of the nursery told me so."
SHOWN = "On 19 November 2026 at 09:10 I saw two round bruises at registration."


def found(
    message: str,
    *,
    rule: str = "withhold",
    wording: str = "",
    may_hear_where: bool = True,
    is_named: bool = True,
) -> tuple[str, ...]:
    """The words pointed out in a message to a reader who gets one item and not, or not all of, another."""
    sent = {"rule": rule, **({"wording": wording} if wording else {})}
    answers = build(
        {
            "depth": "full",
            "person": {"name": "Sami Kestrel", "address": "14 Secret Street, Sampleton SA1 2MP"},
            "introduced": {"who": "Sami Kestrel", "where": "At the aunt's in Otherton"},
            "items": [
                {"id": "i1", "item": {"label": "Mother's tablets", "words": SECRET}},
                {"id": "i2", "item": {"label": "Bruises", "words": SHOWN}},
            ],
            "recipients": [
                {
                    "id": "r1",
                    "decided": {"outcome": "share_some", "sent_to": "Jo Placeholder"},
                    "message": {"reason": message},
                    "items": {"i1": {"as_sent": sent}, "i2": {"as_sent": {"rule": "share"}}},
                }
            ],
        }
    )
    return repeated(answers, "r1", may_hear_where=may_hear_where, is_named=is_named)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("I rang Mrs K about her Sertraline.", ("Sertraline",)),
        ("I spoke to Kim about it.", ("Kim",)),
        ("The mother told me so on 19 November at registration.", ()),
        ("Sami Kestrel has two bruises.", ()),
        ("", ()),
    ],
)
def test_a_name_or_a_rare_word_of_what_is_left_out_is_pointed_out(message, words):
    assert found(message) == words


def test_what_was_said_instead_of_an_item_is_no_slip_and_the_same_word_elsewhere_is_none_either():
    instead = "She takes medicine, sertraline."

    assert found("About her sertraline.", rule="redact", wording=instead) == ()
    assert found("Kim told me.", rule="redact", wording=instead) == ("Kim",)


def test_nothing_is_kept_back_from_a_reader_who_gets_it_all():
    assert found("Kim told me of the sertraline.", rule="share") == ()


def test_where_somebody_is_is_pointed_out_to_those_who_may_not_know_it():
    message = "I went to Secret Street, SA1 2MP, and to Otherton."

    assert found(message) == ()
    assert found(message, may_hear_where=False) == ("Secret", "SA1", "2MP", "Otherton")


def test_a_name_is_pointed_out_where_it_goes_without_names():
    assert found("Sami has two bruises.", is_named=False) == ("Sami",)

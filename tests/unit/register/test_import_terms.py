"""Other people's words for a status and a signature: understood whole, or refused."""

import pytest

from isa.register.importing.terms import status_of, yes_or_no


@pytest.mark.parametrize(
    "text",
    [
        "Not signed",
        "Never signed",
        "To be signed",
        "Not yet signed",
        "Unsigned",
        "Signed by 3 of 5",
        "Signed 3/5",
        "Signed by lead only",
        "Signed?",
        "Not in force",
        "In force from 1 April 2027",
        "Not live",
        "Going live soon",
        "Not active",
        "Not approved",
        "Approved subject to changes",
        "Agreed in principle",
        "Expired - renewal in progress",
        "Approved, not signed",
        "Pending",
        "Awaiting approval",
        "awaiting sigs",
        "Rejected by DPO",
        "On hold",
        "Suspended by ICO",
        "Suspended (was live)",
        "Non-operational",
        "Isn't current",
        "Cannot be signed",
        "Refused",
        "No",
        "",
    ],
)
def test_a_status_is_never_read_out_of_words_that_may_turn_it_round(text):
    assert status_of(text) is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In force", "in_force"),
        ("LIVE", "in_force"),
        ("Signed", "in_force"),
        ("Signed off", "in_force"),
        ("Signed by all parties", "in_force"),
        ("Active / current", "in_force"),
        ("Live since April 2021", "in_force"),
        ("Signed 12/03/2024", "in_force"),
        ("Approved", "approved"),
        ("Draft v0.3", "draft"),
        ("In progress", "draft"),
        ("Partly signed", "partly_signed"),
        ("Out for signature", "out_for_signature"),
        ("Awaiting signatures", "out_for_signature"),
        ("Live - under review", "in_review"),
        ("Under review", "in_review"),
        ("Current, review overdue", "review_due"),
        ("Overdue for review", "review_due"),
        ("No longer in force", "closed"),
        ("Inactive", "closed"),
        ("Expired 2023", "expired"),
        ("Superseded", "superseded"),
        ("With legal", "legal_review"),
        ("DPO review", "dpo_review"),
        ("in_force", "in_force"),
    ],
)
def test_a_status_is_read_where_every_word_is_understood(text, status):
    found = status_of(text)
    assert found is not None
    assert found.value == status


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Yes", True),
        ("✓", True),
        ("Signed 12/3/2024", True),
        ("No", False),
        ("Never", False),
        ("Not signed", False),
        ("To be signed", None),
        ("Signed?", None),
        ("✓ (not returned)", None),
        ("Yes but not received", None),
        ("Refused", None),
    ],
)
def test_a_signature_is_never_read_out_of_a_yes_that_is_taken_back(text, said):
    assert yes_or_no(text) is said

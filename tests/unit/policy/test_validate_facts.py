"""Facts from outside are taken whole or refused with a sentence for each fault."""

import pytest

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import validate_facts
from decisions.policy.model import Facts
from isa.platform.errors import Invalid


def faults(pack: CompiledPack, raw: object) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        validate_facts(pack, raw)
    return refused.value.faults


def test_facts_come_in_as_json_gives_them(smallest: CompiledPack) -> None:
    raw = {
        "case": {"view": "refuses", "procedure": ["crisis"]},
        "recipients": [{"recipient_check": "ok"}],
        "items": [{"item_needed": "yes"}, {}],
    }

    assert validate_facts(smallest, raw) == Facts(
        case={"view": "refuses", "procedure": ("crisis",)},
        recipients=({"recipient_check": "ok"},),
        items=({"item_needed": "yes"}, {}),
    )


def test_nothing_answered_is_allowed_and_nothing_is_filled_in(smallest: CompiledPack) -> None:
    assert validate_facts(smallest, {}) == Facts()


def test_every_fault_has_its_path_and_its_sentence(smallest: CompiledPack) -> None:
    found = faults(
        smallest,
        {
            "case": {
                "veiw": "agrees",
                "view": "maybe",
                "procedure": ["crisis", "drama"],
                "item_needed": "yes",
            },
            "recipients": [{}, {"recipient_check": ["ok"]}],
            "items": [{"item_needed": None}],
            "extra": 1,
        },
    )

    assert set(found) == {
        "extra",
        "veiw",
        "view",
        "procedure",
        "item_needed",
        "recipients[1].recipient_check",
        "items[0].item_needed",
    }
    assert "takes one of: agrees, refuses" in found["view"]
    assert "a list with any of: crisis, nobody_to_ask" in found["procedure"]
    assert "about an item" in found["item_needed"]
    assert "Leave it out" in found["items[0].item_needed"]


@pytest.mark.parametrize("raw", [None, [], "case", 3])
def test_anything_but_an_object_is_refused(smallest: CompiledPack, raw: object) -> None:
    assert list(faults(smallest, raw)) == [""]


@pytest.mark.parametrize(
    "value", [3, True, {"crisis": True}, ["crisis", 3], ["crisis", ["x"]], [[]]]
)
def test_a_value_of_the_wrong_type_is_a_fault_and_not_a_crash(
    smallest: CompiledPack, value: object
) -> None:
    assert list(faults(smallest, {"case": {"procedure": value}})) == ["procedure"]
    assert list(faults(smallest, {"case": {"view": value}})) == ["view"]


def test_lists_of_recipients_and_items_must_be_lists_of_objects(smallest: CompiledPack) -> None:
    assert list(faults(smallest, {"recipients": {}})) == ["recipients"]
    assert list(faults(smallest, {"items": ["yes"]})) == ["items[0]"]
    assert list(faults(smallest, {"case": []})) == ["case"]


def test_the_facts_of_the_policy_model_are_all_there(england: CompiledPack) -> None:
    names = (
        "trigger child_in_play adult_position harm_if_not_shared others_at_risk serious_crime "
        "staff_or_provider_implicated special_procedure purpose sharing_pattern time_available "
        "safe_to_tell person_competence free_choice view_on_sharing proxy_view reason_not_asked "
        "best_interests acting_as discloser_health_or_secrecy discloser_listed_16la "
        "duty_16la_state power_cited personal_duty_event advice dpia apd recipient_class "
        "recipient_conflict recipient_verified recipient_can_help recipient_listed_16la "
        "harm_if_shared coverage item_about item_class item_needed item_reliability restriction "
        "permission locates_or_identifies proportionate"
    )

    assert set(names.split()) <= set(england.pack.facts)

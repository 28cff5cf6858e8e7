"""What a coverage question must be before it is answered (pure)."""

from isa.coverage.model import CoverageQuestion
from isa.platform.wording import gettext as _
from isa.register.checks import Faults, code_faults, day_faults
from isa.register.vocabulary import vocabulary

MOST_CATEGORIES = 60
REGIMES = ("uk_gdpr", "part3")


def question_faults(question: CoverageQuestion) -> Faults:
    """Everything wrong with a question, apart from agencies that are not in the register."""
    words = vocabulary()
    methods = [question.method] if question.method else []
    conditions = (*question.conditions_met, *question.conditions_unmet)
    found = {
        **code_faults("purpose", [question.purpose], words.purposes, "purpose", "purposes.toml"),
        **code_faults(
            "categories", question.categories, words.categories, "kind", "categories.toml"
        ),
        **code_faults("subjects", question.subjects, words.subjects, "subject", "subjects.toml"),
        **code_faults("regime", [question.regime], REGIMES, "regime", "README"),
        **code_faults("method", methods, words.transfer_methods, "method", "transfer_methods.toml"),
        **code_faults("conditions", conditions, words.conditions, "condition", "conditions.toml"),
        **day_faults("on", question.on, _("the day you ask about")),
    }
    if not question.categories:
        found["categories"] = _("Select at least one kind of information")
    if not question.subjects:
        found["subjects"] = _("Select whom the information is about")
    if len(question.categories) > MOST_CATEGORIES:
        found["categories"] = _("Ask about at most {most_categories} kinds at a time").format(
            most_categories=MOST_CATEGORIES
        )
    return found


def in_full(question: CoverageQuestion) -> CoverageQuestion:
    """The question with each group of categories replaced by the kinds it stands for.

    A group is never answered whole: one kind in it may be excluded.
    """
    words = vocabulary()
    leaves = (leaf for code in question.categories for leaf in words.leaves(code))
    return question.model_copy(
        update={
            "categories": tuple(dict.fromkeys(leaves)),
            "subjects": tuple(dict.fromkeys(question.subjects)),
        }
    )

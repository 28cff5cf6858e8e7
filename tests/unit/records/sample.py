"""One invented case, whole: a bruise seen at a school, two recipients, one item held back.

Exampleshire and everybody in it are made up.
"""

from datetime import UTC, date, datetime

from decisions.assessment import (
    ActNow,
    Assessment,
    Citation,
    Contact,
    Doubt,
    Given,
    ItemAdvice,
    LawLine,
    NextStep,
    Reason,
    RecipientAdvice,
    Telling,
)
from decisions.decision import Decision, ItemDecision, RecipientDecision
from decisions.policy.model import Evaluation, Facts, Finding, FiredRow
from decisions.records.content import FullItem, LateChange, Letter, Told
from decisions.records.payload import Material
from isa.coverage.model import (
    ClosestMiss,
    CoverageAnswer,
    CoverageQuestion,
    PairAnswer,
    ReasonCode,
    Verdict,
)

SEALED_AT = datetime(2026, 11, 21, 16, 58, tzinfo=UTC)
SECRET = "the mother takes sertraline"
SECRET_LABEL = "Mother's tablets"

CITATIONS = (
    Citation(
        key="ca89_s47",
        title="Children Act 1989",
        pinpoint="section 47",
        address="https://www.legislation.gov.uk/ukpga/1989/41/section/47",
        edition="as amended to 1 September 2026",
        confidence="checked",
        checked_on=date(2026, 11, 3),
        commencement="in force",
    ),
    Citation(
        key="isa24_r2",
        title="Information sharing advice 2024",
        pinpoint="golden rule 2",
        address=None,
        edition="May 2024",
        confidence="secondary",
        checked_on=date(2026, 10, 12),
        commencement="guidance",
    ),
    Citation(
        key="ca04_s16la",
        title="Children Act 2004",
        pinpoint="section 16LA",
        address=None,
        edition="as enacted",
        confidence="to_verify",
        checked_on=None,
        commencement="not confirmed",
    ),
)

HARM = Reason(
    table="child_threshold",
    row="CHI-02",
    sentence="A child may be suffering significant harm.",
    you_said=("bruising, and two accounts that differ",),
    cites=("ca89_s47",),
)
ASKING = Reason(
    table="consent_position",
    row="CON-11",
    sentence="Asking first could increase the risk.",
    you_said=("the partner is at home",),
    cites=("isa24_r2",),
)
CAN_ACT = Reason(
    table="recipient_check",
    row="REC-01",
    sentence="They can act on it, and you checked who they are.",
    you_said=(),
    cites=(),
)

LAW = (
    LawLine(
        heading="Lawful basis",
        code="6_1_e",
        text="UK GDPR Article 6(1)(e), public task",
        cites=("isa24_r2",),
        to_verify=False,
    ),
    LawLine(
        heading="Duty",
        code="16la",
        text="A duty to share may apply; you have at least the power",
        cites=("ca04_s16la",),
        to_verify=True,
    ),
)


def step(code: str, sentence: str, owner: str, due: str, at: datetime | None = None) -> NextStep:
    return NextStep(code=code, sentence=sentence, owner=owner, due=due, due_at=at, cites=())


def item_advice(item_id: str, label: str, rule: str, rule_label: str, sentence: str) -> ItemAdvice:
    return ItemAdvice(
        item_id=item_id,
        label=label,
        outcome="share_without_agreement",
        rule=rule,
        rule_label=rule_label,
        sentence=sentence,
        reasons=(),
        law=(),
        category="health_gp" if item_id == "itm_c" else "csc_record",
        subject="parent_carer" if item_id == "itm_c" else "child",
    )


COVERAGE = CoverageAnswer(
    question=CoverageQuestion(
        provider="exampleshire-primary",
        recipient="exampleshire-childrens-services",
        purpose="mash_triage",
        categories=("csc_record", "health_gp"),
        subjects=("child", "parent_carer"),
        on=date(2026, 11, 21),
    ),
    verdict=Verdict.PARTLY,
    reasons=(ReasonCode.CATEGORY_OUT,),
    pairs=(
        PairAnswer(
            category="csc_record",
            subject="child",
            verdict=Verdict.COVERED,
            agreement_id="agr_1",
            agreement_reference="ESH-014",
            row=2,
        ),
        PairAnswer(
            category="health_gp",
            subject="parent_carer",
            verdict=Verdict.NOT_COVERED,
            reasons=(ReasonCode.CATEGORY_OUT,),
            closest_miss=ClosestMiss(
                agreement_id="agr_1",
                agreement_reference="ESH-014",
                gate="data",
                reasons=(ReasonCode.CATEGORY_OUT,),
                mend="Add health information about parents to ESH-014.",
            ),
        ),
    ),
    closest_miss=None,
    register_version=7,
)

SOCIAL_CARE = RecipientAdvice(
    recipient_id="rcp_a",
    name="Exampleshire children's social care",
    outcome="share_without_agreement",
    headline="Share with Exampleshire children's social care, without asking for agreement first",
    sentence="Tell them what you saw and heard, today.",
    when="today",
    scope="some",
    reasons=(HARM, ASKING, CAN_ACT),
    items=(
        item_advice("itm_a", "Bruising seen on 19 November", "share", "Share", "They need it."),
        item_advice(
            "itm_b", "What nursery staff said", "facts_only", "Facts only", "Leave the names out."
        ),
        item_advice("itm_c", SECRET_LABEL, "withhold", "Hold back", "They can act without it."),
    ),
    law=LAW,
    conditions=(step("mark_kind", "Mark what is fact and what is opinion.", "You", "now"),),
    consult=(step("ask_lead", "Tell your safeguarding lead.", "You", "today"),),
    next_steps=(
        step(
            "chase",
            "Expect an answer from the front door; chase if there is none.",
            "You",
            "within one working day, by Monday 23 November 2026 at 16:58",
            datetime(2026, 11, 23, 16, 58, tzinfo=UTC),
        ),
    ),
    prompts=(),
    second_person="none",
    coverage=COVERAGE,
    coverage_sentence="Covered for 1 of 2: ESH-014. Health information is not in it. "
    "That does not stop you.",
)

SURGERY = RecipientAdvice(
    recipient_id="rcp_b",
    name="Exampleshire Surgery",
    outcome="seek_advice",
    headline="Get advice by 16:00 tomorrow before you tell Exampleshire Surgery; if none comes, share",
    sentence="Ask your safeguarding lead what the surgery needs.",
    when="by 22 November 2026 at 16:00",
    scope="none",
    reasons=(ASKING,),
    items=tuple(
        item_advice(one, label, "withhold", "Hold back", "They can act without it.")
        for one, label in (
            ("itm_a", "Bruising seen on 19 November"),
            ("itm_b", "What nursery staff said"),
            ("itm_c", SECRET_LABEL),
        )
    ),
    law=(),
    conditions=(),
    consult=(),
    next_steps=(),
    prompts=(),
    second_person="none",
    coverage=None,
    coverage_sentence="",
)

ASSESSMENT = Assessment(
    pack="england/2026.1",
    pack_digest="ab" * 32,
    engine="1",
    on=date(2026, 11, 21),
    at=datetime(2026, 11, 21, 16, 47, tzinfo=UTC),
    act_now=ActNow(
        code="front_door_now",
        headline="Ring the front door now",
        sentence="Ring Exampleshire children's services and say what you saw.",
        reason=HARM,
        contacts=(
            Contact(
                label="Exampleshire front door",
                number="01632 960001",
                hours="Day and night",
                checked_on=date(2026, 11, 3),
            ),
            Contact(label="Emergency", number="999", hours="Day and night", checked_on=None),
        ),
    ),
    act_now_may_become=(),
    recipients=(SOCIAL_CARE, SURGERY),
    telling=Telling(
        code="do_not_tell_review",
        sentence="Do not tell the mother or anyone in the home yet. Social care decide when.",
        reason=ASKING,
        is_contact_safe=False,
    ),
    not_known=("What the mother thinks about sharing", "Whether there are other children at home"),
    missing=(),
    citations=CITATIONS,
    is_settled=True,
    doubts=(
        Doubt(
            sentence="Whoever would be asked causes the harm or is controlled by whoever does, and is not "
            "pressed.",
            about="",
            answers=(
                Given(question="Why were they not asked?", answer="They are controlled by him"),
                Given(question="Are they free to choose?", answer="Yes, as far as anyone can tell"),
            ),
        ),
    ),
)

DECISION = Decision(
    recipients=(
        RecipientDecision(
            recipient_id="rcp_a",
            outcome="share_some",
            reasons="I rang Mrs K at 16:20 and the partner answered. She could not talk.\n\n"
            "I am not willing to wait until Monday to ask her again when he is in the house.",
            weighed_against="She has been open with us until now and may feel let down.",
            differs_because="",
            items=(
                ItemDecision(
                    item_id="itm_a",
                    rule="share",
                    wording="On 19 November 2026 at 09:10 I saw two round bruises on his left arm.",
                ),
                ItemDecision(
                    item_id="itm_b",
                    rule="facts_only",
                    wording="A member of staff heard the mother say that he fell from a slide.",
                ),
                ItemDecision(item_id="itm_c", rule="withhold", wording=""),
            ),
            method="secure_email",
            sent_to="Jo Placeholder, duty social worker",
            verified_how="Number from the partnership directory",
            sent_on=datetime(2026, 11, 21, 16, 55, tzinfo=UTC),
        ),
        RecipientDecision(
            recipient_id="rcp_b",
            outcome="do_not_share",
            reasons="The surgery has no part in this until social care have looked at it.",
            weighed_against="They may see him before then.",
            differs_because="I have asked our lead already, and she says to wait for social care.",
            items=(
                ItemDecision(item_id="itm_a", rule="withhold", wording=""),
                ItemDecision(item_id="itm_b", rule="withhold", wording=""),
                ItemDecision(item_id="itm_c", rule="withhold", wording=""),
            ),
            method="not_sent",
            sent_to="",
            verified_how="",
            sent_on=None,
        ),
    ),
    telling_by="The agency it is shared with",
    telling_when="When they judge it safe",
    review_on=date(2026, 11, 23),
    happened="19 November 2026, about 09:10",
    known="21 November 2026, 15:20",
    decided_at=datetime(2026, 11, 21, 16, 50, tzinfo=UTC),
    entered_at=datetime(2026, 11, 21, 16, 57, tzinfo=UTC),
    decided_by="demo-practitioner",
    decided_by_name="Amina Yusuf",
    decided_by_role="designated safeguarding lead",
    agency_id="exampleshire-primary",
    agency_name="Exampleshire Primary School",
)

FACTS = Facts(
    case={"harm_if_not_shared": "significant", "special_procedure": ()},
    recipients=({"recipient_class": "children_sc"}, {"recipient_class": "health"}),
    items=({"item_reliability": "current_fact"}, {}, {}),
)
EVALUATION = Evaluation(
    act_now="front_door_now",
    act_now_may_become=(),
    case={
        "child_threshold": Finding(
            table="child_threshold",
            possible=("s47",),
            certain=("s47",),
            fired=(FiredRow(row="CHI-02", then=("s47",), is_certain=True),),
        )
    },
    recipients=({}, {}),
    cells=(({}, {}, {}), ({}, {}, {})),
    outcomes=("share_without_agreement", "seek_advice"),
    scopes=("some", "none"),
    whens=("today", "by_date"),
    missing=(),
)


def chose(question: str, answer: str) -> Told:
    return Told(question=question, answer=answer, is_own_words=False)


def wrote(question: str, answer: str) -> Told:
    return Told(question=question, answer=answer, is_own_words=True)


def full(number: int, item_id: str, label: str, text: str, kind: str) -> FullItem:
    return FullItem(
        number=number,
        item_id=item_id,
        label=label,
        told=(wrote("What is the information?", text),),
        facts={"item_reliability": kind, "item_class": ("personal",)},
    )


PERSON = (
    wrote("What is the child's name?", "Sami K"),
    wrote("When was the child born?", "4 March 2021"),
)
LETTER = Letter(
    sender_name="Amina Yusuf",
    sender_role="Designated safeguarding lead",
    sender_agency="Exampleshire Primary School",
    call_back="01632 960010",
    to_agency="Exampleshire children's social care",
    to_person="Jo Placeholder, duty social worker",
    method="Secure e-mail",
    sent_at=datetime(2026, 11, 21, 16, 55, tzinfo=UTC),
    purpose="To protect a child",
    about=PERSON,
    reason="A five-year-old has bruises that two accounts explain in different ways.",
    risk="He goes home at 17:30 and the mother's partner is there.",
    done="I asked him what happened, once, and wrote down what he said.",
    protective="His grandmother collects him on Thursdays, and he likes school.",
    ask="Decide today whether he can safely go home.",
    words="He said: I was bad and he got cross.",
    is_contact_safe=False,
)

MATERIAL = Material(
    reference="CASE-1042",
    person=PERSON,
    concern=(
        chose("What may happen if nothing is shared?", "Serious harm, not at once"),
        wrote("What have you seen or heard?", "Two round bruises on the left upper arm."),
        chose("Is it safe to tell the person, or their family?", "No"),
    ),
    answers={"harm": {"seriousness": "significant"}},
    person_answers={"person": {"name": "Sami K", "born": "2021-03-04"}},
    facts=FACTS,
    evaluation=EVALUATION,
    assessment=ASSESSMENT,
    decision=DECISION,
    items=(
        full(1, "itm_a", "Bruising seen on 19 November", "Two bruises", "current_fact"),
        full(2, "itm_b", "What nursery staff said", "Jan heard it", "unproven_allegation"),
        full(3, "itm_c", SECRET_LABEL, SECRET, "current_fact"),
    ),
    letters={"rcp_a": LETTER},
    advice=(
        chose("Has anyone advised you about sharing this?", "Yes, they would share"),
        wrote(
            "Who advised you, when, and what they said",
            "Our deputy lead, 16:30: tell social care today, and leave the surgery to them.",
        ),
    ),
    changes=(
        LateChange(
            path="recipients.rcp_a.recipient.verified",
            question="How will you know that it is really them?",
            before="I have only the details they gave me",
            after="I will use a number that we already hold",
            at=datetime(2026, 11, 21, 16, 49, tzinfo=UTC),
        ),
    ),
)

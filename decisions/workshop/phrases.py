"""The answers of a case as a facilitator tells them: what is known, and what if it were otherwise.

The pack words an answer so that it follows "You said"; read aloud to a room that is not what
anybody would say. An answer without a phrase here is said in the pack's own words.
"""

KNOWN: dict[str, dict[str, str]] = {
    "harm_if_not_shared": {
        "immediate": "Somebody may be killed or seriously hurt now",
        "significant": "Unless somebody acts, there may be significant harm: abuse, neglect or another serious hurt",
        "some": "Unless somebody acts there may be some harm, short of significant",
        "none_seen": "You see no harm coming if nothing is said",
        "not_known": "You cannot tell how serious the harm could be, and cannot find out in time",
    },
    "adult_position": {
        "at_risk_care_needs": "The adult has care and support needs, and may not be able to protect themselves",
        "other_adult": "The adult has no care and support needs that you know of",
        "lacks_or_doubt": "The adult may not be able to decide this",
    },
    "safe_to_tell": {
        "yes": "It is safe to talk to them about it: nobody who may be causing harm would hear",
        "person_only": "They can be spoken to alone; nobody near them may hear of it",
        "no": "If they or their family heard of it, somebody could be hurt",
        "not_known": "Nobody knows yet whether it is safe to tell them or their family",
    },
    "person_competence": {
        "has_capacity": "You have considered whether they can decide this, and they can",
        "presumed": "Nothing suggests that they cannot decide this",
        "fluctuating_doubt": "Whether they can decide this comes and goes, or is in real doubt",
        "not_assessed": "There is reason to doubt whether they can decide this, and nobody has looked into it",
    },
    "free_choice": {
        "free": "Nothing suggests that anybody is pressing them",
        "pressure_suspected": "Somebody may be pressing or frightening them",
        "not_known": "Nobody knows whether they choose freely",
    },
    "view_on_sharing": {
        "agrees": "They agree",
        "refuses": "They say no",
        "withdrew": "They agreed at first, and have changed their mind",
        "not_asked": "Nobody has asked them",
        "not_known": "Nobody knows what they want",
    },
    "proxy_view": {
        "agrees": "Somebody who may decide for them in law (a parent, an attorney or a deputy) agrees",
        "refuses": "Somebody who may decide for them in law (a parent, an attorney or a deputy) says no",
        "not_asked": "Whoever may decide for them has not been asked",
        "no_proxy": "Nobody may decide for them in law; a next of kin may not",
        "conflicted_proxy": "Whoever may decide for them may be part of the problem",
        "not_known": "Nobody knows what whoever may decide for them wants",
    },
    "power_cited": {"none_cited": "They name no law"},
    "recipient_conflict": {
        "suspected_source": "They may be the one causing the harm",
        "associate": "They are close to whoever may be causing the harm",
        "staff_conflict": "Somebody who works there is close to whoever may be causing the harm",
        "not_known": "You do not know whether they have a link to whoever may be causing the harm",
    },
    "recipient_verified": {
        "known_route": "You reach them by a route you already trust",
        "not_verified": "You have not checked who they are",
    },
    "recipient_can_help": {
        "yes": "They can do something about it",
        "no": "They can do nothing about it",
        "not_known": "You do not know whether they can do anything about it",
    },
    "harm_if_shared": {
        "none_seen": "You see no harm in their knowing",
        "manageable": "Their knowing carries some risk, which can be managed",
        "serious": "Their knowing carries a serious risk",
        "outweighs": "You judge that their knowing would do more harm than good",
        "not_known": "You cannot tell what harm could come of their knowing",
    },
    "item_class": {
        "personal": "It shows who it is about",
        "special": "It is specially protected (health, sex life, race, religion and the like)",
        "criminal_offence": "It is about an offence, or a claim of one",
        "confidential": "It was told in confidence",
        "anonymous": "Nobody could be recognised from it",
    },
    "item_needed": {
        "yes": "They need it to act",
        "less_would_do": "Less than this would do",
        "no": "They do not need it",
        "not_known": "You do not know whether they need it",
    },
    "proportionate": {
        "yes": "You have weighed it: the good is more than the loss of privacy",
        "no": "You have weighed it: the good is less than the loss of privacy",
        "not_weighed": "Nobody has weighed it yet",
    },
}
"""What is known, by fact and value, as a sentence without its full stop."""

SUPPOSED: dict[str, dict[str, str]] = {
    "harm_if_not_shared": {
        "immediate": "somebody could be killed or seriously hurt now",
        "significant": "the harm could be significant: abuse, neglect or another serious hurt",
        "some": "there could be some harm, short of significant",
        "none_seen": "you saw no harm in saying nothing",
        "not_known": "you could not tell how serious the harm might be",
    },
    "others_at_risk": {
        "": "nobody else were at risk",
        "adult": "another adult were at risk",
        "public": "members of the public were at risk",
        "child": "another child were at risk",
    },
    "special_procedure": {"": "none of those special procedures applied"},
    "serious_crime": {
        "yes": "a serious crime had happened, or might",
        "asserted_only": "you were told that the crime is serious, and not what it is",
    },
    "safe_to_tell": {
        "yes": "it were safe to tell them, and nobody who may be causing harm would hear",
        "person_only": "they could be told alone, and nobody near them might hear of it",
        "no": "somebody could be hurt if they or their family heard of it",
        "not_known": "nobody knew whether it is safe to tell them or their family",
    },
    "person_competence": {
        "has_capacity": "you had considered whether they can decide this, and they can",
        "fluctuating_doubt": "their ability to decide this came and went, or were in real doubt",
        "lacks": "they could not decide this",
    },
    "free_choice": {
        "free": "nothing suggested that anybody is pressing them",
        "pressure_suspected": "somebody might be pressing or frightening them",
    },
    "view_on_sharing": {
        "agrees": "they agreed",
        "refuses": "they said no",
        "withdrew": "they had agreed, and then changed their mind",
    },
    "proxy_view": {
        "agrees": "a parent, attorney or deputy who may decide for them agreed",
        "refuses": "a parent, attorney or deputy who may decide for them said no",
        "not_asked": "whoever may decide for them had not been asked",
    },
    "best_interests": {
        "recorded_for": "a best interests decision to share had been recorded",
        "recorded_against": "a best interests decision not to share had been recorded",
    },
    "purpose": {
        "court_coroner": "it were wanted for a court case or by a coroner",
        "immigration_enforcement": "it were wanted for immigration enforcement",
        "protect": "it were wanted to protect someone",
    },
    "duty_16la_state": {
        "in_force": "the new duty to share (Children Act 2004, section 16LA) had started",
        "uncertain": "nobody could say whether the new duty to share (section 16LA) has started",
    },
    "recipient_verified": {
        "not_verified": "you had not checked that it really is {recipient}",
        "verified": "you had checked that it really is {recipient}",
    },
    "recipient_conflict": {
        "none": "you knew of no link between {recipient} and whoever may be causing the harm",
        "suspected_source": "{recipient} might be causing the harm",
        "not_known": "you did not know whether {recipient} has a link to whoever may be causing the harm",
    },
    "harm_if_shared": {
        "none_seen": "you saw no harm in telling {recipient}",
        "serious": "telling {recipient} carried a serious risk",
        "outweighs": "you judged that telling {recipient} would do more harm than good",
    },
    "channel_safe": {
        "yes": "only the right people could see it on its way to {recipient}",
        "no": "somebody else could see it on its way to {recipient}",
        "not_known": "you did not know who else could see it on its way to {recipient}",
    },
    "item_needed": {
        "yes": "{recipient} needed this to act",
        "less_would_do": "less than this would do",
        "no": "{recipient} could do their part without this",
        "not_known": "nobody knew whether {recipient} needs this",
    },
    "proportionate": {
        "yes": "you had weighed it, and the good were more than the loss of privacy",
        "no": "you had weighed it, and the good were less than the loss of privacy",
        "not_weighed": "nobody had weighed it",
    },
    "permission": {
        "given": "permission to share it had been given",
        "not_sought": "nobody had asked for permission to share it",
    },
}
"""What if it were otherwise, to follow "Suppose"; the empty value is no tick at all."""

"""In: a plan. Out: the field of the body whose plan it is, where the title names none.

民生实事清单, issued by 教体局, and 重点工作, of which nearly all tasks go to 教育局, are of 教育. Such a field
only adds to what two plans have in common, it never parts them. Not handled: what a title names (`Plan.metadata`).
"""

from __future__ import annotations

from collections import Counter

from extractor.align.policy import Policy
from extractor.language.grammar.body_names import find_function
from extractor.model.facts.plan import Plan, Task
from extractor.model.mappings import Mappings


def find_body_field(plan: Plan, mappings: Mappings, policy: Policy) -> str | None:
    """Return the field of the body that issued `plan`, or of the one that most tasks go to; None where none does."""
    functions = (find_function(mappings.units, plan.metadata.issuer or ""), _find_leader(plan, policy))
    fields = ((one.name for one in mappings.fields.fields if told in one.functions) for told in functions if told)
    return next((name for names in fields for name in names), None)


def _find_leader(plan: Plan, policy: Policy) -> str | None:
    """Return the function of the body that stands first in most tasks that name one."""
    first = [item.units[0].function for item in plan.items if isinstance(item, Task) and item.units]
    found = Counter(function for function in first if function).most_common(1)
    return found[0][0] if found and found[0][1] >= policy.leader_share * len(first) else None

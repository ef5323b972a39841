"""The monitoring notice (モニタリング告知): what is recorded, why, who reviews it, and for how long it is kept."""

from operator_console.domain.review import NoticeLine, NoticeSentence, NoticeView
from operator_console.domain.roles import DUTIES, Duty
from operator_console.services.desk import Desk


def read_notice(desk: Desk) -> NoticeView:
    """Return the notice; everybody who has signed in may read it, and that they did is nobody's business."""
    reviewers = tuple(
        account.display
        for account in desk.vault.accounts.list()
        if account.active and Duty.REVIEW in DUTIES[account.role]
    )
    rules = desk.policy.review
    params: dict[NoticeLine, dict[str, str | int]] = {
        NoticeLine.SAMPLE: {"percent": f"{rules.sample_per_mille / 10:g}"},
        NoticeLine.REVIEWERS: {"people": len(reviewers)},
        NoticeLine.KEPT: {"months": rules.kept_months},
    }
    lines = [line for line in NoticeLine if line is not NoticeLine.SAMPLE or rules.sample_per_mille]
    return NoticeView(tuple(NoticeSentence(line, params.get(line, {})) for line in lines), reviewers)

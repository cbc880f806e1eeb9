"""An engine's drafts in a build: who is asked is said before, what was sent is on record, what was answered is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.checks import CheckContext
from generator.draft import (
    Budget,
    Egress,
    Estimate,
    Job,
    Outcome,
    Price,
    Stop,
    draft_sentences,
    egress_record,
    estimate_drafts,
    read_budget,
    read_price,
)
from generator.draft.names import GENERIC, QUOTED, SHORT_NAMES, short_forms
from generator.draft.organisations import find_organisations
from generator.draft.persons import find_persons
from generator.engines import Engine, open_engine
from generator.errors import DuizhaoError
from generator.model import Bitext, Finding, Report, Sentence, block_source
from generator.pipeline.shelf import Shelf, context_of
from generator.settings import Settings
from generator.store import Journal, Kept, Stage, to_json
from generator.terms import Glossary

Say = Callable[[str, str], None]

DRAFT_CHECK = "engine-draft"  # what only the verification of a draft sees

_JOURNAL = "egress.jsonl"
_ACCOUNT = "egress.json"
_EXAMPLES = 3
_NAMED = 20  # names without an English that are shown
_WHERE = {
    "process": ("inside this program", "在本程序内"),
    "loopback": ("on this machine", "本机"),
    "remote": ("a remote server", "远程服务器"),
}
_BECAME = {
    "drafted": ("drafted", "已起草"),
    "doubtful": ("drafted with something to look at", "已起草但有疑问"),
    "dropped": ("dropped, as its numbers are wrong or it is no English", "因数字有误或译文不可用而弃用"),
    "unanswered": ("without an answer", "无译文"),
    "waiting": ("to be asked again, as the engine was busy", "引擎繁忙，待重试"),
    "withheld": ("not sent, as it could not be masked whole", "无法完全遮蔽，未发送"),
    "unasked": ("not asked", "未发送"),
}


@dataclass(frozen=True, slots=True)
class Drafting:
    """A bitext with its drafts, and what a person should look at in them beside what the checks will find.

    ``stopped`` says why not every sentence was asked for, where it was so.
    """

    bitext: Bitext
    findings: tuple[Finding, ...] = ()
    stopped: tuple[str, str] | None = None


def add_drafts(bitext: Bitext, settings: Settings, shelf: Shelf, stage: Stage, say: Say) -> Drafting:
    """The bitext with an engine's drafts of what has no English, and egress.json with all that was ever sent."""
    egress = open_egress(stage.folder)
    if not settings.engine:
        _write_account(stage, egress, {}, None)
        return Drafting(bitext)
    engine = open_engine(settings.engine, egress)
    job = to_job(settings, shelf, bitext.report, stage.folder)
    awaiting = find_awaiting(bitext)
    if not awaiting:
        _write_account(stage, egress, {}, job.price)
        return Drafting(bitext)
    estimated = estimate_drafts(awaiting, engine, job)
    _announce(engine, estimated, job, say)
    stop = Stop()
    outcomes: dict[str, Outcome] = {}
    try:
        drafts = draft_sentences(awaiting, engine, job, egress, at_once=settings.parallel, stop=stop)
        for sentence, outcome in drafts:
            outcomes[sentence.id] = outcome
    except DuizhaoError as fault:
        done = sum(outcome.translation is not None for outcome in outcomes.values())
        raise type(fault)(
            f"{fault.message} {done} of {len(awaiting)} sentences had their draft.",
            f"{fault.message_zh}共 {len(awaiting)} 句，已起草 {done} 句。",
        ) from fault
    _report(awaiting, outcomes, say)
    _write_account(stage, egress, _about(engine, job, awaiting, outcomes, stop), job.price)
    made = {key: outcome.translation for key, outcome in outcomes.items() if outcome.translation}
    drafted = replace(bitext, translations={**bitext.translations, **made})
    return Drafting(drafted, tuple(_findings(awaiting, outcomes)), stop.reason)


def _findings(awaiting: list[Sentence], outcomes: dict[str, Outcome]) -> Iterator[Finding]:
    """One for each draft that is let out with something that only its verification sees."""
    for sentence in awaiting:
        outcome = outcomes.get(sentence.id)
        problems = [problem for problem in outcome.problems if problem.message_zh] if outcome else []
        if outcome and outcome.translation and problems:
            english = "; ".join(problem.message for problem in problems)
            chinese = "；".join(problem.message_zh for problem in problems)
            yield Finding(
                DRAFT_CHECK,
                "doubtful",
                f"The engine was told, and did not put right: {english}. Compare both.",
                f"引擎草稿经提示仍未改正：{chinese}。请核对。",
                sentence.id,
                sentence.place.page,
            )


def find_awaiting(bitext: Bitext) -> list[Sentence]:
    """The sentences that have no English."""
    return [sentence for sentence in bitext.sentences if bitext.translation_of(sentence).target is None]


def open_egress(folder: Path) -> Egress:
    """The ledger of a report, with what earlier builds sent."""
    journal = Journal(folder / _JOURNAL)
    return Egress(journal.rows(), journal.append)


def to_job(settings: Settings, shelf: Shelf, report: Report, folder: Path) -> Job:
    """How drafts are to be made by these settings. Raises WrongUse for a budget or a price that is none."""
    kept = Kept(folder)
    price = read_price(settings.price) if settings.price else None
    budget = read_budget(settings.budget, price) if settings.budget else None

    def recall(key: str) -> str | None:
        held = kept.get("draft", key)
        return held.decode() if held else None

    def keep(key: str, answer: str) -> None:
        kept.put("draft", key, answer.encode())

    def examples(sentence: Sentence) -> list[tuple[str, str]]:
        found = shelf.memory.find_similar(sentence.source, _EXAMPLES)
        return [(pair.source, match.target) for match in found for pair in match.pairs]

    context: CheckContext = context_of(shelf)
    names = find_all_names(report, settings, shelf.glossary) if settings.mask else ()
    return Job(context, settings.mask, budget, price, names, recall, keep, examples)


def find_names(report: Report, settings: Settings) -> tuple[tuple[str, str | None], ...]:
    """The company's names in a report, with their English where report.yaml gives it: whole, and as it calls itself.

    A short name is one that the report gives after 简称 and whose characters stand in the whole name, in order; beside
    those the forms that anybody makes of such a name.
    """
    whole = settings.company or report.company
    if not whole:
        return ()
    words = "\n".join(block_source(block) for block in report.blocks)
    shorts = {
        short
        for introduced in SHORT_NAMES.findall(words)
        for short in QUOTED.findall(introduced)
        if _is_short_for(short, whole)
    }
    found = [
        (whole, settings.company_en),
        *((short, None) for short in (*sorted(shorts), *short_forms(whole))),
    ]
    return tuple(dict.fromkeys(found))


def find_all_names(
    report: Report, settings: Settings, glossary: Glossary
) -> tuple[tuple[str, str | None], ...]:
    """The company's names, and the persons and other organisations of a report, with their English where there is one.

    A term of the glossary that is such a name gives its English, of whatever kind it is. What is a part of a longer term
    is no name of this report's own: 习近平 in 习近平新时代中国特色社会主义思想.
    """
    own = dict(find_names(report, settings))
    english = {form: term.en for term in glossary.entries for form in (term.zh, *term.variants)}
    found = (*find_persons(report.blocks), *find_organisations(report.blocks))
    within = {name for name in found for form in english if name in form and name != form}
    others = {name: english.get(name) for name in found if name in english or name not in within}
    return tuple((others | own).items())


def _is_short_for(short: str, whole: str) -> bool:
    at = 0
    for character in short:
        at = whole.find(character, at) + 1
        if not at:
            return False
    return len(short) > 2 or (len(short) == 2 and short not in GENERIC)


def estimate_lines(
    name: str, estimated: Estimate, budget: Budget | None, price: Price | None
) -> tuple[str, str]:
    """What drafting would send and cost, for a person, in both languages."""
    spent = estimated.spent
    english = (
        f"{name}: {estimated.sentences} sentences to ask for, {spent.characters:,} characters; "
        f"about {spent.tokens_in:,} tokens in and {spent.tokens_out:,} out, {spent.size:,} bytes. "
        f"{estimated.known} are answered already or stand there twice, {estimated.withheld} cannot be masked whole. "
        "A second try of a sentence comes on top. Nothing was sent."
    )
    chinese = (
        f"{name}：需翻译 {estimated.sentences} 句，{spent.characters:,} 字；约输入 {spent.tokens_in:,}、"
        f"输出 {spent.tokens_out:,} 个 token，{spent.size:,} 字节。已有译文或重复 {estimated.known} 句，"
        f"无法完全遮蔽 {estimated.withheld} 句。重试另计。未发送任何内容。"
    )
    hindered = hindrance_lines(estimated)
    english, chinese = english + hindered[0], chinese + hindered[1]
    if price:
        english += f" At the price in report.yaml about {price.of(spent)} {price.currency}."
        chinese += f"按 report.yaml 所列单价约 {price.of(spent)} {price.currency}。"
    if budget:
        english += f" The budget is {budget}."
        chinese += f"预算为 {budget}。"
    return english, chinese


def hindrance_lines(estimated: Estimate) -> tuple[str, str]:
    """The names for which sentences are withheld, and what to do, in both languages; nothing where there is none."""
    if not estimated.hindered:
        return "", ""
    shown, more = estimated.hindered[:_NAMED], len(estimated.hindered[_NAMED:])
    names = "、".join(shown)
    return (
        f" To have them masked and sent, give their English as entries of kind 'name' in a glossary: {names}"
        f"{f' and {more} more' if more else ''}.",
        f"如需遮蔽后发送，请在术语表中以 kind: name 写明其英文：{names}{f'，另有 {more} 个' if more else ''}。",
    )


def _announce(engine: Engine, estimated: Estimate, job: Job, say: Say) -> None:
    """Who will be sent what, before it is."""
    english, chinese = _WHERE[engine.where]
    to = engine.host or engine.name
    masked = ("; names, amounts and dates masked", "；名称、金额和日期已遮蔽") if job.mask else ("", "")
    count, size = estimated.sentences, estimated.spent.characters
    if estimated.withheld:
        advice = hindrance_lines(estimated)
        say(
            f"{estimated.withheld} sentences are not sent, as they cannot be masked whole.{advice[0]}".rstrip(
                "."
            ),
            f"{estimated.withheld} 句无法完全遮蔽，不予发送。{advice[1]}".rstrip("。"),
        )
    if not count:
        say(
            f"Nothing is left to ask {to} ({english}) for{masked[0]}",
            f"没有需要请求 {to}（{chinese}）翻译的新句子{masked[1]}",
        )
        return
    say(
        f"Asking {to} ({english}) for {count} sentences, {size:,} characters{masked[0]}",
        f"正请求 {to}（{chinese}）翻译 {count} 句，{size:,} 字{masked[1]}",
    )


def _report(awaiting: list[Sentence], outcomes: dict[str, Outcome], say: Say) -> None:
    counts = Counter(_became(sentence, outcomes) for sentence in awaiting)
    english = ", ".join(f"{counts[kind]} {words[0]}" for kind, words in _BECAME.items() if counts[kind])
    chinese = "，".join(f"{words[1]} {counts[kind]} 句" for kind, words in _BECAME.items() if counts[kind])
    if english:
        say(f"Drafts: {english}", f"起草结果：{chinese}")


def _became(sentence: Sentence, outcomes: dict[str, Outcome]) -> str:
    outcome = outcomes.get(sentence.id)
    return outcome.kind if outcome else "unasked"


def _about(
    engine: Engine, job: Job, awaiting: list[Sentence], outcomes: dict[str, Outcome], stop: Stop
) -> dict[str, Any]:
    rows = [(sentence.id, outcomes.get(sentence.id)) for sentence in awaiting]
    return {
        "engine": engine.name,
        "host": engine.host,
        "where": engine.where,
        "identity": engine.identity,
        "masked": job.mask,
        "budget": str(job.budget) if job.budget else None,
        "stopped": stop.reason[0] if stop.reason else None,
        "became": [
            {"sentence": key, "became": made.kind, "problems": [problem.message for problem in made.problems]}
            for key, made in rows
            if made
        ],
    }


def _write_account(stage: Stage, egress: Egress, about: dict[str, Any], price: Price | None) -> None:
    if about or egress.rows:
        stage.write(_ACCOUNT, to_json(egress_record(egress, about, price)))

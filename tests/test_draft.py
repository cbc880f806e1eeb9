"""A sentence on its way through an engine: shielded, asked, verified, asked again, kept, paid for, hidden."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hosts import Fault, Host, Said, sentence_of, serving, speak_chat, speak_deepl
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import CheckContext
from generator.draft import (
    Budget,
    Egress,
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
from generator.draft.names import short_forms
from generator.draft.parallel import in_order
from generator.draft.polish import polish
from generator.draft.shield import Ways, shield
from generator.draft.verify import find_problems
from generator.engines import Answer, Engine, Request
from generator.engines.deepl import DeepL
from generator.engines.http import Door, read_address
from generator.engines.openai import Server
from generator.errors import EnvironmentLacking, WrongUse
from generator.model import Place, Sentence
from generator.quantities import Style
from generator.store import Journal
from generator.terms import Glossary, find_terms, load_glossary

GLOSSARY = """terms:
- zh: 监事会
  en: Supervisory Committee
  domain: governance
  source: established usage
  forbidden: [monitoring meeting]
- zh: 云杉水务
  kind: name
  en: Yunshan Water
  domain: institution
  source: invented
"""
SOURCE = "监事会审议通过捐赠12.5万元的议案。"
RIGHT = "The Supervisory Committee considered and approved the proposal to donate RMB125,000."


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    path = tmp_path_factory.mktemp("glossary") / "g.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return load_glossary([path])


@pytest.fixture
def job(glossary: Glossary) -> Job:
    return Job(CheckContext(glossary))


def sentence(source: str, key: str = "s1") -> Sentence:
    return Sentence(key, "p", "p", "paragraph", source, Place(1, (0, 0, 1, 1)), ("公司治理",))


@dataclass
class Scripted:
    """An engine in this process whose answers a test decides."""

    reply: Callable[[Request, int], Answer]
    means: str = "told"
    parallel: int = 1
    name: str = "scripted"
    where: str = "process"
    host: str = ""
    identity: str = "scripted"
    asked: list[Request] = field(default_factory=list)
    started: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    closed: int = 0

    def start(self, terms: tuple[tuple[str, str], ...]) -> None:
        self.started.append(terms)

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        return self.reply(request, len(self.asked))

    def body(self, request: Request) -> str:
        return request.source

    def close(self) -> None:
        self.closed += 1


def run(engine: object, job: Job, *sources: str, stop: Stop | None = None) -> list[Outcome]:
    sentences = [sentence(source, f"s{n}") for n, source in enumerate(sources)]
    drafts = draft_sentences(sentences, engine, job, Egress(), stop=stop)  # type: ignore[arg-type]
    return [outcome for _, outcome in drafts]


def says(*answers: str) -> Callable[[Request, int], Answer]:
    return lambda request, number: Answer(answers[min(number, len(answers)) - 1])


# The shield


def ready(source: str, glossary: Glossary, **ways: bool):  # type: ignore[no-untyped-def]
    return shield(source, find_terms(source, glossary), Style(), Ways(**ways))


def test_amounts_stand_in_english_and_terms_are_told(glossary: Glossary) -> None:
    made = ready(SOURCE, glossary)
    assert made.source == "监事会审议通过捐赠 RMB125,000 的议案。"
    assert made.kept == ("RMB125,000",)
    assert made.terms == (("监事会", "Supervisory Committee"),)


def test_terms_are_put_in_for_an_engine_that_copies(glossary: Glossary) -> None:
    made = ready(SOURCE, glossary, terms_put_in=True)
    assert made.source == "Supervisory Committee 审议通过捐赠 RMB125,000 的议案。"
    assert made.terms == ()


def test_a_masked_sentence_holds_no_name_amount_date_or_address(glossary: Glossary) -> None:
    source = (
        "2024年5月6日，云杉水务向12个村捐赠12.5万元，占3.2%，详见 https://a.example/x?id=7 ，代码300000。"
    )
    made = ready(source, glossary, mask=True)
    for hidden in ("2024", "云杉", "12.5", "RMB", "3.2", "a.example", "300000", "Yunshan"):
        assert hidden not in made.source
    assert made.find_leaks(made.source) == ()
    english = " ".join(made.codes)
    text, problems = made.restore(english)
    assert problems == ()
    assert {"6 May 2024", "Yunshan Water", "RMB125,000", "3.2%"} <= set(made.codes.values())
    assert "https://a.example/x?id=7" in text


def test_a_code_comes_back_once_and_a_name_at_least_once(glossary: Glossary) -> None:
    made = ready("云杉水务捐赠12.5万元，云杉水务受到表彰。", glossary, mask=True)
    (name,) = [code for code in made.codes if code.startswith("N")]
    (amount,) = [code for code in made.codes if code.startswith("A")]
    assert made.source.count(name) == 2
    assert made.restore(f"{name} gave {amount}.")[1] == ()
    assert made.restore(f"{name} gave {amount} {amount}.")[1] == (f"{amount} must stand in it once",)
    assert made.restore(f"It gave {amount}.")[1] == (f"{name} must stand in it",)
    assert made.restore(f"{name} gave {amount}1.")[1] == (f"{amount} must stand in it",)


def test_a_masked_sentence_holds_no_latin_name(glossary: Glossary) -> None:
    made = ready("公司的 BlueHeron 平台与 BlueHeron Lite 平台接入 ERP。", glossary, mask=True)
    assert not re.search("BlueHeron|Lite|ERP", made.source)
    assert {"BlueHeron", "Lite", "ERP"} == set(made.codes.values())


def test_the_company_is_masked_by_all_its_names(glossary: Glossary) -> None:
    names = (("青梧水务股份有限公司", "Qingwu Water Co., Ltd."), ("青梧水务", None))
    ways = Ways(mask=True, names=names)
    made = shield("青梧水务股份有限公司完善治理。", (), Style(), ways)
    assert made.source == "N11 完善治理。"
    assert made.find_leaks(made.source) == ()
    assert made.restore("N11 has sound governance.")[0] == "Qingwu Water Co., Ltd. has sound governance."
    made = shield("青梧水务完善治理。", (), Style(), ways)
    assert made.find_leaks(made.source) == ("青梧水务",)


@pytest.mark.parametrize(
    ("source", "masked"),
    [
        ("青梧水務股份有限公司完善治理。", "N11 完善治理。"),
        ("青梧 水务 股份有限公司完善治理。", "N11 完善治理。"),
        ("Qingwu Water Co., Ltd.完善治理。", "N11 完善治理。"),
        ("Ｑｉｎｇｗｕ完善１２项制度。", "N11 完善 C12 制度。"),
        ("Müller完善治理。", "N11 完善治理。"),
        ("雲杉水務完善治理。", "N11 完善治理。"),
        ("云杉水务员工持股计划已实施。", "N11 员工持股计划已实施。"),
        ("青 梧 水 务完善治理。", None),
        ("青梧云平台上线。", None),
    ],
)
def test_a_name_is_masked_however_it_is_written(tmp_path: Path, source: str, masked: str | None) -> None:
    path = tmp_path / "g.yaml"
    plan = "- zh: 云杉水务员工持股计划\n  en: Yunshan Water employee stock ownership plan\n"
    path.write_text(f"{GLOSSARY}{plan}  domain: governance\n  source: invented\n", encoding="utf-8")
    whole = "青梧水务股份有限公司"
    names = ((whole, "Qingwu Water Co., Ltd."), *((form, None) for form in short_forms(whole)))
    engine = Scripted(says("never mind"))
    job = Job(CheckContext(load_glossary([path])), mask=True, names=names)
    (outcome,) = run(engine, job, source)
    assert (outcome.kind == "withheld") is (masked is None)
    assert [request.source for request in engine.asked[:1]] == ([masked] if masked else [])
    assert not any("杉" in zh or "Yunshan" in en for request in engine.asked for zh, en in request.terms)


@given(st.text(alphabet="监事会云杉水务捐赠0123456789.,%万亿元年月日A11 N12。，", max_size=40))
def test_what_is_masked_never_stands_in_the_open(source: str) -> None:
    made = shield(source, (), Style(), Ways(mask=True))
    codes = set(made.codes)
    left = re.sub("|".join(sorted(map(re.escape, codes), key=len, reverse=True)) or r"\Z.", "", made.source)
    assert not re.search(r"\d", left)
    assert len(codes & set(re.findall(r"[A-Z]\d+", source))) == 0


# Asked, verified, asked again


def test_a_right_answer_is_a_draft(job: Job) -> None:
    (outcome,) = run(Scripted(says(RIGHT)), job, SOURCE)
    assert outcome.kind == "drafted"
    assert outcome.translation is not None
    made = outcome.translation
    assert (made.target, made.origin, made.state, made.note) == (RIGHT, "engine:scripted", "initial", None)
    assert made.terms == {"监事会": "Supervisory Committee"}


def test_it_is_asked_again_with_what_was_wrong(job: Job) -> None:
    engine = Scripted(says("The monitoring meeting approved the proposal to donate RMB12.5 million.", RIGHT))
    (outcome,) = run(engine, job, SOURCE)
    assert outcome.kind == "drafted"
    again = engine.asked[1]
    assert again.previous == "The monitoring meeting approved the proposal to donate RMB12.5 million."
    assert any("RMB125,000" in problem for problem in again.problems)
    assert any("Supervisory Committee" in problem for problem in again.problems)


def test_at_most_twice_more(job: Job) -> None:
    engine = Scripted(lambda request, number: Answer(f"The board of supervisors gave RMB125,00{number}."))
    (outcome,) = run(engine, job, SOURCE)
    assert len(engine.asked) == 3
    assert outcome.kind == "dropped"
    assert outcome.translation is None


def test_a_wrong_number_never_leaves_even_when_all_else_is_right(job: Job) -> None:
    engine = Scripted(says(RIGHT.replace("125,000", "1.25 million")))
    (outcome,) = run(engine, job, SOURCE)
    assert (outcome.kind, outcome.translation) == ("dropped", None)


def test_another_fault_is_kept_with_its_finding(job: Job) -> None:
    engine = Scripted(
        says("The board of supervisors considered and approved a proposal to donate RMB125,000.")
    )
    (outcome,) = run(engine, job, SOURCE)
    assert outcome.kind == "doubtful"
    assert outcome.translation is not None
    assert "Supervisory Committee" in (outcome.translation.note or "")
    assert any("监事会" in problem.message_zh for problem in outcome.problems)


@pytest.mark.parametrize(
    ("source", "said", "house"),
    [
        ("公司捐赠12.5万元。", "The Company donated 125 thousand yuan.", "The Company donated RMB125,000."),
        ("公司捐赠12.5万元。", "The Company donated RMB 125,000.", "The Company donated RMB125,000."),
        (
            "2024年5月6日增长3.2%。",
            "It grew by 3.2 per cent on May 6, 2024.",
            "It grew by 3.2% on 6 May 2024.",
        ),
        ("人均捐赠1,720元。", "They gave RMB1,720 per person.", "They gave RMB1,720 per person."),
        ("占比约40%。", "It is about 40 per cent.", "It is about 40 per cent."),
        (
            "公司捐赠12.5万元。",
            "The Company donated 126 thousand yuan.",
            "The Company donated 126 thousand yuan.",
        ),
    ],
)
def test_right_numbers_are_written_as_the_house_writes_them(
    job: Job, source: str, said: str, house: str
) -> None:
    assert polish(sentence(source), said, job.context) == house


def test_the_best_of_three_is_kept(job: Job) -> None:
    wrong, better = (
        "RMB1.",
        "The board of supervisors considered and approved the proposal to donate RMB125,000.",
    )
    (outcome,) = run(Scripted(says(wrong, better, wrong)), job, SOURCE)
    assert outcome.translation is not None
    assert outcome.translation.target == better


def test_an_engine_that_cannot_be_told_gets_another_form(job: Job) -> None:
    engine = Scripted(says("They gave it."), means="put-in")
    (outcome,) = run(engine, job, SOURCE)
    assert [request.source for request in engine.asked] == [
        "Supervisory Committee 审议通过捐赠 RMB125,000 的议案。",
        "Supervisory Committee 审议通过捐赠 A11 的议案。",
        "T11 审议通过捐赠 A13 的议案。",  # 12 stands in the source
    ]
    assert outcome.kind == "dropped"


def test_codes_of_a_second_form_come_back_in_english(job: Job) -> None:
    engine = Scripted(
        lambda request, number: Answer(
            "Nobody gave."
            if number == 1
            else "The Supervisory Committee approved the proposal to donate A11."
        ),
        means="put-in",
    )
    (outcome,) = run(engine, job, SOURCE)
    assert outcome.translation is not None
    assert "RMB125,000" in (outcome.translation.target or "")


def test_an_engine_with_a_glossary_gets_the_terms_put_in_at_the_second_try(job: Job) -> None:
    engine = Scripted(
        says("The board considered and approved the proposal to donate RMB125,000."), means="glossary"
    )
    run(engine, job, SOURCE)
    assert [("监事会" in request.source, request.kept) for request in engine.asked] == [
        (True, ("RMB125,000",)),
        (False, ("Supervisory Committee", "RMB125,000")),
    ]
    assert engine.started == [(("监事会", "Supervisory Committee"),)]


@pytest.mark.parametrize("why", ["cut", "broken"])
def test_a_broken_answer_is_asked_for_again(job: Job, why: str) -> None:
    engine = Scripted(lambda request, number: Answer(None, why) if number == 1 else Answer(RIGHT))  # type: ignore[arg-type]
    assert [outcome.kind for outcome in run(engine, job, SOURCE)] == ["drafted"]
    assert engine.asked[1].problems


@pytest.mark.parametrize(
    ("why", "kind"),
    [("busy", "waiting"), ("slow", "waiting"), ("refused", "unanswered"), ("too-long", "unanswered")],
)
def test_no_answer_is_no_draft(job: Job, why: str, kind: str) -> None:
    engine = Scripted(lambda request, number: Answer(None, why))  # type: ignore[arg-type]
    assert [outcome.kind for outcome in run(engine, job, SOURCE)] == [kind]
    assert len(engine.asked) == 1


PROBLEMS = {
    "监事会 considered and approved the proposal to donate RMB125,000.": "Chinese",
    "The Supervisory Committee considered and approved the proposal to donate RMB125,001.": "RMB125,000",
    "The Supervisory Committee considered and approved the proposal to donate USD125,000.": "RMB125,000",
    "The Supervisory Committee considered and approved the proposal.": "RMB125,000",
    "The Supervisory Committee approved to donate RMB125,000, to donate RMB125,000, to donate RMB125,000.": "once",
    "Sure! " + RIGHT: "no word of your own",
    f"**{RIGHT}**": "plain text",
    RIGHT + "\nNote: 1.": "one line",
    RIGHT + " All stakeholders have praised these results and the great commitment.": "nothing beyond",
    "The board considered and approved the proposal to donate RMB125,000.": "Supervisory Committee",
    "The monitoring meeting considered and approved the proposal to donate RMB125,000.": "monitoring meeting",
    "": "whole sentence",
    SOURCE: "Chinese",
}


@pytest.mark.parametrize("target", PROBLEMS)
def test_each_fault_is_seen(job: Job, target: str) -> None:
    problems = find_problems(sentence(SOURCE), target, job.context)
    assert any(PROBLEMS[target] in problem.message for problem in problems), problems
    assert find_problems(sentence(SOURCE), RIGHT, job.context) == ()


def test_examples_are_shown_and_part_of_the_question(job: Job) -> None:
    shown = replace(job, examples=lambda one: [("监事会召开会议。", "The Supervisory Committee met.")])
    engine = Scripted(says(RIGHT))
    run(engine, shown, SOURCE)
    assert engine.asked[0].examples == (("监事会召开会议。", "The Supervisory Committee met."),)


# Order, and doing several at once


def test_several_are_asked_at_once_and_stay_in_order(job: Job) -> None:
    inside, most, lock = 0, 0, threading.Lock()

    def reply(request: Request, number: int) -> Answer:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02 if number % 3 else 0.06)
        with lock:
            inside -= 1
        return Answer(f"The Company is number {re.findall('[0-9]+', request.source)[-1]} today.")

    sources = [f"公司今天是第{n}名。" for n in range(20, 60)]
    sentences = [sentence(source, f"s{n}") for n, source in enumerate(sources)]
    drafts = list(draft_sentences(sentences, Scripted(reply, parallel=4), job, Egress()))  # type: ignore[arg-type]
    assert [one.id for one, _ in drafts] == [one.id for one in sentences]
    assert 1 < most <= 4


def test_the_same_question_is_asked_once(job: Job) -> None:
    kept: dict[str, str] = {}
    keeping = replace(job, recall=kept.get, keep=kept.__setitem__)
    engine = Scripted(says(RIGHT), parallel=4)
    outcomes = run(engine, keeping, *[SOURCE] * 8)
    assert [outcome.kind for outcome in outcomes] == ["drafted"] * 8
    assert len(engine.asked) == 1


def test_after_a_fault_nothing_new_is_begun() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 3:
            raise EnvironmentLacking("gone", "没了")
        return number

    done = []
    with pytest.raises(EnvironmentLacking):
        for _, made in in_order(work, range(100), 2, Stop()):
            done.append(made)
    assert done == [0, 1, 2]
    assert len(begun) < 12


def test_an_engine_is_closed_whatever_happens(job: Job) -> None:
    def reply(request: Request, number: int) -> Answer:
        raise EnvironmentLacking("gone", "没了")

    engine = Scripted(reply)
    with pytest.raises(EnvironmentLacking):
        run(engine, job, SOURCE)
    assert engine.closed == 1


def test_a_hopeless_engine_is_given_up(job: Job) -> None:
    stop = Stop()
    engine = Scripted(lambda request, number: Answer("Nonsense 77."))
    outcomes = run(engine, job, *[f"公司治理完善{'。' * n}" for n in range(1, 60)], stop=stop)
    assert len(outcomes) < 20
    assert stop.reason is not None
    assert "could be used" in stop.reason[0]


@pytest.mark.parametrize(
    ("answer", "says", "says_zh"),
    [
        (Answer("Nonsense 77."), "must", "（数字有误，或不是英文）"),
        (Answer(None, "broken"), "not of the form that was asked for", "（应答不是所要求的格式）"),
        (Answer(None, "cut"), "ended half-way", "（译文不完整）"),
        (Answer(None, "refused", status=302), "HTTP 302: it points to another address", "未予跟随"),
        (
            Answer(None, "refused", status=404),
            "refused the sentence (HTTP 404)",
            "引擎拒绝了该句（HTTP 404）",
        ),
        (Answer(None, "refused"), "refused the sentence", "引擎拒绝了该句"),
        (Answer(None, "too-long"), "longer than it takes", "超出引擎所能处理的长度"),
        (Answer(""), "nothing for this sentence", "没有该句的译文"),
    ],
)
def test_why_an_engine_is_given_up_is_said_in_both_languages(
    job: Job, answer: Answer, says: str, says_zh: str
) -> None:
    stop = Stop()
    run(
        Scripted(lambda request, number: answer),
        job,
        *[f"公司捐赠{n}万元。" for n in range(1, 30)],
        stop=stop,
    )
    assert stop.reason is not None
    assert says in stop.reason[0]
    assert says_zh in stop.reason[1]
    assert not re.search("[A-Za-z]{5}", stop.reason[1])


def test_a_silent_engine_is_given_up(job: Job) -> None:
    stop = Stop()
    engine = Scripted(lambda request, number: Answer(None, "slow"))
    outcomes = run(engine, job, *[f"公司治理完善{'。' * n}" for n in range(1, 60)], stop=stop)
    assert len(outcomes) < 12
    assert stop.reason is not None
    assert "silent" in stop.reason[0]


# What is kept


def test_what_was_answered_is_not_asked_again(job: Job) -> None:
    kept: dict[str, str] = {}
    keeping = replace(job, recall=kept.get, keep=kept.__setitem__)
    first, second = Scripted(says("RMB1.", RIGHT)), Scripted(says("never asked"))
    assert run(first, keeping, SOURCE) == run(second, keeping, SOURCE)
    assert second.asked == second.started == []


CHANGES: dict[str, Callable[[Job, Scripted], tuple[Job, Scripted]]] = {
    "engine": lambda job, engine: (job, replace(engine, identity="another model")),
    "examples": lambda job, engine: (replace(job, examples=lambda one: [("甲", "A")]), engine),
    "style": lambda job, engine: (
        replace(job, context=replace(job.context, style=Style(currency_space=True))),
        engine,
    ),
    "masking": lambda job, engine: (replace(job, mask=True), engine),
    "glossary": lambda job, engine: (
        replace(job, context=replace(job.context, glossary=load_glossary([]))),
        engine,
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_question_is_asked_anew(job: Job, what: str) -> None:
    kept: dict[str, str] = {}
    keeping = replace(job, recall=kept.get, keep=kept.__setitem__)
    run(Scripted(says(RIGHT)), keeping, SOURCE)
    changed, engine = CHANGES[what](keeping, Scripted(says(RIGHT)))
    run(engine, changed, SOURCE)
    assert engine.asked


# What it costs


def test_a_budget_stops_it_and_what_is_done_stays(job: Job) -> None:
    def reply(said: str, number: int) -> Said:
        return f"The Company has {re.findall('[0-9]+', said)[0]} employees."

    with serving(speak_chat, reply) as host:
        egress, stop, kept = Egress(), Stop(), dict[str, str]()
        engine = Server(Door(read_address(host.url + "/v1", "URL"), egress, "KEY"), "m")
        sentences = [sentence(f"公司有{n}名员工。", f"s{n}") for n in range(10, 40)]
        limited = replace(
            job, budget=Budget(Decimal(100), "characters"), recall=kept.get, keep=kept.__setitem__
        )
        outcomes = list(draft_sentences(sentences, engine, limited, egress, stop=stop))
        assert 0 < len(kept) < 30
        assert egress.spent.characters <= 100
        assert stop.reason == ("the budget of 100 characters is used up", "预算（100 characters）已用完")
        asked = len(host.asked)
        engine = Server(Door(read_address(host.url + "/v1", "URL"), Egress(), "KEY"), "m")
        more = list(draft_sentences(sentences, engine, replace(limited, budget=None), Egress()))
        assert len(host.asked) == 30
        assert asked < 30
    assert [outcome.kind for _, outcome in more] == ["drafted"] * 30
    assert [outcome.kind for _, outcome in outcomes][:asked] == ["drafted"] * asked


def test_a_budget_in_money_needs_a_price() -> None:
    price = read_price({"currency": "CNY", "million_tokens_in": "1", "million_tokens_out": "4.5"})
    assert read_budget("20 CNY", price) == Budget(Decimal(20), "CNY")
    assert str(read_budget("50,000 characters", None)) == "50,000 characters"
    for text in ("20 CNY", "lots", "-5 tokens", "5", "nan tokens"):
        with pytest.raises(WrongUse) as fault:
            read_budget(text, None)
        assert fault.value.message_zh
    for amount in ("cheap", "nan", "-1"):
        with pytest.raises(WrongUse, match="million_tokens_in"):
            read_price({"currency": "CNY", "million_tokens_in": amount})


def test_the_estimate_is_what_is_then_sent(job: Job) -> None:
    kept: dict[str, str] = {}
    with serving(speak_chat, lambda said, number: RIGHT) as host:
        egress = Egress()
        engine = Server(Door(read_address(host.url + "/v1", "URL"), egress, "KEY"), "m")
        twice = [sentence(SOURCE), sentence(SOURCE, "s2")]
        estimated = estimate_drafts(twice, engine, replace(job, recall=kept.get))
        assert host.asked == []
        list(draft_sentences(twice, engine, replace(job, recall=kept.get, keep=kept.__setitem__), egress))
        assert (estimated.sentences, estimated.known, estimated.withheld) == (1, 1, 0)
        assert estimated.spent.size == egress.spent.size == len(host.asked[0].raw)
        assert estimated.spent.characters == egress.spent.characters


def test_the_account_tells_costs_by_sentence(job: Job) -> None:
    replies = {1: Fault(429, {"Retry-After": "0"}), 2: "RMB1."}
    with serving(speak_chat, lambda said, number: replies.get(number, RIGHT)) as host:
        egress = Egress()
        engine = Server(Door(read_address(host.url + "/v1", "URL"), egress, "KEY", wait=0), "m")
        list(draft_sentences([sentence(SOURCE)], engine, job, egress))
    price = Price("CNY", Decimal(1), Decimal(4))
    record = egress_record(egress, {"engine": "openai"}, price)
    costs = record["costs"]["by_sentence"]["s1"]
    assert (costs["requests"], costs["retries"]) == (3, 1)
    assert (costs["tokens_in"], costs["tokens_out"], costs["unsaid"]) == (100, 20, 0)
    assert costs["amount"] == "0.0002 CNY"
    assert record["costs"]["this_build"] == costs
    assert [(row["status"], row["attempt"], row["model"]) for row in record["sent"]] == [
        (429, 1, None),
        (200, 2, "m-1"),
        (200, 1, "m-1"),
    ]
    assert len({row["sha256"] for row in record["sent"]}) == 2


def test_the_ledger_goes_on_where_a_killed_build_left_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "egress.jsonl")
    journal.append({"kind": "sent", "number": 4})
    with (tmp_path / "egress.jsonl").open("ab") as stream:
        stream.write(b'{"kind": "received", "numb')
    journal.append({"kind": "sent", "number": 5})
    assert journal.rows() == [{"kind": "sent", "number": 4}, {"kind": "sent", "number": 5}]
    assert Egress(journal.rows()).number() == 6


# Masked


SECRETS = ("12.5", "125,000", "125000", "云杉", "Yunshan", "2024", "3.2", "five", "5月", "May", "七")
SECRET_SOURCES = (
    "2024年5月6日，云杉水务的监事会审议通过捐赠12.5万元的议案。",
    "云杉水务的员工比上年增加3.2%。",
    "云杉水务共有七个基地。",
)


def masked_reply(said: str, number: int) -> Said:
    """A server that is wrong at first, so that what was wrong must be told without telling."""
    codes = re.findall(r"\b[A-Z]\d\d\b", said)
    return f"Wrong {codes[0]}." if number % 2 else f"{' and '.join(codes)}, the Supervisory Committee said."


@pytest.mark.parametrize("kind", ["chat", "deepl"])
def test_what_is_masked_is_in_no_byte_that_the_server_gets(
    job: Job, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DUIZHAO_DEEPL_KEY", "key-1")
    hidden = replace(
        job, mask=True, examples=lambda one: [("云杉水务捐赠12.5万元。", "Yunshan gave RMB125,000.")]
    )
    with serving(speak_deepl if kind == "deepl" else speak_chat, masked_reply) as host:
        journal = Journal(tmp_path / "egress.jsonl")
        egress = Egress((), journal.append)
        door = Door(read_address(host.url + ("" if kind == "deepl" else "/v1"), "URL"), egress, "KEY")
        engine: Engine = DeepL(door) if kind == "deepl" else Server(door, "m")
        sentences = [
            replace(sentence(source, f"s{n}"), path=("云杉水务2024年捐赠",))
            for n, source in enumerate(SECRET_SOURCES)
        ]
        list(draft_sentences(sentences, engine, hidden, egress))
        assert len(host.asked) >= 4
        received = host.bytes
    for secret in SECRETS:
        assert secret.encode() not in received, secret
        assert secret not in json.dumps([json.loads(a.raw or b"0") for a in host.asked], ensure_ascii=False)
        assert secret.encode() not in (tmp_path / "egress.jsonl").read_bytes()


def test_what_is_masked_comes_back_and_is_verified(job: Job) -> None:
    def reply(request: Request, number: int) -> Answer:
        date, name, amount = re.findall(r"\b[A-Z]\d\d\b", request.source)
        return Answer(
            f"On {date}, the Supervisory Committee of {name} considered and approved the proposal to donate {amount}."
        )

    (outcome,) = run(Scripted(reply), replace(job, mask=True), SECRET_SOURCES[0])
    assert outcome.translation is not None
    assert outcome.translation.target == (
        "On 6 May 2024, the Supervisory Committee of Yunshan Water considered and approved the proposal to donate RMB125,000."
    )
    assert outcome.kind == "drafted"


def test_what_was_wrong_with_a_masked_answer_is_told_in_codes(job: Job) -> None:
    engine = Scripted(says("The Supervisory Committee approved it."))
    run(engine, replace(job, mask=True), SOURCE)
    assert '"A11" must stand in it' in engine.asked[1].problems
    assert not any("125" in problem for problem in engine.asked[1].problems)


def test_a_sentence_that_cannot_be_masked_whole_is_withheld(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(
        GLOSSARY + "- zh: 三个代表\n  en: Three Represents\n  domain: party\n  source: invented\n",
        encoding="utf-8",
    )
    engine = Scripted(says("never asked"))
    hidden = Job(CheckContext(load_glossary([path])), mask=True)
    (outcome,) = run(engine, hidden, "三个基地学习“三个代表”。")
    assert (outcome.kind, engine.asked) == ("withheld", [])


def test_the_sentence_is_found_in_a_prompt() -> None:
    """The helper of these tests reads prompts as the product writes them."""
    assert (
        sentence_of("Use these terms:\n甲 = A\n\nThe sentence:\n甲。\n\nAn earlier translation was:\nB")
        == "甲。"
    )
    assert isinstance(Host, type)


def test_lines_that_are_no_rows_of_the_ledger_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "egress.jsonl"
    path.write_text('5\n{"kind": "sent"}\n[]\n{"kind": "received", "number": 3}\n{"cut o', encoding="utf-8")
    egress = Egress(Journal(path).rows())
    assert [row["number"] for row in egress.rows] == [3]
    assert egress.number() == 4

"""The memory's index: made from the text files, found again in the order of translators, safe to lose."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.errors import EnvironmentLacking, MemoryInvalid, SettingsInvalid
from generator.exchange import export_tmx, read_pairs
from generator.memory import Memory, MemoryFile, Pair, Penalties, open_index, open_memory
from generator.model import Place, Sentence, Translation
from generator.pipeline.shelf import load_memory
from generator.quantities import Style
from generator.renumber import Renumbering
from generator.settings import Settings, load_settings
from generator.terms import Glossary
from generator.translate import Sources, translate_sentences
from generator.workbook import export_sheet

SAID = [
    Pair("合计", "Total", "m:1", path=("一、收入", "2024年", "项目")),
    Pair("合计", "Sum", "m:2", path=("二、成本", "2024年", "类别")),
    Pair("公司治理。", "Governance.", "m:3", before="前言。", after="后记。"),
    Pair("公司治理。", "Corporate governance.", "m:4", before="上文。", after="下文。"),
    Pair("董事会由9名董事组成。", "The Board has 9 directors.", "m:5"),
]


@pytest.mark.parametrize(
    ("path", "target", "score"),
    [
        (("二、成本", "2025年", "类别"), "Sum", 101),
        (("三、费用", "2025年", "项目"), "Total", 101),
    ],
)
def test_a_cell_is_known_by_its_heads_whatever_the_year(
    path: tuple[str, ...], target: str, score: int
) -> None:
    match = Memory(SAID).look_up("合计", path)
    assert match is not None
    assert (match.target, match.score, match.rivals) == (target, score, ())


def test_neighbours_decide() -> None:
    memory = Memory(SAID)
    match = memory.look_up("公司治理。", (), "上文。", "下文。")
    assert match is not None
    assert (match.target, match.score) == ("Corporate governance.", 102)
    match = memory.look_up("公司治理。", (), "前言。", "另文。")
    assert match is not None
    assert (match.target, match.score) == ("Governance.", 101)


def test_pairs_of_one_file_are_each_others_neighbours() -> None:
    memory = Memory([Pair("甲。", "A.", "m:1"), Pair("乙。", "B.", "m:2"), Pair("丙。", "C.", "m:3")])
    match = memory.look_up("乙。", (), "甲。", "丁。")
    assert match is not None
    assert match.score == 101


def test_where_nothing_decides_the_others_are_named() -> None:
    memory = Memory(SAID, penalties=Penalties())
    match = memory.look_up("合计", ("四、其他",))
    assert match is not None
    assert (match.target, match.score) == ("Total", 99)
    assert [pair.target for pair in match.rivals] == ["Sum"]


@pytest.mark.parametrize(
    ("pair", "penalty", "score"),
    [
        (Pair("甲。", "A.", "m:1"), 0, 100),
        (Pair("甲。", "A.", "m:1", state="initial"), 0, 95),
        (Pair("甲。", "A.", "m:1", origin="machine"), 0, 85),
        (Pair("甲。", "A.", "m:1", origin="alignment"), 0, 99),
        (Pair("甲。", "A.", "m:1", state="initial", origin="machine"), 10, 70),
    ],
)
def test_points_off(tmp_path: Path, pair: Pair, penalty: int, score: int) -> None:
    index = open_index(tmp_path, "m", "k", lambda: [pair])
    match = Memory.of([(index, penalty)], Penalties()).look_up("甲。")
    assert match is not None
    assert match.score == score
    assert (match.points_off == 0) == (score == 100)


def test_a_surer_file_comes_before_an_earlier_one(tmp_path: Path) -> None:
    agency = open_index(tmp_path, "agency", "k", lambda: [Pair("甲。", "Agency.", "a:1")])
    house = open_index(tmp_path, "house", "k", lambda: [Pair("甲。", "House.", "h:1")])
    match = Memory.of([(agency, 10), (house, 0)], Penalties()).look_up("甲。")
    assert match is not None
    assert (match.target, match.rivals) == ("House.", ())


def test_an_approved_english_comes_before_others() -> None:
    memory = Memory([Pair("甲。", "A.", "m:1"), Pair("甲。", "Approved.", "m:2", state="final")])
    match = memory.look_up("甲。")
    assert match is not None
    assert match.target == "Approved."


def test_like_sentences_are_proposed_best_first() -> None:
    memory = Memory(
        [
            Pair("公司高度重视投资者关系管理工作。", "IR matters.", "m:1"),
            Pair("公司高度重视供应商管理工作。", "Suppliers matter.", "m:2"),
            Pair("天气很好，适合外出。", "Fine weather.", "m:3"),
        ]
    )
    found = memory.find_similar("公司高度重视投资者管理工作。", least=50)
    assert [match.target for match in found] == ["IR matters.", "Suppliers matter."]
    assert found[0].score == 87
    assert memory.find_similar("董事会审议了年度报告。") == ()


def test_likeness_sets_figures_aside_and_is_never_the_same() -> None:
    found = Memory(SAID).find_similar("董事会由11名董事组成。")
    assert [(match.target, match.score) for match in found] == [("The Board has 9 directors.", 99)]


def test_search_agrees_with_a_search_of_everything() -> None:
    chance = random.Random(4)
    words = ["公司", "董事", "治理", "环境", "员工", "股东", "风险", "绩效", "排放", "客户", "培训", "创新"]
    pairs = [Pair("".join(chance.choices(words, k=9)) + "。", f"No. {n}.", f"m:{n}") for n in range(1500)]
    memory = Memory(pairs)
    for pair in pairs[::100]:
        changed = pair.source.replace(pair.source[4:6], "信息", 1)
        assert pair.target in [match.target for match in memory.find_similar(changed)]


def write(path: Path, pairs: list[Pair]) -> MemoryFile:
    path.write_bytes(export_tmx(pairs))
    return MemoryFile(path, path.read_bytes().hex()[-40:] + str(len(pairs)))


def open_one(file: MemoryFile, folder: Path) -> Memory:
    return open_memory([file], folder, read_pairs, Penalties())


def test_an_index_is_made_again_when_the_file_changes_and_may_be_deleted(tmp_path: Path) -> None:
    path, folder = tmp_path / "m.tmx", tmp_path / "cache"
    path.write_bytes(export_tmx([Pair("甲。", "A.", "")]))
    first = open_one(MemoryFile(path, "1" * 24), folder)
    path.write_bytes(export_tmx([Pair("甲。", "Alpha.", "")]))
    second = open_one(MemoryFile(path, "2" * 24), folder)
    assert [memory.look_up("甲。").target for memory in (first, second)] == ["A.", "Alpha."]
    assert len(list(folder.glob("*.sqlite"))) == 1, "the older index is gone"
    for left in folder.iterdir():
        left.unlink()
    assert open_one(MemoryFile(path, "2" * 24), folder).look_up("甲。").target == "Alpha."


def test_an_index_is_not_made_twice(tmp_path: Path) -> None:
    file = write(tmp_path / "m.tmx", SAID)
    open_one(file, tmp_path / "cache")
    file.path.unlink()
    assert len(open_one(file, tmp_path / "cache")) == len(SAID)


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and nothing more", b"\0" * 9000])
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: bytes) -> None:
    file = write(tmp_path / "m.tmx", SAID)
    open_one(file, tmp_path / "cache")
    index = next((tmp_path / "cache").glob("*.sqlite"))
    index.write_bytes(damage)
    assert len(open_one(file, tmp_path / "cache")) == len(SAID)


def test_damage_that_shows_later_is_said_and_gone(tmp_path: Path) -> None:
    many = [Pair(f"第{n}项工作。{'甲乙丙丁'[n % 4] * 30}", f"No. {n}.", "") for n in range(2000)]
    file = write(tmp_path / "m.tmx", many)
    open_one(file, tmp_path / "cache")
    index = next((tmp_path / "cache").glob("*.sqlite"))
    content = index.read_bytes()
    third = len(content) // 3
    index.write_bytes(content[:third] + b"\xff" * third + content[2 * third :])
    with pytest.raises(EnvironmentLacking, match="damaged"):
        list(open_one(file, tmp_path / "cache").pairs)
    assert not index.exists()
    assert len(list(open_one(file, tmp_path / "cache").pairs)) == 2000


def killed(path: Path, folder: Path) -> None:
    """Build an index and die after the first thousand pairs."""

    def pairs(file: Path) -> Iterator[Pair]:
        for number, pair in enumerate(read_pairs(file)):
            if number == 1000:
                os.kill(os.getpid(), signal.SIGKILL)
            yield pair

    open_memory([MemoryFile(path, "k" * 24)], folder, pairs, Penalties())


@pytest.mark.slow
def test_a_killed_build_leaves_nothing_that_counts(tmp_path: Path) -> None:
    path, folder = tmp_path / "m.tmx", tmp_path / "cache"
    path.write_bytes(export_tmx([Pair(f"第{n}项。", f"No. {n}.", "") for n in range(1500)]))
    process = multiprocessing.get_context("fork").Process(target=killed, args=(path, folder))
    process.start()
    process.join(30)
    assert process.exitcode == -9
    assert not list(folder.glob("*.sqlite"))
    assert len(open_one(MemoryFile(path, "k" * 24), folder)) == 1500


def count_after_opening(path: Path, folder: Path, say: multiprocessing.Queue[int]) -> None:
    say.put(len(open_one(MemoryFile(path, "k" * 24), folder)))


@pytest.mark.slow
def test_two_at_once(tmp_path: Path) -> None:
    path, folder = tmp_path / "m.tmx", tmp_path / "cache"
    path.write_bytes(export_tmx([Pair(f"第{n}项。", f"No. {n}.", "") for n in range(3000)]))
    fork = multiprocessing.get_context("fork")
    said: multiprocessing.Queue[int] = fork.Queue()
    both = [fork.Process(target=count_after_opening, args=(path, folder, said)) for _ in range(2)]
    for process in both:
        process.start()
    assert [said.get(timeout=30), said.get(timeout=30)] == [3000, 3000]
    for process in both:
        process.join(30)
    assert len(list(folder.glob("*.sqlite"))) == 1


def test_where_nothing_can_be_written_the_memory_still_works(tmp_path: Path) -> None:
    file = write(tmp_path / "m.tmx", SAID)
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert len(open_one(file, tmp_path / "cache")) == len(SAID)


def test_the_same_from_disk_as_from_memory(tmp_path: Path) -> None:
    file = write(tmp_path / "m.tmx", SAID)
    memory = Memory(read_pairs(file.path))
    stored = open_one(file, tmp_path / "cache")
    assert list(stored.pairs) == list(memory.pairs)
    assert stored.find_similar("董事会由多名董事组成。") == memory.find_similar("董事会由多名董事组成。")


def test_context_goes_through_tmx(tmp_path: Path) -> None:
    said = [
        Pair("甲。", "A.", "m.tmx:1", None, "reviewed", ("一、总则", "（一）目的"), "前。", "后。", "machine")
    ]
    (tmp_path / "m.tmx").write_bytes(export_tmx(said))
    assert list(read_pairs(tmp_path / "m.tmx")) == said


FOREIGN = """<tmx version="1.4"><header/><body><tu>{props}
<tuv xml:lang="zh"><prop type="x-other">…</prop><seg>甲。</seg></tuv><tuv xml:lang="en"><seg>A.</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize(
    ("props", "state", "origin", "before"),
    [
        ('<prop type="x-ConfirmationLevel">Draft</prop><prop type="x-Origin">MT</prop>', "initial", "machine", ""),
        ('<prop type="x-ConfirmationLevel">ApprovedSignOff</prop>', "final", "", ""),
        ('<prop type="x-origin">Alignment</prop><prop type="x-context-pre">前。</prop>', "translated", "alignment", "前。"),
        ('<prop type="prev">前。</prop>', "translated", "", "前。"),
    ],
)  # fmt: skip
def test_what_other_tools_say_of_a_pair(
    tmp_path: Path, props: str, state: str, origin: str, before: str
) -> None:
    (tmp_path / "m.tmx").write_text(FOREIGN.format(props=props), encoding="utf-8")
    pair = read_pairs(tmp_path / "m.tmx")[0]
    assert (pair.state, pair.origin, pair.before) == (state, origin, before)


def test_a_workbook_with_other_heads_is_a_memory(tmp_path: Path) -> None:
    rows = [("甲。", "", "A."), ("乙。", "x", "B.")]
    (tmp_path / "m.xlsx").write_bytes(export_sheet("Sheet", ("中文", "Remark", "English"), (9, 9, 9), rows))
    assert [(p.source, p.target) for p in read_pairs(tmp_path / "m.xlsx")] == [("甲。", "A."), ("乙。", "B.")]


def load_settings_of(folder: Path, said: str) -> Settings:
    (folder / "report.yaml").write_text(said, encoding="utf-8")
    (folder / "source.pdf").write_bytes(b"")
    return load_settings(folder)


def test_penalties_by_file_and_by_folder(tmp_path: Path) -> None:
    for name in ("tm/a.tmx", "tm/penalty-30/b.tmx", "tm/mt/c.tmx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(export_tmx([Pair("甲。", "A.", "")]))
    said = "memory: [{file: x.tmx, penalty: 10}, y.tmx, tm]\npenalties: {machine: 20}\n"
    settings = load_settings_of(tmp_path, said)
    points = {path.name: settings.penalty_of(path) for path in settings.memory}
    assert points == {"x.tmx": 10, "y.tmx": 0, "a.tmx": 0, "c.tmx": 20, "b.tmx": 30}
    assert settings.penalties == Penalties(machine=20)


@pytest.mark.parametrize("name", ["tm", "tm/old"])
def test_a_folder_without_a_memory_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / name / "readme.txt").write_text("put memories here")
    settings = load_settings_of(tmp_path, f"memory: [{name}]\n")
    with pytest.raises(MemoryInvalid, match=rf"{name}: this folder holds no file that is read here") as fault:
        load_memory(settings)
    assert "文件夹" in fault.value.message_zh


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("memory: [{file: a.tmx, penalty: lots}]", "a.tmx"),
        ("memory: [{penalty: 3}]", "memory"),
        ("penalties: {machines: 3}", "machines"),
        ("penalties: {machine: 300}", "machine"),
        ("penalties: 3", "penalties"),
    ],
)
def test_a_wrong_penalty_is_named(tmp_path: Path, said: str, names: str) -> None:
    with pytest.raises(SettingsInvalid, match=names):
        load_settings_of(tmp_path, said)


PLACE = Place(1, (0, 0, 1, 1))


def translate(source: str, memory: Memory) -> Translation:
    glossary = Glossary()
    sources = Sources(Memory(), memory, glossary, Style(), Renumbering([memory], Style(), glossary))
    sentence = Sentence("s", "p", "p", "paragraph", source, PLACE)
    return next(translate_sentences([sentence], sources))


def test_what_lost_points_is_a_draft_and_what_lost_many_is_none() -> None:
    for origin, state, target in (("", "translated", "A."), ("machine", "initial", "A.")):
        memory = Memory([Pair("甲乙丙丁。", "A.", "m:1", origin=origin)], penalties=Penalties())
        found = translate("甲乙丙丁。", memory)
        assert (found.target, found.state, found.origin) == (target, state, "memory")
    memory = Memory([Pair("甲乙丙丁。", "A.", "m:1", origin="machine")], penalties=Penalties(machine=31))
    assert translate("甲乙丙丁。", memory).target is None


def test_what_awaits_has_proposals_and_they_are_not_its_english() -> None:
    found = translate(
        "公司高度重视投资者管理工作。",
        Memory([Pair("公司高度重视投资者关系管理工作。", "IR matters.", "m:1")]),
    )
    assert found.target is None
    assert [(one.target, one.score) for one in found.proposals] == [("IR matters.", 87)]


@pytest.mark.parametrize("source", ["", "好", "好的", "“”", "'\"#"])
def test_hardly_any_words_are_no_fault(source: str) -> None:
    memory = Memory(SAID)
    assert memory.find_similar(source) == ()
    assert memory.look_up(source) is None
    assert memory.look_up_joined(source) is None


def test_pairs_come_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.memory.index._BATCH", 2)
    assert [pair.target for pair in Memory(SAID).pairs] == [pair.target for pair in SAID]


def test_threads_may_ask_at_once(tmp_path: Path) -> None:
    memory = open_one(write(tmp_path / "m.tmx", SAID), tmp_path / "cache")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(memory.find_similar, ["董事会由11名董事组成。"] * 40))
    assert {match.target for matches in found for match in matches} == {"The Board has 9 directors."}


def test_last_years_translations_are_a_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pipeline.shelf.ROOT", tmp_path)
    (tmp_path / "older").mkdir()
    said = "- source: 甲。\n  target: A.\n"
    (tmp_path / "older" / "translations.yaml").write_text(said, encoding="utf-8")
    settings = load_settings_of(tmp_path, "memory: [older/translations.yaml]")
    match = load_memory(settings).look_up("甲。")
    assert match is not None
    assert (match.target, match.score) == ("A.", 100)
    assert list((tmp_path / ".cache" / "memory").glob("*.sqlite"))


def test_other_punctuation_gives_a_draft() -> None:
    found = translate(
        "公司加强员工培训和考核。", Memory([Pair("公司加强员工培训和考核；", "It trains staff;", "m:1")])
    )
    assert (found.target, found.origin, found.state, found.score) == (
        "It trains staff.",
        "memory-fuzzy",
        "initial",
        99,
    )

"""Two published reports, Chinese and English → a memory, and what is wrong with the old English.

    align_reports(chinese, english, context)   the two Reports → an Alignment
    alignment_to_memory(alignment)              the pairs that are sure, for a TMX
    alignment_to_record(alignment)              everything as JSON: also what is alone, doubtful, wrong

Nothing is written here and nothing is asked of the network. A wrong pair in a memory is worse than a missing one: what
is not sure stays out of it and is listed.
"""

from __future__ import annotations

from dataclasses import replace

from generator.alignment.examine import find_contradictions, find_miscut, find_wrong_numbers
from generator.alignment.links import link_segments
from generator.alignment.meaning import find_encoder, find_meanings
from generator.alignment.pairs import AlignedPair, links_to_pairs
from generator.alignment.record import MISCUT, SURE, Alignment, alignment_to_memory, alignment_to_record
from generator.alignment.segments import find_language, report_to_segments
from generator.checks import CheckContext
from generator.errors import WrongUse
from generator.model import Report

__all__ = ["AlignedPair", "Alignment", "align_reports", "alignment_to_memory", "alignment_to_record"]


def align_reports(chinese: Report, english: Report, context: CheckContext) -> Alignment:
    """The two reports aligned, whichever was given first.

    Raises WrongUse where both are of one language, or one has no text to tell it by.
    """
    languages = find_language(chinese), find_language(english)
    if languages == ("en", "zh"):
        alignment = _align(english, chinese, context, swapped=True)
    elif languages == ("zh", "en"):
        alignment = _align(chinese, english, context, swapped=False)
    else:
        raise _wrong_languages((chinese, english), languages)
    return alignment


def _align(chinese: Report, english: Report, context: CheckContext, *, swapped: bool) -> Alignment:
    source = report_to_segments(chinese, "zh")
    target = report_to_segments(english, "en")
    meanings = find_meanings(part.text for segment in (*source, *target) for part in segment.parts())
    linked = link_segments(source, target, context.glossary, meanings)
    pairs, *alone = links_to_pairs(source, target, linked)
    wrong = find_wrong_numbers(pairs, context)
    miscut = find_miscut(pairs, wrong, (alone[0], alone[1]), context)
    pairs = tuple(
        replace(pair, confidence=min(pair.confidence, MISCUT)) if place in miscut else pair
        for place, pair in enumerate(pairs)
    )
    trusted = [pair for pair in pairs if pair.confidence >= SURE]
    several_english, several_chinese = find_contradictions(trusted, context)
    return Alignment(
        chinese,
        english,
        pairs,
        (alone[0], alone[1]),
        wrong,
        several_english,
        several_chinese,
        swapped,
        find_encoder() if meanings else None,
    )


def _wrong_languages(reports: tuple[Report, Report], languages: tuple[str | None, str | None]) -> WrongUse:
    for report, language in zip(reports, languages, strict=True):
        if language is None:
            name = report.source_file
            return WrongUse(
                f"{name}: there is too little text in it to align; is it the report itself?",
                f"{name}：文件中文字过少，无法对齐，请确认是否为报告正文。",
            )
    names = " and ".join(report.source_file for report in reports)
    names_zh = "和".join(report.source_file for report in reports)
    if languages[0] == "zh":
        return WrongUse(
            f"{names} are both Chinese; give the Chinese report and its English.",
            f"{names_zh} 均为中文，请指定一份中文报告和与其对应的英文报告。",
        )
    return WrongUse(
        f"{names} are both English; give the Chinese report and its English.",
        f"{names_zh} 均为英文，请指定一份中文报告和与其对应的英文报告。",
    )

"""A long invented report for tests and measures: the sample's chapters again and again, each time told apart."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Bitext, Block, Contents, Cover, Heading, Sentence, Text, Translation


def repeated(bitext: Bitext, times: int) -> Bitext:
    """The report with its chapters set ``times`` times; ids and headings of each copy are its own."""
    blocks: list[Block] = list(bitext.report.blocks)
    texts: list[Text] = list(bitext.texts)
    sentences: list[Sentence] = list(bitext.sentences)
    translations: dict[str, Translation] = dict(bitext.translations)
    front = {block.id for block in blocks if isinstance(block, (Cover, Contents))}
    for copy in range(2, times + 1):
        mark = f".copy{copy}"
        blocks += [_again(block, mark, copy) for block in bitext.report.blocks if block.id not in front]
        for text in bitext.texts:
            if text.block not in front:
                source = _counted(text.source, copy) if text.role == "heading" else text.source
                texts.append(
                    replace(text, id=_marked(text, mark), block=f"{text.block}{mark}", source=source)
                )
        for sentence in bitext.sentences:
            if sentence.block in front:
                continue
            heading = sentence.role == "heading"
            source = _counted(sentence.source, copy) if heading else sentence.source
            name = f"{sentence.id}{mark}"
            text_id = sentence.text.replace(sentence.block, f"{sentence.block}{mark}", 1)
            again = replace(
                sentence, id=name, text=text_id, block=f"{sentence.block}{mark}", source=source
            )
            sentences.append(again)
            told = bitext.translation_of(sentence)
            if heading and told.target is not None:
                told = replace(told, target=f"{told.target} ({copy})")
            translations[name] = replace(told, sentence=name)
    report = replace(bitext.report, blocks=tuple(blocks))
    return Bitext(report, tuple(texts), tuple(sentences), translations)


def _again(block: Block, mark: str, copy: int) -> Block:
    if isinstance(block, Heading):
        return replace(block, id=f"{block.id}{mark}", source=_counted(block.source, copy))
    return replace(block, id=f"{block.id}{mark}")


def _counted(source: str, copy: int) -> str:
    return f"{source}（{copy}）"


def _marked(text: Text, mark: str) -> str:
    return text.id.replace(text.block, f"{text.block}{mark}", 1)

"""The pictures of a page: which placed images are figures, and which belong together.

Stamps, logos in the margins, gradients, rules and backgrounds are images too. A picture that the writer of
the PDF cut into strips is one figure; two photos side by side are two, even without a gap between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from generator.model import Box
from generator.reader.boxes import area, connected, groups, grown, holds, inside, overlap, sides, union
from generator.reader.pdf.page import ImageBox, PageContent

MANY = 400  # images and frames of a page that are looked at, the largest
SMALL = 24.0  # points: no figure has a side shorter than this
MARGIN = 0.09  # of the page's height: images that lie wholly in the head or foot are logos
BACKGROUND = 0.6  # of the page's area, under words: a background
RIBBON = 60.0  # points: wide images no higher than this are bands behind a heading, when words stand on them
STRIP = 2.5  # a piece of a cut picture is at least this much longer than wide, or its neighbour is


def find_pictures(page: PageContent, tables: Sequence[Box]) -> list[tuple[Box, tuple[ImageBox, ...]]]:
    """Each figure that is made of images: its box and its images, from the top."""
    largest = sorted(page.images, key=lambda image: area(image.box), reverse=True)[:MANY]
    images = [image for image in largest if _is_picture(image, page, tables)]
    images.sort(key=lambda image: image.index)
    framed: list[tuple[Box, tuple[ImageBox, ...]]] = []
    for frame in sorted(page.frames, key=area)[-MANY:]:
        held = tuple(image for image in images if inside(image.box, frame, 4.0))
        if held and _is_picture_frame(frame, page, tables):
            framed.append((frame, held))
            images = [image for image in images if image not in held]
    boxes = [image.box for image in images]
    for group in _together(images):
        framed.append((union(boxes[i] for i in group), tuple(images[i] for i in group)))
    return sorted(framed, key=lambda figure: (figure[0][1], figure[0][0]))


def _is_picture(image: ImageBox, page: PageContent, tables: Sequence[Box]) -> bool:
    wide, high = sides(image.box)
    if min(image.pixels) <= 2 or min(wide, high) < SMALL / 3 or max(wide, high) < SMALL:
        return False
    if image.box[3] < MARGIN * page.height or image.box[1] > (1 - MARGIN) * page.height:
        return False
    if any(inside(image.box, table, 2.0) for table in tables) and min(wide, high) < 2.5 * SMALL:
        return False
    visible = overlap(image.box, (0.0, 0.0, page.width, page.height))
    if min(sides(visible)) <= 0:
        return False
    return not _is_background(image.box, page)


def _is_background(box: Box, page: PageContent) -> bool:
    """Whether words of the page stand on an image: on a ribbon, on a ground for text, on a full page."""
    over = [char for char in page.chars if not char.hidden and char.text.strip() and holds(box, char.middle)]
    if not over:
        return False
    wide, high = sides(box)
    if wide > 4 * high and high < RIBBON:
        return True
    if area(box) > BACKGROUND * page.width * page.height:
        return len(over) >= 20
    rows = len({round(char.base) for char in over})
    return len(over) >= 40 and len(over) * over[0].size > 0.5 * rows * wide


def _is_picture_frame(frame: Box, page: PageContent, tables: Sequence[Box]) -> bool:
    """Whether a frame is drawn round pictures alone: no table, no page border, no paragraphs in it."""
    if area(frame) > BACKGROUND * page.width * page.height or any(
        inside(frame, table, 2.0) for table in tables
    ):
        return False
    return sum(holds(frame, char.middle) for char in page.chars if char.text.strip()) < 60


def _together(images: Sequence[ImageBox]) -> list[list[int]]:
    """The places of images that are one picture: cut strips, or layers on top of each other."""
    pairs = (
        (i, j)
        for near in groups([image.box for image in images], 2.5)
        for i, j in combinations(near, 2)
        if _one_picture(images[i], images[j])
    )
    return [group for group in connected(len(images), pairs) if _large(union(images[i].box for i in group))]


def _large(box: Box) -> bool:
    return min(sides(box)) >= SMALL


def _one_picture(a: ImageBox, b: ImageBox) -> bool:
    shared = area(overlap(a.box, b.box))
    if shared > 0.3 * min(area(a.box), area(b.box)):
        return True
    if not area(overlap(grown(a.box, 2.5), b.box)):
        return False
    return _same_density(a, b) and (_is_strip(a) or _is_strip(b))


def _is_strip(image: ImageBox) -> bool:
    wide, high = sides(image.box)
    return max(wide, high) > STRIP * min(wide, high)


def _same_density(a: ImageBox, b: ImageBox) -> bool:
    """Whether both have the same pixels to the point, as far as whole pixels can tell."""
    for side in (0, 1):
        one, other = (image.pixels[side] / max(sides(image.box)[side], 0.1) for image in (a, b))
        slack = 0.01 + 1.5 / min(a.pixels[side], b.pixels[side])
        if abs(one - other) > slack * max(one, other):
            return False
    return True

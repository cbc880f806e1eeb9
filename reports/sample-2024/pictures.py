"""The photographs of the sample report: invented scenes, drawn, because there is nothing to photograph.

Each scene is a function that paints on a canvas of 900 by ``height`` units; pictures come out as JPEG bytes,
the same every time.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
WIDTH = 900
_SCALE = 2
_SKY_TOP, _SKY_LOW = (118, 176, 214), (226, 240, 246)
_HILL_FAR, _HILL_NEAR, _GRASS = (142, 180, 176), (96, 150, 128), (132, 176, 108)
_WATER_TOP, _WATER_LOW = (112, 176, 200), (46, 116, 156)
_STEEL, _SHADE, _DARK, _WHITE = (196, 208, 216), (150, 166, 178), (62, 82, 98), (246, 249, 251)


class Canvas:
    """A drawing in units of the finished picture; it is painted larger and shrunk so that edges are smooth."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.image = Image.new("RGB", (WIDTH * _SCALE, height * _SCALE), _WHITE)
        self._draw = ImageDraw.Draw(self.image)

    def gradient(self, top: float, bottom: float, first: Colour, last: Colour) -> None:
        """Horizontal bands from one colour to another."""
        start, end = round(top * _SCALE), round(bottom * _SCALE)
        for y in range(start, end):
            part = (y - start) / max(end - start - 1, 1)
            red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, last, strict=True))
            self._draw.line([(0, y), (WIDTH * _SCALE, y)], fill=(red, green, blue))

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, radius: float = 0) -> None:
        """A rectangle, with round corners if asked."""
        area = [x * _SCALE, y * _SCALE, (x + width) * _SCALE, (y + height) * _SCALE]
        self._draw.rounded_rectangle(area, radius * _SCALE, fill=fill)

    def oval(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """An ellipse in a box."""
        self._draw.ellipse([x * _SCALE, y * _SCALE, (x + width) * _SCALE, (y + height) * _SCALE], fill=fill)

    def shape(self, points: list[tuple[float, float]], fill: Colour) -> None:
        """A polygon."""
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=fill)

    def line(self, points: list[tuple[float, float]], fill: Colour, width: float) -> None:
        """A stroke through points."""
        path = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(path, fill=fill, width=round(width * _SCALE), joint="curve")

    def hills(self, base: float, rise: float, wave: float, shift: float, fill: Colour) -> None:
        """A ridge across the picture, down to its foot."""
        ridge = [
            (
                x,
                base
                - rise * (0.6 + 0.4 * math.sin(x / wave + shift)) * (0.8 + 0.2 * math.cos(x / wave * 2.3)),
            )
            for x in range(0, WIDTH + 10, 10)
        ]
        self.shape([*ridge, (float(WIDTH), float(self.height)), (0.0, float(self.height))], fill)

    def jpeg(self) -> bytes:
        """The finished picture."""
        small = self.image.resize((WIDTH, self.height), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=82, optimize=True)
        return out.getvalue()


def _landscape(canvas: Canvas, horizon: float) -> None:
    canvas.gradient(0, horizon, _SKY_TOP, _SKY_LOW)
    canvas.oval(690, horizon * 0.16, 62, 62, (252, 240, 206))
    canvas.hills(horizon, 120, 130, 0.4, _HILL_FAR)
    canvas.hills(horizon + 6, 70, 90, 2.1, _HILL_NEAR)


def _tree(canvas: Canvas, x: float, foot: float, size: float) -> None:
    canvas.box(x - size * 0.06, foot - size * 0.5, size * 0.12, size * 0.5, (112, 90, 70))
    canvas.oval(x - size * 0.34, foot - size * 1.1, size * 0.68, size * 0.78, (82, 136, 92))
    canvas.oval(x - size * 0.2, foot - size * 1.22, size * 0.5, size * 0.56, (104, 158, 106))


def _tank(canvas: Canvas, x: float, foot: float, width: float, height: float) -> None:
    canvas.box(x, foot - height, width, height, _STEEL)
    canvas.box(x, foot - height, width * 0.28, height, _WHITE)
    canvas.box(x + width * 0.76, foot - height, width * 0.24, height, _SHADE)
    canvas.oval(x, foot - height - width * 0.14, width, width * 0.28, _WHITE)
    canvas.oval(x, foot - width * 0.12, width, width * 0.24, _SHADE)


def _person(canvas: Canvas, x: float, foot: float, size: float, coat: Colour) -> None:
    canvas.oval(x - size * 0.11, foot - size, size * 0.22, size * 0.24, (232, 196, 168))
    canvas.oval(x - size * 0.115, foot - size * 1.01, size * 0.23, size * 0.14, (74, 62, 56))
    canvas.box(x - size * 0.17, foot - size * 0.76, size * 0.34, size * 0.44, coat, size * 0.08)
    canvas.box(x - size * 0.14, foot - size * 0.36, size * 0.12, size * 0.36, _DARK)
    canvas.box(x + size * 0.02, foot - size * 0.36, size * 0.12, size * 0.36, _DARK)


def _cover(canvas: Canvas) -> None:
    _landscape(canvas, 250)
    canvas.gradient(250, canvas.height, _WATER_TOP, _WATER_LOW)
    for row in range(9):
        y = 272 + row * 24
        for k in range(6):
            x = (k * 173 + row * 97) % WIDTH
            canvas.line([(x, y), (x + 44 + row * 6, y)], (196, 224, 236), 1.4 + row * 0.2)
    canvas.shape([(0, 420), (250, 452), (420, 480), (0, 480)], _GRASS)
    canvas.shape([(900, 398), (720, 442), (560, 480), (900, 480)], (112, 160, 100))
    for x, foot, size in ((70, 432, 96), (150, 446, 74), (800, 436, 110), (870, 426, 84)):
        _tree(canvas, x, foot, size)


def _plant(canvas: Canvas) -> None:
    _landscape(canvas, 210)
    canvas.box(0, 208, WIDTH, canvas.height - 208, _GRASS)
    canvas.box(60, 142, 330, 96, _WHITE)
    canvas.box(60, 132, 330, 14, (56, 112, 158))
    for k in range(9):
        canvas.box(76 + k * 35, 164, 22, 26, (164, 200, 220))
    canvas.box(200, 200, 50, 38, _SHADE)
    for k, height in enumerate((104, 126, 112)):
        _tank(canvas, 440 + k * 92, 240, 76, height)
    canvas.line([(390, 222), (440, 222), (720, 222), (760, 250)], _DARK, 6)
    for x in (120, 420, 650):
        canvas.oval(x, 262, 190, 68, _SHADE)
        canvas.oval(x + 8, 266, 174, 56, _WATER_LOW)
        canvas.oval(x + 22, 272, 146, 42, _WATER_TOP)
        canvas.line([(x + 95, 292), (x + 180, 286)], _DARK, 4)
    canvas.shape([(0, 372), (900, 346), (900, 384), (0, 400)], (206, 208, 204))
    for x in (34, 742, 800, 862):
        _tree(canvas, x, 244, 78)


def _lab(canvas: Canvas) -> None:
    canvas.gradient(0, 380, (236, 243, 246), (216, 228, 235))
    for k in range(3):
        canvas.box(60 + k * 280, 40, 230, 130, (176, 212, 230))
        canvas.line([(175 + k * 280, 40), (175 + k * 280, 170)], _WHITE, 6)
    canvas.box(0, 330, WIDTH, 34, _WHITE)
    canvas.box(0, 364, WIDTH, canvas.height - 364, _SHADE)
    for k, colour in enumerate(((70, 150, 190), (120, 186, 150), (232, 186, 92), (92, 132, 190))):
        x = 90.0 + k * 92
        canvas.shape(
            [(x + 18, 234), (x + 38, 234), (x + 38, 270), (x + 62, 330), (x - 6, 330), (x + 18, 270)], _WHITE
        )
        canvas.shape([(x + 7, 298), (x + 49, 298), (x + 61, 329), (x - 5, 329)], colour)
    for k in range(4):
        canvas.box(520 + k * 40, 196, 26, 134, _STEEL, 12)
        canvas.box(524 + k * 40, 210, 8, 106, _WHITE, 4)
    canvas.line([(520, 206), (680, 206)], _DARK, 5)
    _person(canvas, 780, 440, 250, _WHITE)


def _assembly(canvas: Canvas) -> None:
    canvas.gradient(0, 300, (228, 236, 241), (206, 220, 229))
    canvas.box(0, 300, WIDTH, canvas.height - 300, (172, 186, 196))
    for k in range(7):
        canvas.line([(k * 150, 0), (k * 150 + 60, 46)], _WHITE, 10)
    canvas.box(0, 286, WIDTH, 30, _DARK)
    for k in range(5):
        x = 40 + k * 172
        canvas.box(x, 176, 124, 110, _WHITE, 8)
        canvas.box(x + 14, 190, 66, 44, (58, 112, 150), 4)
        canvas.line([(x + 18, 222), (x + 34, 208), (x + 50, 216), (x + 74, 198)], (156, 226, 190), 3)
        for row in range(3):
            canvas.oval(x + 92, 194 + row * 18, 12, 12, ((92, 176, 120), (232, 178, 80), _SHADE)[row])
        canvas.box(x + 20, 250, 84, 10, _STEEL)
    _person(canvas, 240, 452, 220, (64, 122, 168))
    _person(canvas, 640, 452, 220, (64, 122, 168))


def _solar(canvas: Canvas) -> None:
    _landscape(canvas, 200)
    canvas.box(0, 200, WIDTH, canvas.height - 200, (214, 218, 216))
    for row in range(3):
        y, depth = 214.0 + row * 74, 50.0 + row * 8
        for k in range(6):
            x = 24.0 + k * 146 - row * 6
            canvas.shape([(x + 24, y), (x + 140, y), (x + 124, y + depth), (x, y + depth)], (38, 78, 128))
            for step in (1, 2, 3):
                left = x + 24 + step * 29
                canvas.line([(left, y), (left - 20, y + depth)], (120, 160, 200), 1.5)
            canvas.line([(x + 12, y + depth / 2), (x + 132, y + depth / 2)], (120, 160, 200), 1.5)


def _river(canvas: Canvas) -> None:
    _landscape(canvas, 190)
    canvas.box(0, 188, WIDTH, canvas.height - 188, _GRASS)
    canvas.shape([(420, 190), (480, 190), (560, 270), (760, 450), (140, 450), (360, 270)], _WATER_LOW)
    canvas.shape([(436, 190), (466, 190), (520, 270), (640, 450), (280, 450), (390, 270)], _WATER_TOP)
    canvas.box(640, 208, 120, 84, _WHITE)
    canvas.shape([(628, 210), (700, 168), (772, 210)], (56, 112, 158))
    canvas.box(684, 244, 32, 48, _SHADE)
    canvas.line([(600, 292), (600, 150)], _DARK, 5)
    canvas.box(574, 150, 52, 30, (38, 78, 128))
    canvas.line([(600, 280), (530, 320)], _DARK, 4)
    for x, foot, size in ((70, 300, 130), (190, 262, 90), (820, 330, 140), (880, 266, 84)):
        _tree(canvas, x, foot, size)


def _school(canvas: Canvas) -> None:
    _landscape(canvas, 200)
    canvas.box(0, 200, WIDTH, canvas.height - 200, _GRASS)
    canvas.box(80, 130, 400, 136, (244, 236, 220))
    canvas.shape([(60, 132), (280, 78), (500, 132)], (172, 92, 76))
    for k in range(6):
        canvas.box(104 + k * 62, 160, 38, 46, (164, 200, 220))
    canvas.box(256, 212, 48, 54, (140, 104, 80))
    canvas.line([(540, 266), (540, 70)], _SHADE, 5)
    canvas.shape([(542, 72), (606, 82), (542, 108)], (204, 60, 52))
    _tank(canvas, 640, 292, 92, 124)
    canvas.box(748, 214, 92, 78, _WHITE)
    canvas.box(748, 206, 92, 12, (56, 112, 158))
    canvas.line([(732, 262), (748, 262)], _DARK, 6)
    for k, coat in enumerate(((222, 120, 92), (92, 142, 196), (236, 186, 92), (120, 172, 120))):
        _person(canvas, 190 + k * 92, 404, 110, coat)


def _volunteers(canvas: Canvas) -> None:
    _landscape(canvas, 170)
    canvas.gradient(170, 310, _WATER_TOP, _WATER_LOW)
    canvas.shape([(0, 286), (420, 300), (900, 272), (900, 450), (0, 450)], _GRASS)
    for k in range(5):
        _person(canvas, 130 + k * 156, 412 - (k % 2) * 26, 150, (226, 96, 72))
        x = 176.0 + k * 156
        canvas.line([(x, 400), (x - 26, 330)], (140, 110, 80), 4)
        canvas.box(x + 12, 384 - (k % 2) * 20, 30, 34, (72, 120, 156), 4)
    for x in (50, 470, 860):
        _tree(canvas, x, 296, 82)


SCENES: dict[str, tuple[int, Callable[[Canvas], None]]] = {
    "cover": (480, _cover),
    "plant": (400, _plant),
    "lab": (450, _lab),
    "assembly": (450, _assembly),
    "solar": (450, _solar),
    "river": (450, _river),
    "school": (450, _school),
    "volunteers": (450, _volunteers),
}


def draw_picture(name: str) -> bytes:
    """The scene of that name as a JPEG, 900 pixels wide."""
    height, paint = SCENES[name]
    canvas = Canvas(height)
    paint(canvas)
    return canvas.jpeg()

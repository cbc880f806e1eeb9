"""What a page cuts off: a picture is shown, and a box is filled, only as far as the clipping path reaches.

pdfminer leaves clipping out. The box round each path is kept: cropped pictures and half-shown fills are boxes nearly
always (ISO 32000-1, 8.5.4).
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import Matrix, apply_matrix_pt

from generator.model import Box
from generator.reader.boxes import overlap
from generator.reader.pdf.device import ContentDevice


class ClippingInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which tells the device how far drawing reaches. Boxes are in the page's own coordinates."""

    device: ContentDevice
    _outer: Box | None = None

    def init_state(self, ctm: Matrix) -> None:
        """Begin a page or a form: what cuts off the form from outside holds inside."""
        super().init_state(ctm)
        self._saved: list[Box | None] = []
        self._cut(self._outer)

    def dup(self) -> ClippingInterpreter:
        """The interpreter of a form on the page."""
        inner = self.__class__(self.rsrcmgr, self.device)
        inner._outer = self.device.clip
        return inner

    def do_q(self) -> None:
        """Save the state."""
        super().do_q()
        self._saved.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802 - the operator
        """Take the saved state back."""
        super().do_Q()
        if self._saved:
            self._cut(self._saved.pop())

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - the operator
        """Draw a form or a picture; a form's clipping ends with it."""
        clip = self.device.clip
        super().do_Do(xobjid_arg)
        self._cut(clip)

    def do_W(self) -> None:  # noqa: N802 - the operator
        """Cut off what lies outside the path."""
        self._narrow()

    def do_W_a(self) -> None:  # noqa: N802 - the operator
        """The same by the other rule of what is inside."""
        self._narrow()

    def _narrow(self) -> None:
        points = [
            apply_matrix_pt(self.ctm, (float(x), float(y)))
            for _, *numbers in self.curpath
            for x, y in zip(numbers[::2], numbers[1::2], strict=False)
        ]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            self._cut(overlap(self.device.clip, box) if self.device.clip else box)

    def _cut(self, clip: Box | None) -> None:
        self.device.clip = clip

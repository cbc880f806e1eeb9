"""PDFs for the reader that are not our editions: any HTML through WeasyPrint, in the fonts that come with the project.

The machine's own fonts are shut out, as editions shut them out: whichever test comes first, the page is the same.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from generator.exporters import load_theme
from generator.exporters.pdf import font_face, shut_out_system_fonts


def write_pdf(html: str, path: Path, **options: Any) -> None:
    """The HTML as a PDF; what it says of fonts gives way."""
    shut_out_system_fonts()
    from weasyprint import HTML

    faces = "".join(font_face(font) for font in load_theme().fonts)
    HTML(string=f"<style>{faces} * {{ font-family: Head, Han !important }}</style>{html}").write_pdf(
        path, **options
    )


def other_programs() -> dict[str, str]:
    """The environment for browsers and office programs: they have the machine's fonts, without which they end."""
    return {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}

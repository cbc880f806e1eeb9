"""PDFs for the reader that are not our editions: any HTML through WeasyPrint, in the fonts that come with the project.

The machine's own fonts are shut out, as editions shut them out: whichever test comes first, the page is the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

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


def print_documents(folder: Path, *names: str) -> None:
    """The Word files of a folder printed as PDFs beside them by LibreOffice; the test is skipped where that is not."""
    writer = shutil.which("soffice")
    if writer is None:
        pytest.skip(f"LibreOffice is not here: {', '.join(names)} as PDFs were left out")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        writer,
        profile,
        "--headless",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(folder),
    ]
    files = [str(folder / name) for name in names]
    subprocess.run([*command, *files], check=True, capture_output=True, env=other_programs())

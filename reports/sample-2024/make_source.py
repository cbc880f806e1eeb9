"""Makes source.docx, source.pdf and truth.yaml of the sample report from source.yaml.

    python reports/sample-2024/make_source.py

Needs LibreOffice Writer and the fonts AR PL SungtiL GB, AR PL KaitiM GB, AR PL UMing CN, Noto Sans CJK SC and
Liberation Serif (Debian: libreoffice-writer fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-arphic-uming
fonts-noto-cjk fonts-liberation). Only making the PDF needs them: it carries its fonts with it.
The contents page holds the page numbers of the finished PDF, so the report is laid out twice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import yaml
from layout import report_to_docx
from truth import find_pages, report_to_truth

HERE = Path(__file__).resolve().parent
_MOMENT = (2025, 4, 17, 9, 0, 0)


def main() -> int:
    """Zero when the three files are written."""
    report = yaml.safe_load((HERE / "source.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        docx = Path(folder) / "source.docx"
        pages: dict[int, int] = {}
        for _ in range(2):
            report_to_docx(report, pages, docx)
            pdf = _docx_to_pdf(docx)
            pages = find_pages(report, pdf)
        _save_docx(docx, HERE / "source.docx")
        _save_pdf(pdf, HERE / "source.pdf", report)
    _save_truth(report_to_truth(report, pages, HERE / "source.pdf"), HERE / "truth.yaml")
    return 0


def _docx_to_pdf(docx: Path) -> Path:
    writer = shutil.which("soffice")
    if writer is None:
        sys.exit("soffice is not installed; install LibreOffice Writer and run this again.")
    profile = (docx.parent / "profile").as_uri()
    command = [
        writer,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf:writer_pdf_Export",
    ]
    subprocess.run([*command, "--outdir", str(docx.parent), str(docx)], check=True, capture_output=True)  # noqa: S603
    return docx.with_suffix(".pdf")


def _save_docx(made: Path, path: Path) -> None:
    """The same parts in the same order with one date, so that the same words make the same file."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))


def _save_pdf(made: Path, path: Path, report: dict[str, Any]) -> None:
    """The PDF without the clock of the machine that made it."""
    stamp = "D:{:04}{:02}{:02}{:02}{:02}{:02}+08'00'".format(*_MOMENT)
    with pikepdf.open(made) as pdf:
        producer = str(pdf.docinfo.get("/Producer", ""))
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        words = {"/Title": report["title"], "/Author": report["company"], "/Producer": producer}
        for key, value in {**words, "/CreationDate": stamp, "/ModDate": stamp}.items():
            pdf.docinfo[key] = pikepdf.String(value)
        for key in {"/DocChecksum", "/ID"} & set(pdf.trailer.keys()):
            del pdf.trailer[key]
        pdf.Root.Lang = pikepdf.String("zh-CN")
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _save_truth(truth: dict[str, Any], path: Path) -> None:
    head = "# What a faithful reading of source.pdf says. Written by make_source.py; do not edit.\n"
    path.write_text(
        head + yaml.safe_dump(truth, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())

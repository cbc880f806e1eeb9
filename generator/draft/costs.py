"""What an engine costs: what was spent, what a budget allows, and what the rest may come to.

Counts are the server's own words where it says them; else they are estimates, and said to be. Prices are what the
person wrote into report.yaml; none are built in. Money is Decimal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from generator.errors import WrongUse

_MILLION = 1_000_000
_HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_LETTERS_PER_HAN = 4  # English letters for a Chinese character, on our sample's pairs 3.7


@dataclass(frozen=True, slots=True)
class Spent:
    """What went out and came back. ``unsaid`` are the answers whose tokens no server counted."""

    requests: int = 0
    retries: int = 0
    size: int = 0
    characters: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    unsaid: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.requests + other.requests,
            self.retries + other.retries,
            self.size + other.size,
            self.characters + other.characters,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.unsaid + other.unsaid,
        )


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens or characters cost, as the person wrote it down."""

    currency: str
    tokens_in: Decimal = Decimal(0)
    tokens_out: Decimal = Decimal(0)
    characters: Decimal = Decimal(0)

    def of(self, spent: Spent) -> Decimal:
        """The amount, to four places."""
        total = (
            self.tokens_in * spent.tokens_in
            + self.tokens_out * spent.tokens_out
            + self.characters * spent.characters
        )
        return (total / _MILLION).quantize(Decimal("0.0001"))


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one build may spend: of characters, of tokens, or of a currency."""

    limit: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.limit:,f} {self.unit}"

    def of(self, spent: Spent, price: Price | None) -> Decimal:
        """What was spent of it."""
        if self.unit == "characters":
            return Decimal(spent.characters)
        if self.unit == "tokens":
            return Decimal(spent.tokens_in + spent.tokens_out)
        assert price is not None
        return price.of(spent)


def read_budget(text: str, price: Price | None) -> Budget:
    """The budget in words such as ``50000 characters``, ``200000 tokens`` or ``20 CNY``. Raises WrongUse for others."""
    figure, _, unit = text.strip().partition(" ")
    try:
        limit = Decimal(figure.replace(",", ""))
    except InvalidOperation:
        limit = Decimal("NaN")
    unit = unit.strip()
    if not limit.is_finite() or limit < 0 or not unit:
        raise WrongUse(
            f"A budget is written as '50000 characters', '200000 tokens' or '20 CNY', not '{text}'.",
            f"预算请写成 50000 characters、200000 tokens 或 20 CNY，而不是“{text}”。",
        )
    if unit not in ("characters", "tokens") and (price is None or price.currency != unit):
        raise WrongUse(
            f"A budget in {unit} needs a price in {unit}: give 'price' in report.yaml.",
            f"以 {unit} 计的预算需要先在 report.yaml 的 price 中写明 {unit} 单价。",
        )
    return Budget(limit, unit)


def read_price(given: Mapping[str, str]) -> Price:
    """The price that report.yaml gives: ``currency`` and amounts per million. Raises WrongUse for one that is no number."""
    amounts = {}
    for key in ("tokens_in", "tokens_out", "characters"):
        try:
            amounts[key] = Decimal(given.get(f"million_{key}", "0"))
        except InvalidOperation:
            amounts[key] = Decimal("NaN")
        if not amounts[key].is_finite() or amounts[key] < 0:
            raise WrongUse(
                f"report.yaml: million_{key} of the price is not a number.",
                f"report.yaml：price 中的 million_{key} 不是数字。",
            )
    return Price(given.get("currency", ""), **amounts)


def estimate(body: str, source: str) -> Spent:
    """What one request may come to: three tokens for five Chinese characters, three for ten others.

    That is the rule of thumb that DeepSeek's documentation gives (quick_start/token_usage); other models differ by
    half as much again.
    """
    han = len(_HAN.findall(source))
    english = han * _LETTERS_PER_HAN + len(source) - han
    return Spent(
        1,
        0,
        len(body.encode()),
        len(source),
        _tokens(body) if body else 0,
        _tokens("a" * english) if body else 0,
    )


def _tokens(text: str) -> int:
    han = len(_HAN.findall(text))
    return -(-(6 * han + 3 * (len(text) - han)) // 10)

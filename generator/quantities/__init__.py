"""Numbers with what they count: found in Chinese and English, written in English, read back, compared, recomputed.

    find_quantities(text)              Chinese text → quantities
    quantity_to_english(quantity)      a quantity → English, by house style
    parse_english(text)                that English → the quantity again
    find_english_quantities(text)      English text, words and figures → quantities
    same_quantities(source, target)    which of the source stand in the target, which do not, and why
    compare_texts(source, target)      the same from the texts themselves
    text_to_english(text)              a whole cell or line of numbers → English
    unit_line_to_english(text)         单位：万元 → Unit: RMB10,000
    unit_to_english(text)              万吨 → 10,000 tonnes

Values are decimal strings, exact throughout. Content never raises.
"""

from generator.quantities.cells import text_to_english, unit_line_to_english, unit_to_english
from generator.quantities.english import find_english_quantities, parse_english
from generator.quantities.find import find_numerals, find_quantities
from generator.quantities.order import Difference, Pair
from generator.quantities.quantity import Quantity, Style
from generator.quantities.same import QuantityMatch, compare_texts, same_quantities
from generator.quantities.write import quantity_to_english

__all__ = [
    "Difference",
    "Pair",
    "Quantity",
    "QuantityMatch",
    "Style",
    "compare_texts",
    "find_english_quantities",
    "find_numerals",
    "find_quantities",
    "parse_english",
    "quantity_to_english",
    "same_quantities",
    "text_to_english",
    "unit_line_to_english",
    "unit_to_english",
]

"""The English of units, currencies, months and numbers: one table for writing and for reading back.

The first name of a row is the one that is written; the others are understood.
"""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
SCALES = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "mn": 6,
    "bn": 9,
    "mln": 6,
    "bln": 9,
    "hundred": 2,
}
SCALE_WORDS = {0: "", 6: "million", 9: "billion", 12: "trillion"}
SEVERAL = {
    1: "dozens", 2: "several hundred", 3: "several thousand", 4: "tens of thousands", 5: "hundreds of thousands",
    6: "several million", 7: "tens of millions", 8: "hundreds of millions", 9: "several billion", 10: "tens of billions",
    11: "hundreds of billions", 12: "several trillion", 13: "tens of trillions", 14: "hundreds of trillions",
}  # fmt: skip

# Base currency → the mark that is written, and the other marks that are understood before or after the figure.
CURRENCIES: dict[str, tuple[str, ...]] = {
    "CNY": ("RMB", "CNY", "CN¥", "¥", "￥", "Renminbi", "yuan", "Yuan", "Rmb"),
    "USD": ("US$", "USD", "$", "US dollars", "US dollar", "U.S. dollars", "dollars"),
    "HKD": ("HK$", "HKD", "Hong Kong dollars"),
    "EUR": ("EUR", "€", "euros", "euro"),
    "JPY": ("JPY", "JP¥", "yen", "Japanese yen"),
    "GBP": ("GBP", "£", "pounds sterling", "British pounds"),
    "AUD": ("AUD", "A$", "Australian dollars"),
    "CAD": ("CAD", "C$", "Canadian dollars"),
    "SGD": ("SGD", "S$", "Singapore dollars"),
    "TWD": ("TWD", "NT$"),
    "CHF": ("CHF", "Swiss francs"),
    "KRW": ("KRW", "won"),
    "RUB": ("RUB", "rubles", "roubles"),
    "MOP": ("MOP", "patacas"),
    "THB": ("THB", "baht"),
    "INR": ("INR", "rupees"),
}

# Unit as written (singular, plural) → base unit, places, other surfaces.
MEASURES: tuple[tuple[str, str, str, int, tuple[str, ...]], ...] = (
    ("tonne", "tonnes", "t", 0, ("t", "metric tons", "metric ton", "metric tonnes", "metric tonne", "tons", "ton", "mt")),
    ("kg", "kg", "t", -3, ("kgs", "kilogram", "kilograms", "kilogramme", "kilogrammes", "KG")),
    ("g", "g", "t", -6, ("gram", "grams", "gramme", "grammes")),
    ("mg", "mg", "t", -9, ("milligrams", "milligram")),
    ("μg", "μg", "t", -12, ("µg", "ug", "micrograms", "microgram")),
    ("ng", "ng", "t", -15, ("nanograms", "nanogram")),
    ("jin", "jin", "jin", 0, ()),
    ("tce", "tce", "tce", 0, ("tonnes of coal equivalent", "tonne of coal equivalent", "tons of coal equivalent", "tons of standard coal", "tonnes of standard coal", "metric tons of standard coal", "tonnes of standard coal equivalent", "tons of standard coal equivalent")),
    ("kgce", "kgce", "tce", -3, ("kg of coal equivalent", "kg of standard coal", "kilograms of standard coal", "kilograms of coal equivalent")),
    ("gce", "gce", "tce", -6, ("grams of coal equivalent", "g of standard coal")),
    ("tCO2e", "tCO2e", "tCO2e", 0, ("tCO₂e", "t CO2e", "t CO₂e", "tCO2eq", "tonnes of carbon dioxide equivalent", "tons of carbon dioxide equivalent", "tonnes of CO2 equivalent", "tonnes of CO2e", "tons of CO2e", "tonnes of CO₂e", "tons of CO2 equivalent", "metric tons of carbon dioxide equivalent", "metric tons of CO2e", "tonnes CO2e", "tonnes of CO₂ equivalent")),
    ("kgCO2e", "kgCO2e", "tCO2e", -3, ("kg CO2e", "kgCO₂e", "kg of CO2e", "kg of carbon dioxide equivalent")),
    ("tCO2", "tCO2", "tCO2", 0, ("tCO₂", "tonnes of carbon dioxide", "tons of carbon dioxide", "tonnes of CO2", "tons of CO2", "tonnes of CO₂", "metric tons of carbon dioxide", "metric tons of CO2")),
    ("kWh", "kWh", "kWh", 0, ("kilowatt-hours", "kilowatt hours", "kilowatt-hour", "kwh", "KWh")),
    ("MWh", "MWh", "kWh", 3, ("megawatt-hours", "megawatt hours", "megawatt-hour")),
    ("GWh", "GWh", "kWh", 6, ("gigawatt-hours", "gigawatt hours", "gigawatt-hour")),
    ("TWh", "TWh", "kWh", 9, ("terawatt-hours", "terawatt hours")),
    ("Wh", "Wh", "kWh", -3, ("watt-hours", "watt hours", "watt-hour")),
    ("Ah", "Ah", "Ah", 0, ("ampere-hours", "ampere hours", "amp-hours")),
    ("mAh", "mAh", "Ah", -3, ("milliampere-hours", "milliamp-hours")),
    ("MW", "MW", "MW", 0, ("megawatts", "megawatt")),
    ("kW", "kW", "MW", -3, ("kilowatts", "kilowatt", "KW")),
    ("GW", "GW", "MW", 3, ("gigawatts", "gigawatt")),
    ("W", "W", "MW", -6, ("watts", "watt")),
    ("MWp", "MWp", "MWp", 0, ()),
    ("kWp", "kWp", "MWp", -3, ()),
    ("GJ", "GJ", "GJ", 0, ("gigajoules", "gigajoule")),
    ("MJ", "MJ", "GJ", -3, ("megajoules", "megajoule")),
    ("kJ", "kJ", "GJ", -6, ("kilojoules",)),
    ("TJ", "TJ", "GJ", 3, ("terajoules",)),
    ("km²", "km²", "km2", 0, ("km2", "square kilometres", "square kilometers", "sq km", "sq. km", "square kilometre")),
    ("m²", "m²", "m2", 0, ("m2", "square metres", "square meters", "square metre", "square meter", "sq m", "sq.m", "sqm", "sq. m", "㎡")),
    ("hectare", "hectares", "ha", 0, ("ha",)),
    ("mu", "mu", "mu", 0, ()),
    ("m³", "m³", "m3", 0, ("m3", "cubic metres", "cubic meters", "cubic metre", "cubic meter")),
    ("Nm³", "Nm³", "Nm3", 0, ("Nm3", "standard cubic metres", "standard cubic meters", "normal cubic metres", "normal cubic meters")),
    ("L", "L", "L", 0, ("litres", "liters", "litre", "liter")),
    ("mL", "mL", "L", -3, ("ml", "millilitres", "milliliters")),
    ("km", "km", "km", 0, ("kilometres", "kilometers", "kilometre", "kilometer")),
    ("nautical mile", "nautical miles", "nmi", 0, ()),
    ("m", "m", "m", 0, ("metres", "meters", "metre", "meter")),
    ("cm", "cm", "m", -2, ("centimetres", "centimeters", "centimetre")),
    ("mm", "mm", "m", -3, ("millimetres", "millimeters", "millimetre")),
    ("μm", "μm", "m", -6, ("µm", "um", "microns", "micron", "micrometres", "micrometers")),
    ("nm", "nm", "m", -9, ("nanometres", "nanometers", "nanometre", "nanometer")),
    ("inch", "inches", "in", 0, ()),
    ("hour", "hours", "h", 0, ("h", "hr", "hrs", "training hours", "class hours", "person-hours", "man-hours", "working hours", "study hours", "teaching hours", "credit hours", "class hour", "training hour", "hours of training", "learning hours", "staff hours", "working hour")),
    ("minute", "minutes", "min", 0, ("min", "mins")),
    ("second", "seconds", "s", 0, ("s", "sec")),
    ("ms", "ms", "s", -3, ("milliseconds", "millisecond")),
    ("°C", "°C", "°C", 0, ("℃", "degrees Celsius", "degrees centigrade", "degree Celsius")),
    ("dB", "dB", "dB", 0, ("dB(A)", "decibels", "decibel")),
    ("kV", "kV", "kV", 0, ("KV", "kilovolts", "kilovolt")),
    ("V", "V", "V", 0, ("volts", "volt")),
    ("kVA", "kVA", "kVA", 0, ("KVA",)),
    ("MVA", "MVA", "kVA", 3, ()),
    ("Hz", "Hz", "Hz", 0, ("hertz",)),
    ("kHz", "kHz", "Hz", 3, ("kilohertz",)),
    ("MHz", "MHz", "Hz", 6, ("megahertz",)),
    ("GHz", "GHz", "Hz", 9, ("gigahertz",)),
    ("MPa", "MPa", "MPa", 0, ("megapascals",)),
    ("kPa", "kPa", "MPa", -3, ("kilopascals",)),
    ("rpm", "rpm", "rpm", 0, ("r/min", "revolutions per minute")),
    ("Mbps", "Mbps", "Mbps", 0, ("Mbit/s",)),
    ("Gbps", "Gbps", "Mbps", 3, ("Gbit/s",)),
    ("TB", "TB", "TB", 0, ("terabytes",)),
    ("GB", "GB", "GB", 0, ("gigabytes",)),
    ("MB", "MB", "MB", 0, ("megabytes",)),
    ("PB", "PB", "PB", 0, ("petabytes",)),
    ("ppm", "ppm", "ppm", 0, ()),
    ("year old", "years old", "years old", 0, ("years of age", "year-old", "-year-old")),
    ("kcal", "kcal", "kcal", 0, ()),
    ("TEU", "TEU", "TEU", 0, ("TEUs",)),
    ("dwt", "dwt", "dwt", 0, ()),
)  # fmt: skip
COUNTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("share", "shares", "share", ("stocks",)),
    ("bond", "bonds", "bond", ()),
    ("person", "people", "person", ("persons", "individuals")),
    ("person-time", "person-times", "person-time", ("participants", "attendances", "participations", "person times", "visits", "trainees", "attendees")),
    ("household", "households", "household", ("families",)),
)  # fmt: skip
PER = {
    "share": "share", "bond": "bond", "person": "person", "person-time": "person-time", "kWh": "kWh", "MWh": "MWh", "t": "tonne",
    "kg": "kg", "g": "g", "m2": "m²", "m3": "m³", "Nm3": "Nm³", "d": "day", "a": "year", "mo": "month", "h": "hour", "min": "minute",
    "s": "second", "mu": "mu", "household": "household", "L": "L", "km": "km", "GJ": "GJ", "item": "unit", "CNY": "RMB1", "USD": "US$1",
    "quarter": "quarter", "10000 CNY": "RMB10,000", "1000000 CNY": "RMB1 million", "1000 CNY": "RMB1,000", "100 CNY": "RMB100",
    "10 share": "10 shares", "10000 item": "10,000 units", "10000 USD": "US$10,000", "100 km": "100 km", "ha": "hectare", "m": "metre",
    "kW": "kW", "MW": "MW", "K": "K", "mL": "mL",
}  # fmt: skip
PER_ALSO = {
    "capita": "person", "employee": "person", "ton": "t", "metric ton": "t", "square metre": "m2", "square meter": "m2",
    "m2": "m2", "cubic metre": "m3", "cubic meter": "m3", "m3": "m3", "kilowatt-hour": "kWh", "annum": "a", "litre": "L",
    "liter": "L", "kilometre": "km", "kilometer": "km", "set": "item", "piece": "item", "vehicle": "item", "item": "item",
    "RMB": "CNY", "ten thousand yuan": "10000 CNY", "RMB ten thousand": "10000 CNY", "RMB 10,000": "10000 CNY",
    "10,000 yuan": "10000 CNY", "RMB10000": "10000 CNY", "RMB million": "1000000 CNY", "million RMB": "1000000 CNY",
    "RMB 1 million": "1000000 CNY", "million yuan": "1000000 CNY", "unit": "item", "RMB 1,000": "1000 CNY", "yuan": "CNY",
    "RMB 1": "CNY", "tonne": "t", "metric tonne": "t", "kilogram": "kg", "gram": "g", "Nm3": "Nm3", "family": "household",
    "visit": "person-time", "meter": "m", "kilowatt": "kW", "megawatt": "MW", "100 kilometres": "100 km",
    "100 kilometers": "100 km", "100km": "100 km", "yr": "a",
}  # fmt: skip
# Understood behind a stroke only.
PER_SIGNS = {"t": "t", "d": "d", "h": "h", "a": "a", "s": "s", "m": "m"}

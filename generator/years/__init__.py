"""Year against year: what both reports give figures for, side by side, and the figures that were restated.

    report_year(report, stated)              the year a report reports on
    compare_years(last, now, years)          the rows, last year's figure as printed then and now, this year's, the change
    check_years(years)                       a finding for each restatement that nothing explains
    years_to_record(years)                   years.json
    years_to_sheet(years)                    the same for the workbook of numbers

Figures are compared by value in base units, whatever unit or scale each report prints.
"""

from generator.years.match import Restated, YearRow, Years, compare_years
from generator.years.records import check_years, years_to_record
from generator.years.series import report_year
from generator.years.sheet import years_to_sheet

__all__ = [
    "Restated",
    "YearRow",
    "Years",
    "check_years",
    "compare_years",
    "report_year",
    "years_to_record",
    "years_to_sheet",
]

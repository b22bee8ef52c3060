"""
Where others meet gm100: charts, spreadsheets, reports, progress. Each library is imported where it is used.
"""

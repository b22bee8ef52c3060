"""
What users hand over, read into one table of columns: rows, columns and frames, with gaps as values.
"""

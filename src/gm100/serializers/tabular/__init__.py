"""
Tables: text into rows of cells, cells into values, and rows into evaluations.
"""

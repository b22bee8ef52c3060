"""
Texts and dates: codes, dates that are known in part, headers of tables, plain layout, and the words that users read.
"""

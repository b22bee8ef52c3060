"""
Documents as a whole: their envelope, files, limits, versions, and lenient reading.
"""

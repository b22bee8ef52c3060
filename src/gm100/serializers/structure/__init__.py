"""
Trees into entities and back, strictly: the converter, its readers and writers, and how they report.
"""

"""
From a scorecard and a table to results: checked, evaluated node by node, explained, ranked.
"""

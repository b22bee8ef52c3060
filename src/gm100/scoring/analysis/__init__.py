"""
Questions to results.

What makes a difference is in `comparison` and `attribution`, what would be in `what_if`, what it takes in `needed` and
`moves`; several years of results are in `panel`, two definitions side by side in `diff`.
"""

"""
Questions to results: several years of them, two definitions side by side.
"""

"""
The formats: text or bytes into a tree and back, a file each.
"""

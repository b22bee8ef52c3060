"""
Fields of entities and arguments of functions: what they must obey, what they accept, and what errors say.
"""

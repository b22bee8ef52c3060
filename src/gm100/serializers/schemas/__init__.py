"""
What is published of documents: JSON Schema, OpenAPI, examples, a skeleton to fill in.
"""

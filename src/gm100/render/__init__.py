"""
How values are shown: the catalogue of texts in Indonesian and English, and lines and HTML made of plain data.
"""

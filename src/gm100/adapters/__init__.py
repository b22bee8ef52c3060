"""
Where other libraries meet gm100; each module needs the extra it is named after.
"""

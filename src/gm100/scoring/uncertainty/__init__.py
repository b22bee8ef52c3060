"""
How results depend on what is uncertain: draws of weights, methods and values, Sobol indices, leaving out nodes.
"""

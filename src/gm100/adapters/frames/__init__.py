"""
Frames of any engine: entities as frames and back, scores, codes of regions, means of answers.

`engines` knows narwhals and what each engine cannot do. A score goes from `reading` (cells as floats) over `prepared`
(a scorecard as formulas of cells) to `native` (computed by the engine) or `collected` (few rows, computed by the core).
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)

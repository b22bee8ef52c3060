from gm100.adapters.charts.change import bump as bump, waterfall as waterfall
from gm100.adapters.charts.index import (
    bars as bars, correlations as correlations, distribution as distribution, scatter as scatter,
    scorecard_tree as scorecard_tree,
)
from gm100.adapters.charts.places import heat as heat, intervals as intervals, region_map as region_map
from gm100.adapters.charts.profile import profile_of as profile_of, radar as radar
from gm100.adapters.charts.time import timeline as timeline

from gm100.adapters.frames.entities import from_frame as from_frame, to_frame as to_frame
from gm100.adapters.frames.means import rounded_mean as rounded_mean
from gm100.adapters.frames.names import resolve_frame as resolve_frame
from gm100.adapters.frames.scores import score_frame as score_frame

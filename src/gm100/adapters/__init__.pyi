from gm100.adapters.frame_means import rounded_mean as rounded_mean
from gm100.adapters.frame_names import resolve_frame as resolve_frame
from gm100.adapters.frame_scores import score_frame as score_frame
from gm100.adapters.frames import from_frame as from_frame, to_frame as to_frame

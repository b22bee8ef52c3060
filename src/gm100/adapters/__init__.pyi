from gm100.adapters.frames import *

from gm100.adapters.frames import *
from gm100.adapters.tables import GivenTable as GivenTable, read_table as read_table

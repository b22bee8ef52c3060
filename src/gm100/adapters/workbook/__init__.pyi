from gm100.adapters.workbook.form import write_form as write_form
from gm100.adapters.workbook.reading import (
    Evidenced as Evidenced, read_evidence as read_evidence, read_form as read_form, read_row as read_row,
)
from gm100.adapters.workbook.tables import write_table as write_table

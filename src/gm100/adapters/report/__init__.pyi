from gm100.adapters.report.pages import (
    dossier_page as dossier_page, ranking_page as ranking_page, region_page as region_page,
)

from gm100.adapters.atlas.site import atlas_pages as atlas_pages, write_atlas as write_atlas

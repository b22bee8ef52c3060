"""
From a name as a document writes it to the codes that it may mean.

`grammar` splits a text, and `beside` what is beside the name; `index` knows every name, `places` what is no
region, `spelling` and `nearest` which names lie near, `codes` and `columns` how codes are written. `resolver` puts them
together and answers with codes. Nothing here builds a region: that is for `gm100.reference.areas` and `.tables`.
"""

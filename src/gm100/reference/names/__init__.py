"""
From a name as a document writes it to the codes that it may mean.

`grammar` takes a text apart, `index` knows every name, `places` knows what is no region, `spelling` knows which names lie
near, `codes` reads codes, `resolver` puts them together and answers with codes, and `tables` reads whole tables. Nothing
here builds a region: that is for `gm100.reference.areas`.
"""

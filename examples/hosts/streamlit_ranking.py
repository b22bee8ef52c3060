"""
A page with the ranking of an edition, whose weights can be moved.

    pip install streamlit 'gm100[frames]' pandas
    streamlit run examples/hosts/streamlit_ranking.py

A scorecard is a key of Streamlit's cache, and scores are kept in it: a weight that was looked at before costs nothing.
"""

from __future__ import annotations

import streamlit as st

import gm100

EDITIONS = ("kominfo-2023-regular", "kominfo-2022-regular")


@st.cache_data
def ranking_of(card: gm100.Scorecard, edition: str) -> gm100.Ranking:
    """
    Return the ranking of an edition by a scorecard; Streamlit pickles it and hands out copies.
    """
    year = int(edition.split("-")[1])
    return gm100.rank([each for each in gm100.evaluations(year=year) if each.edition == edition], card)


edition = st.selectbox("Edition", EDITIONS)
card = gm100.scorecards()[edition]
weights = {
    node.id: st.slider(node.name or node.id, 0.0, 1.0, float(node.weight), 0.05, key=node.id)
    for node in card.indicators
}
if not any(weights.values()):
    st.error("Every weight is 0; give one indicator a weight.")
    st.stop()
if any(round(weights[node.id], 2) != float(node.weight) for node in card.indicators):
    st.caption("Weights that do not add up to 1 are divided by their sum.")
    free = card.with_node(card.root.id, weighting="normalised")
    card = free.with_weights({code: f"{weight:.2f}" for code, weight in weights.items()}, variant="moved")
st.dataframe(gm100.to_frame(ranking_of(card, edition), level=1))

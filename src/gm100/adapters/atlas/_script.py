"""
The script of the atlas: it adds a search and buttons that sort to the table, which is whole without it.
"""

from __future__ import annotations

from typing import Final

from gm100.render.html import Html

SCRIPT: Final = Html("""
"use strict";
const place = document.getElementById("search");
const value = (row, n) => {
  const text = row.cells[n].textContent.trim(), plain = text.replace(",", ".");
  return text && isFinite(plain) ? Number(plain) : text;
};
const order = (a, b, way) => {
  if (a === "" || b === "") return (a === "") - (b === "");
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return way * (typeof a === "number" ? a - b : a.localeCompare(b));
};
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0], heads = [...table.querySelectorAll("thead th")];
  heads.forEach((head, n) => {
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort"), first = head.className === "r" ? -1 : 1;
      const way = now ? (now === "ascending" ? -1 : 1) : first;
      heads.forEach(each => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      body.append(...[...body.rows].sort((a, b) => order(value(a, n), value(b, n), way)));
    });
  });
}
if (place) {
  const label = document.createElement("label"), input = document.createElement("input");
  const count = document.createElement("output"), rows = [...document.querySelectorAll("tbody tr")];
  const dots = new Map([...document.querySelectorAll(".map a")].map(a => [a.getAttribute("href"), a]));
  input.type = "search";
  label.append(place.dataset.label, " ", input);
  place.append(label, " ", count);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\\s+/);
    for (const row of rows) {
      row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word));
      dots.get(row.querySelector("a").getAttribute("href"))?.classList.toggle("out", row.hidden);
    }
    const found = rows.filter(row => !row.hidden).length;
    count.textContent = place.dataset.count.replace("{found}", found).replace("{all}", rows.length);
  });
}
""")
"""Nothing in it comes from data: what it shows is already on the page."""

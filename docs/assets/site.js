// What Material makes in the page, as a reader who hears the page or uses the keyboard needs it: a block of code that
// scrolls can be reached, and its buttons are no landmark of the page.
const amend = () => {
  for (const nav of document.querySelectorAll("nav.md-code__nav")) nav.setAttribute("role", "none");
  for (const box of document.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
};
new MutationObserver(amend).observe(document.documentElement, { childList: true, subtree: true });
window.addEventListener("resize", amend);
amend();

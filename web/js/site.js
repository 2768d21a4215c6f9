// Every page: htmx for what is fetched in place, "/" to the search field, the clock that shows its day at once.
import "htmx.org";
import { offerLastVisit } from "./visits.js";

const lastVisit = document.getElementById("last-visit");
if (lastVisit) offerLastVisit(lastVisit);

// What is left empty is no filter: an address has only what was chosen.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});

// On a narrow screen the bar is wider than the page: the name of this page is in sight.
const here = document.querySelector('.bar [aria-current="page"]');
const bar = here?.closest("nav");
if (bar && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = here.offsetLeft - bar.offsetLeft - 8;

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("words")?.focus();
  }
});

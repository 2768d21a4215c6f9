// Review: keys for the queue and the forms, words selected in a report's text taken into a form. Every page works
// without this file; what it fills in are the fields that a person could fill in by hand.
import { Codebook } from "./review/codebook.js";
import { onKey } from "./review/keys.js";
import { TextField } from "./review/text.js";

function prepare(root) {
  for (const form of root.querySelectorAll("form")) {
    if (form.querySelector("[data-frame]")) new Codebook(form);
  }
  const text = root.querySelector("[data-text]");
  const form = root.querySelector("[data-claim-form]");
  if (text && form) new TextField(text, form);
}

function focusAfterSwap(target) {
  const flash = document.querySelector("#flash .note");
  if (target.id === "review" && flash) document.getElementById("flash").focus({ preventScroll: true });
}

function showRow(bench) {
  for (const row of document.querySelectorAll("[data-row]")) {
    if (row.dataset.row === bench.dataset.item) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

document.addEventListener("keydown", onKey);
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status < 400) return;
  event.detail.shouldSwap = true; // the page that says why it was not recorded
  event.detail.isError = false;
  if (responseText.includes('id="review"')) return;
  event.detail.target = document.getElementById("main");
  event.detail.selectOverride = "#main";
  event.detail.swapOverride = "outerHTML";
});
document.addEventListener("htmx:afterSettle", (event) => {
  const bench = document.getElementById("bench");
  if (event.detail.target.id === "hand") return;
  prepare(document.getElementById("review") ?? document.body);
  if (bench) showRow(bench);
  focusAfterSwap(event.detail.target);
});
prepare(document.body);
if (document.querySelector("#flash .note")) document.getElementById("flash").focus({ preventScroll: true });

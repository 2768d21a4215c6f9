// Keys: one letter for each decision, while nobody types; j and k go through the queue.

const TYPING = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";

export function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") return leave(event);
  if (event.target.closest?.(TYPING) || event.target.closest?.("[data-text]")) return;
  if (event.key === "j" || event.key === "k") return step(event, event.key === "j" ? 1 : -1);
  if (event.key === "t") return focusOn(event, document.querySelector("[data-text]"));
  if (event.key === "f") return focusOn(event, document.querySelector("[data-claim-form] [data-frame]"));
  const chosen = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!chosen) return;
  event.preventDefault();
  if (chosen.localName === "details") open(chosen);
  else chosen.click();
}

function open(details) {
  details.open = !details.open || details.classList.contains("legend") === false;
  const field = details.querySelector("[data-first]") ?? details.querySelector("select, input:not([type=hidden])");
  if (details.open && field) {
    field.focus();
    field.select?.();
  } else {
    details.querySelector("summary").focus();
  }
}

// Out of a field first, then the open form shut.
function leave(event) {
  const details = event.target.closest?.("details[open]") ?? document.querySelector("details[data-key][open]");
  if (event.target.matches?.(TYPING) && !details) event.target.blur();
  if (!details) return;
  details.open = false;
  details.querySelector("summary").focus();
}

function focusOn(event, element) {
  if (!element) return;
  event.preventDefault();
  element.focus();
}

function step(event, by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  event.preventDefault();
  const focused = rows.indexOf(document.activeElement);
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  next.focus();
  if (next.hasAttribute("aria-current")) return;
  rows.forEach((row) => row.removeAttribute("aria-current")); // at once: the next key may come before the answer
  next.setAttribute("aria-current", "true");
  next.click();
}

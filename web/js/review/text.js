// Text: the words that are selected in a report, by mouse or by keys, with where they stand in code points.
//
// The report's text is in elements with data-start; numbers between them are drawn by the style sheet and are no text.

const WORD = /\S+/g;

export class TextField {
  constructor(root, form) {
    if (root.dataset.ready) return;
    root.dataset.ready = "yes";
    this.root = root;
    this.form = form;
    this.pieces = [...root.querySelectorAll("[data-start]")].map((element) => ({
      element,
      start: Number(element.dataset.start),
    }));
    this.text = this.pieces.map(({ element }) => element.textContent).join("");
    this.words = [...this.text.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length]);
    this.anchor = this.head = -1;
    this.held = null;
    for (const button of form.querySelectorAll("[data-take]")) {
      button.hidden = false;
      button.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
      button.addEventListener("click", () => this.take(button.dataset.take));
    }
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focus", () => this.head < 0 && this.move(0, false));
    document.addEventListener("selectionchange", () => this.remember());
    for (const name of ["quote"]) form.elements[name].addEventListener("input", () => this.forget());
  }

  // Offsets here are UTF-16 units of this.text; the form gets code points.
  remember() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!this.root.contains(range.startContainer) || !this.root.contains(range.endContainer)) return;
    let start = this.offset(range.startContainer, range.startOffset);
    let end = this.offset(range.endContainer, range.endOffset);
    while (start < end && /\s/.test(this.text[start])) start += 1;
    while (start < end && /\s/.test(this.text[end - 1])) end -= 1;
    if (start < end) this.held = [start, end];
  }

  offset(node, at) {
    if (node === this.root) return this.lengthBefore(this.root.childNodes[at] ?? null);
    const piece = this.pieces.find(({ element }) => element.contains(node));
    if (!piece) return this.lengthBefore(node);
    const inside = node.nodeType === Node.TEXT_NODE ? at : at && piece.element.textContent.length;
    return this.lengthBefore(piece.element) + inside;
  }

  lengthBefore(node) {
    let length = 0;
    for (const { element } of this.pieces) {
      if (node && (element === node || !(element.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING))) break;
      length += element.textContent.length;
    }
    return length;
  }

  point(offset, isEnd) {
    let before = 0;
    for (const { element } of this.pieces) {
      const { length } = element.textContent;
      if (offset < before + length || (isEnd && offset === before + length)) return [element.firstChild, offset - before];
      before += length;
    }
    const last = this.pieces.at(-1).element.firstChild;
    return [last, last.length];
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 };
    const button = this.button(event.key);
    if (event.key in steps) this.move(steps[event.key], event.shiftKey);
    else if (event.key === "Escape") this.root.blur();
    else if (event.key === "f") this.form.querySelector("[data-frame]").focus();
    else if (button) this.take(button.dataset.take);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  button(key) {
    return [...this.form.querySelectorAll("[data-take]")].find((found) => found.querySelector("kbd").textContent === key);
  }

  move(by, extend) {
    if (!this.words.length) return;
    this.head = Math.max(0, Math.min(this.words.length - 1, Math.max(this.head, 0) + by));
    if (!extend || this.anchor < 0) this.anchor = this.head;
    const [first, last] = [Math.min(this.anchor, this.head), Math.max(this.anchor, this.head)];
    const start = this.point(this.words[first][0], false);
    const end = this.point(this.words[last][1], true);
    getSelection().setBaseAndExtent(...start, ...end);
    this.held = [this.words[first][0], this.words[last][1]];
    end[0].parentElement.scrollIntoView({ block: "nearest" });
  }

  // A full stop or comma at the end is part of a clause, and not of a name.
  take(name) {
    if (!this.held) return this.root.focus();
    let [start, end] = this.held;
    if (name !== "quote" && name !== "content" && name !== "outcome" && name !== "condition") {
      while (start < end && /[“”"'(‘,.;:]/.test(this.text[start])) start += 1;
      while (end > start && /[“”"')’,.;:!?]/.test(this.text[end - 1])) end -= 1;
    }
    const [first, last] = [start, end].map((at) => [...this.text.slice(0, at)].length);
    const words = this.text.slice(start, end).replace(/\s+/g, " ");
    if (name === "quote") this.put(words, first, last);
    else this.line(this.form.elements[`slot.${name}`], words, `${first}-${last}`, name);
  }

  put(words, start, end) {
    this.form.elements.quote.value = words;
    this.form.elements.start.value = start;
    this.form.elements.end.value = end;
  }

  line(field, words, at, name) {
    const text = name === "quantity" ? `count=${number(words) ?? ""} "${words}" @${at}` : `${words} @${at}`;
    const single = name === "time_words" || name === "condition";
    const before = single ? "" : field.value.trim();
    field.value = before ? `${before}\n${text}` : text;
    field.rows = field.value.split("\n").length;
    if (name === "quantity") {
      field.focus();
      field.setSelectionRange(field.value.length - text.length, field.value.length - text.length + 5);
    }
  }

  forget() {
    this.form.elements.start.value = this.form.elements.end.value = "";
  }
}

function number(words) {
  const found = words.match(/\d[\d,.]*/);
  return found && found[0].replace(/[,.]$/, "");
}

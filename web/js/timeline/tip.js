// Tip: the title of the event under the pointer, fetched once each.

export class Tip {
  constructor(root) {
    this.box = document.createElement("div");
    this.box.className = "tip";
    this.box.hidden = true;
    this.box.setAttribute("aria-live", "polite");
    root.append(this.box);
    this.known = new Map();
  }

  async show(address, at) {
    this.wanted = address;
    this.box.hidden = address === null;
    if (address === null) return;
    this.place(at);
    this.box.textContent = this.known.get(address) ?? "…";
    if (this.known.has(address)) return;
    const words = await wordsOf(address);
    this.known.set(address, words);
    if (this.wanted === address) this.box.textContent = words;
  }

  place({ x, y }) {
    const isRight = x > this.box.parentElement.clientWidth / 2;
    this.box.style.left = isRight ? "auto" : `${x + 12}px`;
    this.box.style.right = isRight ? `${this.box.parentElement.clientWidth - x + 12}px` : "auto";
    this.box.style.top = `${y + 12}px`;
  }
}

async function wordsOf(address) {
  const answer = await fetch(address.replace("/events/", "/tips/"));
  return answer.ok ? answer.text() : "Not to be had just now.";
}

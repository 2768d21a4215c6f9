// Past: the slider of days. Dragging it shows the record as it was known on that day: lanes, map and list.
//
// The last place of the slider is now, with everything. The day stands in the address, so that it can be sent on, and is
// printed beside the slider while it moves; what is shown follows as soon as the slider rests.
import { toDate } from "./columns.js";

const REST_MS = 200;
const SWAPPED = ["#list", "#filters", ".clock", ".foot", ".bar"];
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export class Past {
  constructor(root, onChange) {
    this.input = root.querySelector("input");
    this.output = root.querySelector("output");
    this.onChange = onChange;
    this.asked = 0;
    this.input.addEventListener("input", () => this.moved());
    this.input.addEventListener("change", () => this.rested());
    addEventListener("popstate", () => location.reload());
    root.hidden = false;
    this.tell();
  }

  /** The day of the slider as it stands in an address; null for now. */
  get day() {
    const { value, max } = this.input;
    return value === max ? null : toDate(Number(value)).toISOString().slice(0, 10);
  }

  get words() {
    return this.day ? `known by the end of ${DAY.format(toDate(Number(this.input.value)))}` : "now: all that is on record";
  }

  tell() {
    this.output.textContent = this.words;
    this.input.setAttribute("aria-valuetext", this.words);
  }

  moved() {
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), REST_MS);
  }

  rested() {
    clearTimeout(this.timer);
    this.show();
  }

  address() {
    const address = new URL(location.href);
    address.searchParams.delete("page");
    if (this.day) address.searchParams.set("as_of", this.day);
    else address.searchParams.delete("as_of");
    return address;
  }

  async show() {
    const address = this.address();
    if (address.href === (this.shown ?? location.href)) return;
    this.shown = address.href;
    const turn = ++this.asked;
    this.output.textContent = `${this.words} …`;
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== this.asked) return; // the slider has moved on meanwhile
    if (!answer.ok) {
      this.output.textContent = page.querySelector("main")?.textContent.trim() ?? answer.statusText;
      return;
    }
    for (const what of SWAPPED) document.querySelector(what)?.replaceWith(page.querySelector(what) ?? "");
    history.replaceState(null, "", address);
    await this.onChange(page);
    if (turn === this.asked) this.tell();
  }
}

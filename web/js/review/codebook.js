// Codebook: a form's modes are those of the frame that is chosen, and what the frame means is said beside it.

export class Codebook {
  constructor(form) {
    if (form.dataset.codebook) return;
    form.dataset.codebook = "ready";
    this.frame = form.querySelector("[data-frame]");
    this.mode = form.querySelector("[data-mode]");
    this.gloss = form.querySelector("[data-gloss-shown]");
    this.frame.addEventListener("change", () => this.follow());
    this.follow();
  }

  follow() {
    const chosen = this.frame.selectedOptions[0];
    if (this.gloss) this.gloss.textContent = chosen?.dataset.gloss ?? "";
    for (const group of this.mode.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = group.label !== this.frame.value;
      if (group.disabled && group.contains(this.mode.selectedOptions[0])) this.mode.value = "";
    }
    this.mode.disabled = false;
  }
}

// Numbers beside the lines of a text box keep up with what is typed; a finding leads to its line; help is put in.
"use strict";

(() => {
  const box = document.querySelector(".numbered textarea");
  if (!box) return;
  const numbers = box.parentElement.querySelector(".numbers");

  function count() {
    const lines = box.value.split("\n").length;
    box.rows = Math.max(lines + 1, 12);
    numbers.textContent = Array.from({ length: lines }, (_, at) => at + 1).join("\n");
  }

  function goTo(line) {
    const lines = box.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    box.focus();
    box.setSelectionRange(start, start + (lines[line - 1] || "").length);
  }

  box.addEventListener("input", count);
  document.addEventListener("click", (event) => {
    const help = event.target.closest("[data-insert]");
    const finding = event.target.closest("[data-line]");
    if (help && !box.readOnly) {
      box.setRangeText(help.dataset.insert, box.selectionStart, box.selectionEnd, "end");
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (finding) goTo(Number(finding.dataset.line));
  });
  count();
})();

// Keys that work wherever the focus is in the editor; bpmn-js has its own on the canvas.
export function keys(root, deeds) {
  const wanted = (event) => {
    if (event.key === "F8") return event.shiftKey ? "former" : "next";
    const commanded = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (commanded && event.key.toLowerCase() === "f") return "find";
    // In a field these are the field's own.
    if (!commanded || event.target.closest("input, textarea, [contenteditable]") || root.querySelector("dialog[open]")) return null;
    if (event.key.toLowerCase() === "z") return event.shiftKey ? "redo" : "undo";
    return event.key.toLowerCase() === "y" ? "redo" : null;
  };
  document.addEventListener("keydown", (event) => {
    const deed = wanted(event);
    if (!deed || event.defaultPrevented) return;
    event.preventDefault();
    deeds[deed]();
  });
}

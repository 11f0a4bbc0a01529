// What was typed at a task that is done need not be kept in this window any more.
for (const done of document.querySelectorAll("[data-done]")) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("lajur.draft.") && key.endsWith(`.${done.dataset.done}`)) sessionStorage.removeItem(key);
  }
}
// Pages that were kept for work without a signal go with him who signs out; what he has not sent yet stays.
for (const form of document.querySelectorAll("form[action='/keluar']")) {
  form.addEventListener("submit", () => { if (window.caches) caches.delete("lajur-lapangan"); });
}
// Shows the current place of a diagram, or its end, in the middle of its frame. Without this script the frame begins at its left.
for (const frame of document.querySelectorAll("figure.diagram .scroll")) {
  const place = frame.querySelector(".state-incident, .state-active, .endEvent.state-done");
  if (place) {
    const here = place.getBoundingClientRect();
    const box = frame.getBoundingClientRect();
    frame.scrollLeft += here.left + here.width / 2 - box.left - box.width / 2;
    frame.scrollTop += here.top + here.height / 2 - box.top - box.height / 2;
  }
}

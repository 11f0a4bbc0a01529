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

// The keys of the player. They rest where keys have a meaning of their own.

const FIELDS = "input:not([type=range]):not([type=checkbox]), select, textarea, [contenteditable]";
const PRESSED = "button, a, summary, input[type=checkbox]";

export function listen(player, camera, stage) {
  const onStage = { "+": () => camera.zoom(1.25), "=": () => camera.zoom(1.25), "-": () => camera.zoom(0.8), 0: camera?.all };
  const keys = {
    " ": () => player.toggle(),
    ArrowLeft: (by) => player.step(-by),
    ArrowRight: (by) => player.step(by),
    Home: () => player.go(1),
    End: () => player.go(Infinity),
  };

  function meant(event) {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest(FIELDS)) return null;
    if (stage && target === stage && onStage[event.key]) return onStage[event.key];
    if (event.key === " " && target.closest(PRESSED)) return null;
    // A table that is wider than its place is moved by the same arrows.
    if (event.key.startsWith("Arrow") && target !== stage && target.closest(".scroll")) return null;
    return keys[event.key];
  }

  addEventListener("keydown", (event) => {
    const deed = meant(event);
    if (!deed) return;
    event.preventDefault();
    deed(event.shiftKey ? 10 : 1);
  });
}

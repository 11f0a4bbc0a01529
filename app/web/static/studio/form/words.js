// The form editor speaks English only. Its palette and its properties are put into the reader's language as they are
// drawn; what people have typed is never touched.
const PLACES = ".fjs-palette-container, .fjs-properties-container, .fjs-empty-editor";
const FOREIGN = "input, textarea, [contenteditable], .cm-editor, .bio-properties-panel-header-label, .bio-properties-panel-collapsible-entry-header-title";
const ATTRIBUTES = ["title", "placeholder", "aria-label"];

export async function speaking(container, language) {
  if (language === "en") return;
  const answer = await fetch(new URL(`words.${language}.json`, import.meta.url));
  const words = await answer.json();

  // Nothing for what is said the same in both languages: writing it again would be another change to look at.
  const say = (text) => {
    const creates = text.match(/^Create an? (.+) element$/);
    const said = creates ? words["Create {name}"].replace("{name}", words[creates[1]] ?? creates[1]) : words[text.trim()];
    return said && said !== text.trim() ? text.replace(text.trim(), said) : "";
  };

  function attributes(element) {
    for (const name of ATTRIBUTES) {
      const said = element.hasAttribute(name) && say(element.getAttribute(name));
      if (said) element.setAttribute(name, said);
    }
  }

  function translate(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const place = node.parentElement;
      if (!place?.closest(PLACES) || place.closest(FOREIGN)) return;
      const said = say(node.data);
      if (said) node.data = said;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.closest(PLACES)) attributes(node);
      node.childNodes.forEach(translate);
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(translate);
      else if (type === "attributes" && target.closest(PLACES)) attributes(target);
      else translate(target);
    }
  }).observe(container, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  translate(container);
}

// The same file, written in the simplest way: every namespace has one prefix, declared at the root. The reader of
// bpmn-js stumbles over some of what XML allows (a prefix with two meanings, spaces around "=" or an id). What is saved is the
// file as it was, with the changes; see app/notation/keep.py.
const XMLNS = "http://www.w3.org/2000/xmlns/";
const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const REFERENCE = /^(incoming|outgoing|\w+Refs?)$/;
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };
const inText = (words) => words.replace(/[&<>]/g, (sign) => SIGNS[sign]);
const inQuotes = (words) => words.replace(/[&<>"\n\r\t]/g, (sign) => SIGNS[sign]);

export function simple(text) {
  const file = new DOMParser().parseFromString(text.replace(/^\ufeff?<\?xml.*?\?>/s, ""), "application/xml");
  // What is not well-formed is better explained by bpmn-js.
  if (file.getElementsByTagName("parsererror").length) return text;
  const root = file.documentElement;
  const prefixes = named([root, ...root.getElementsByTagName("*")]);
  const declared = [...prefixes].map(([uri, prefix]) => ` xmlns:${prefix}="${inQuotes(uri)}"`).join("");

  const full = (uri, local) => (uri && prefixes.has(uri) ? `${prefixes.get(uri)}:${local}` : local);
  const value = (owner, { namespaceURI, localName, value: words }) => {
    if (namespaceURI !== XSI || localName !== "type") return words;
    const [, prefix, local] = words.match(/^(?:(.*):)?(.*)$/);
    return full(owner.lookupNamespaceURI(prefix ?? null), local);
  };
  function written(element) {
    const tag = full(element.namespaceURI, element.localName);
    const attributes = [...element.attributes].filter(({ namespaceURI }) => namespaceURI !== XMLNS)
      .map((each) => ` ${full(each.namespaceURI, each.localName)}="${inQuotes(value(element, each))}"`).join("");
    const all = [...element.childNodes].map((node) => (node.nodeType === Node.ELEMENT_NODE ? written(node) : words(node))).join("");
    const inside = REFERENCE.test(element.localName) ? all.trim() : all;
    return `<${tag}${element === root ? declared : ""}${attributes}>${inside}</${tag}>`;
  }
  const words = (node) => (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE ? inText(node.data) : "");
  return written(root);
}

/** One prefix for each namespace: the first that the file has for it, if no other namespace has it. */
function named(elements) {
  const found = new Map();
  const taken = new Set(["xml", "xmlns"]);
  const give = (uri, wanted) => {
    if (!uri || uri === XMLNS || uri === "http://www.w3.org/XML/1998/namespace" || found.has(uri)) return;
    let prefix = wanted || "ns";
    for (let number = 1; taken.has(prefix); number += 1) prefix = `${wanted || "ns"}${number}`;
    taken.add(prefix);
    found.set(uri, prefix);
  };
  for (const element of elements) {
    for (const { prefix, localName, namespaceURI, value } of element.attributes) {
      if (namespaceURI === XMLNS && prefix) give(value, localName);
    }
    for (const { namespaceURI, prefix } of [element, ...element.attributes]) give(namespaceURI, prefix);
  }
  return found;
}

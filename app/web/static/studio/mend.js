// Puts a diagram that the server has mended into the editor. Where only values differ, it is one step that can be
// undone; a diagram of another shape is read anew.
const plain = (value) => JSON.stringify(value, (name, each) => (name === "$parent" ? undefined : each));

/** Whether the diagram had to be read anew, after which former steps cannot be undone. */
export async function mended(modeler, xml) {
  const { elementsById } = await modeler.get("moddle").fromXML(xml);
  const changes = differences(modeler, elementsById);
  if (changes) {
    // What was mended may stand in another file, and an empty step could be undone.
    if (changes.length) modeler.get("commandStack").execute("properties-panel.multi-command-executor", changes);
    return false;
  }
  const view = modeler.get("canvas").viewbox();
  await modeler.importXML(xml);
  modeler.get("canvas").viewbox(view);
  return true;
}

/** What is to be set on which element; null when something came, went or was moved. */
function differences(modeler, mendedById) {
  const old = new Map(inside(modeler.getDefinitions()).filter(({ id }) => id).map((each) => [each.id, each]));
  const found = [];
  if (old.size !== Object.keys(mendedById).length) return null;
  for (const [id, young] of Object.entries(mendedById)) {
    const properties = old.has(id) && changed(old.get(id), young, old);
    if (!properties) return null;
    if (Object.keys(properties).length) found.push(command(modeler, old.get(id), properties));
  }
  return found;
}

function command(modeler, moddleElement, properties) {
  const registry = modeler.get("elementRegistry");
  const drawn = registry.get(moddleElement.id);
  if (drawn) return { cmd: "element.updateProperties", context: { element: drawn, properties } };
  const element = modeler.get("canvas").getRootElement();
  return { cmd: "element.updateModdleProperties", context: { element, moddleElement, properties } };
}

/** New values by property; null when the two are of another kind or shape. */
function changed(old, young, known) {
  if (old.$type !== young.$type) return null;
  const found = {};
  for (const { name, isReference, isMany, isVirtual } of young.$descriptor.properties) {
    if (isVirtual) continue;
    const [before, after] = [old.get(name), young.get(name)];
    if (isReference) {
      const ids = [before, after].map((one) => [one ?? []].flat().map(({ id }) => id).join(" "));
      if (ids[0] === ids[1]) continue;
      if (isMany) return null;
      found[name] = after && known.get(after.id);
    } else if (holdsIds(before) || holdsIds(after)) {
      if (idsOf(before) !== idsOf(after)) return null;
    } else if (plain(before) !== plain(after)) found[name] = taken(after, old);
  }
  for (const name of new Set([...Object.keys(old.$attrs), ...Object.keys(young.$attrs)])) {
    if (old.$attrs[name] !== young.$attrs[name]) found[name] = young.$attrs[name];
  }
  return found;
}

function taken(value, parent) {
  for (const each of [value ?? []].flat()) if (each?.$type) each.$parent = parent;
  return value;
}

const parts = (element) => element.$descriptor.properties
  .filter(({ isReference, isAttr, isVirtual }) => !isReference && !isAttr && !isVirtual)
  .flatMap(({ name }) => [element.get(name) ?? []].flat())
  .filter((each) => each?.$descriptor);
const inside = (element) => [element, ...parts(element).flatMap(inside)];
const holdsIds = (value) => [value ?? []].flat().some((each) => each?.$descriptor && inside(each).some(({ id }) => id));
const idsOf = (value) => [value ?? []].flat().map(({ id }) => id).join(" ");

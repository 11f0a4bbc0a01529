// The file of a form as text: what the editor has not touched stays where and as it was.

/** The form the editor holds, in the order and with the marks of the file it came from. */
export function written(schema, source) {
  const before = JSON.parse(source);
  const after = ordered(schema, before);
  for (const mark of ["exporter", "schemaVersion"]) {
    if (mark in before) after[mark] = before[mark];
    else delete after[mark];
  }
  const indent = source.match(/\n([ \t]+)"/)?.[1] ?? "";
  return JSON.stringify(after, null, indent) + (source.endsWith("\n") ? "\n" : "");
}

/** The same value with its keys in the order they had; parts of a list are the same when their ids are. */
function ordered(after, before) {
  if (Array.isArray(after)) {
    const old = Array.isArray(before) ? before : [];
    const byId = new Map(old.filter((each) => each?.id).map((each) => [each.id, each]));
    return after.map((each, at) => ordered(each, each?.id ? byId.get(each.id) : old[at]));
  }
  if (after === null || typeof after !== "object") return after;
  const old = before !== null && typeof before === "object" && !Array.isArray(before) ? before : {};
  const keys = [...Object.keys(old).filter((key) => key in after), ...Object.keys(after).filter((key) => !(key in old))];
  return Object.fromEntries(keys.map((key) => [key, ordered(after[key], old[key])]));
}

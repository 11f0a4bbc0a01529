// The words of the editor in the reader's language: bpmn-js asks for each in English. Where a word is not there to the
// letter, case and hyphens do not count, for one library writes "User task" and another one "User Task".
const plain = (words) => words.toLowerCase().replaceAll("-", " ").trim();

/** What was asked for and is not translated. A test looks here after a session. */
export const missing = new Set();

async function dictionary(language) {
  if (language === "en") return null;
  const answer = await fetch(new URL(`words.${language}.json`, import.meta.url));
  const words = await answer.json();
  const alike = Object.entries(words).map(([english, own]) => [plain(english), own]);
  return new Map([...alike, ...Object.entries(words)]);
}

/** A module for bpmn-js that translates. */
export async function speaking(language) {
  const own = await dictionary(language);
  const translate = (words, facts = {}) => {
    const found = own?.get(words) ?? own?.get(plain(words));
    if (own && found === undefined && /\p{L}{2}/u.test(words)) missing.add(words);
    return (found ?? words).replace(/{([^}]+)}/g, (_, name) => facts[name] ?? `{${name}}`);
  };
  return { translate: ["value", translate] };
}

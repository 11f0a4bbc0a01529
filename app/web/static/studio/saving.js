// Saves one text file a second after its last change, naming the bytes that were read, so that nobody's work is lost.
const AFTER = 1000;
const AGAIN = 5000;

/**
 * `read()` gives the text as it is now, `first` is the text as it was read, `digest` names its bytes. `csrf()` gives the
 * token, `renew()` brings a new one. `told(state, words)` shows how it stands: saved, saving or unsaved;
 * `conflict(words)` asks what is to become of the text when somebody else has saved; until `overwrite` nothing is saved.
 */
export function saving({ url, first, digest, csrf, renew, words, read, told, conflict }) {
  let kept = first;
  let etag = `"${digest}"`;
  let busy = null;
  let halted = false;
  let timer;

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const isSaved = () => !busy && read() === kept;

  function save() {
    clearTimeout(timer);
    busy ??= attempt().finally(() => { busy = null; });
    return busy;
  }

  async function attempt() {
    while (!halted && read() !== kept) if (!(await sent(read()))) return;
    if (!halted) told("saved", words.saved);
  }

  async function sent(text) {
    told("saving", words.saving);
    try {
      const headers = { Accept: "application/json", "Content-Type": "application/octet-stream", "X-CSRFToken": csrf(), "If-Match": etag };
      const answer = await fetch(url, { method: "PUT", body: text, headers, credentials: "same-origin" });
      const said = await answer.json();
      if (answer.ok) {
        kept = text;
        etag = `"${said.digest}"`;
        words.saved = said.words;
        return true;
      }
      await refused(answer.status, said.words);
    } catch {
      told("unsaved", words.offline);
      later(AGAIN);
    }
    return false;
  }

  async function refused(status, said) {
    if (status === 409) {
      halted = true;
      told("unsaved", said);
      conflict(said);
    } else if (status === 400 || status === 401) {
      // The session has ended. Somebody may sign in again in another window; then this one goes on by itself.
      told("unsaved", words.session);
      await renew();
      later(AGAIN);
    } else {
      told("unsaved", said);
      if (status >= 500) later(AGAIN);
    }
  }

  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", (event) => { if (!isSaved()) event.preventDefault(); });

  return {
    isSaved,
    save,
    changed() {
      if (halted) return;
      told("unsaved", words.unsaved);
      later(AFTER);
    },
    overwrite() {
      halted = false;
      etag = "*";
      return save();
    },
    /** What is here is given up: leaving asks nothing. */
    giveUp() {
      clearTimeout(timer);
      halted = true;
      kept = read();
    },
  };
}

// Saves a second after the last change. It only ever writes: nothing is read anew, so every step can still be undone.
const AFTER = 1000;
const AGAIN = 5000;

/**
 * `original` are the bytes that were read, `first` what the editor made of them before any change, `etag` names them.
 * `tell(state, words, link)` shows how it stands: saved, saving or unsaved. `conflict(told)` asks what is to become of
 * the edit when somebody else has saved; until `overwrite` nothing is saved any more. `renew()` brings a new token.
 */
export function autosave({ address, token, words, original, first, etag, write, tell, renew, conflict }) {
  let kept = first;
  let changed = false;
  let busy = null;
  let halted = false;
  let timer;

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  function save() {
    clearTimeout(timer);
    busy ??= attempt().finally(() => { busy = null; });
    return busy;
  }

  async function attempt() {
    while (changed && !halted) {
      changed = false;
      const edited = await write();
      if (edited === kept) tell("saved", words.as_saved);
      else if (!(await sent(edited))) {
        changed = true;
        return;
      }
    }
  }

  async function sent(edited) {
    tell("saving", words.saving);
    try {
      const headers = { Accept: "application/json", "Content-Type": "application/octet-stream", "X-CSRFToken": token(), "If-Match": etag };
      const answer = await fetch(address, { method: "PUT", body: await packed(first, edited, original), headers, credentials: "same-origin" });
      const told = await answer.json();
      if (answer.ok) {
        kept = edited;
        etag = `"${told.digest}"`;
        tell("saved", told.words);
        return true;
      }
      refused(answer.status, told);
    } catch {
      tell("unsaved", words.offline);
      later(AGAIN);
    }
    return false;
  }

  function refused(status, told) {
    if (status === 409 && told.who) {
      halted = true;
      tell("unsaved", told.words);
      conflict(told);
    } else if (status === 401 || status === 400) {
      // The session has ended. Somebody may sign in again in another window; then this one goes on by itself.
      tell("unsaved", words.session, "/masuk");
      renew().finally(() => later(AGAIN));
    } else {
      tell("unsaved", `${words.failed} ${told.words}`);
      if (status >= 500) later(AGAIN);
    }
  }

  window.addEventListener("online", () => { if (changed) later(0); });
  window.addEventListener("beforeunload", (event) => { if (changed || busy) event.preventDefault(); });

  return {
    noteChange() {
      changed = true;
      if (halted) return;
      tell("unsaved", words.unsaved);
      later(AFTER);
    },
    save,
    etag: () => etag,
    isSaved: () => !changed && !busy,
    overwrite() {
      halted = false;
      changed = true;
      etag = "*";
      return save();
    },
    /** The edit is given up: leaving asks nothing. */
    giveUp() {
      clearTimeout(timer);
      halted = true;
      changed = false;
    },
  };
}

/** The three files in one body; they are much alike and long, and pack well. */
function packed(first, edited, original) {
  const files = new Blob([first, "\0", edited, "\0", original]);
  return new Response(files.stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

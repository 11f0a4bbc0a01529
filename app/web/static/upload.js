// Files are sent as soon as they are chosen, with a bar that shows how far; what is too large is refused at once.
// Without this script, and when an upload fails, they go with the form.
"use strict";

(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;

  const words = JSON.parse(form.dataset.words);
  const limit = Number(form.dataset.limit);
  const running = new Set();
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const field = (input) => input.closest(".form-field");

  function refusal(input, file) {
    const kinds = input.accept.split(",").map((kind) => kind.trim().toLowerCase()).filter(Boolean);
    if (file.size > limit) return fill(words.too_large, { name: file.name });
    const fits = !kinds.length || kinds.some((kind) => file.name.toLowerCase().endsWith(kind) || file.type === kind);
    return fits ? "" : fill(words.wrong_kind, { name: file.name, kinds: kinds.join(" ") });
  }

  function line(input, text, role) {
    const one = document.createElement("div");
    one.className = "upload";
    one.setAttribute("role", role);
    one.textContent = text;
    input.after(one);
    return one;
  }

  function fail(input, text) {
    line(input, text, "alert").classList.add("failed");
  }

  // The same markup as the server draws for a file that is there.
  function keep(input, file) {
    let list = field(input).querySelector(".form-files");
    if (!list) {
      list = document.createElement("ul");
      list.className = "form-files";
      input.before(list);
    }
    if (!input.multiple) for (const box of list.querySelectorAll("input")) box.checked = false;
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: input.name, value: file.digest, checked: true });
    box.id = `${input.id}-keep-${list.children.length + 1}`;
    const text = document.createElement("span");
    text.textContent = `${words.keep} ${file.name} (${file.size})`;
    const label = document.createElement("label");
    label.className = "form-choice";
    label.htmlFor = box.id;
    label.append(box, " ", text);
    const item = document.createElement("li");
    item.append(label);
    list.append(item);
  }

  function send(input, file) {
    const here = line(input, fill(words.uploading, { name: file.name }), "status");
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", here.textContent);
    here.append(bar);
    const data = new FormData();
    data.append("file", file);
    const asked = new XMLHttpRequest();
    asked.open("POST", form.dataset.upload);
    asked.responseType = "json";
    asked.setRequestHeader("Accept", "application/json");
    asked.setRequestHeader("X-CSRFToken", form.elements.namedItem("csrf_token").value);
    asked.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = 100 * event.loaded / event.total;
    });
    return new Promise((resolve) => {
      asked.addEventListener("loadend", () => {
        const said = asked.response || {};
        here.remove();
        if (asked.status === 201) {
          keep(document.getElementById(input.id), said);
          line(document.getElementById(input.id), fill(words.uploaded, { name: file.name }), "status");
          form.dispatchEvent(new CustomEvent("lajur:changed"));
        } else {
          fail(document.getElementById(input.id), said.words || fill(words.failed, { name: file.name }));
        }
        resolve(asked.status === 201 || (asked.status >= 400 && asked.status < 500 && asked.status !== 401));
      });
      asked.send(data);
    });
  }

  async function take(input) {
    const files = [...input.files];
    for (const old of field(input).querySelectorAll(".upload")) old.remove();
    const wrong = files.map((file) => refusal(input, file)).filter(Boolean);
    wrong.forEach((text) => fail(input, text));
    if (wrong.length) { input.value = ""; return; }
    const done = await Promise.all(files.map((file) => send(input, file)));
    // What could not be sent stays chosen, and goes with the form.
    if (done.every(Boolean)) document.getElementById(input.id).value = "";
  }

  form.addEventListener("change", (event) => {
    if (event.target.type !== "file" || !event.target.files.length) return;
    const upload = take(event.target).finally(() => running.delete(upload));
    running.add(upload);
  });
  form.addEventListener("submit", (event) => {
    if (!running.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    Promise.all(running).then(() => HTMLFormElement.prototype.requestSubmit.call(form, button));
  }, { capture: true });
})();

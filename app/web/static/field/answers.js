// The answers of the form, read and put back without the server.

export function typed(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");
}

export const named = (form, name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
const rows = (list) => [...list.querySelectorAll(":scope > .form-row")];

// A new row without the server: the blank one that came with the page, under the next number.
function addRow(form, path, wanted) {
  const list = document.getElementById(`f-${path}`);
  const blanks = form.querySelector("template[data-rows]").content;
  const blank = blanks.querySelector(`#${CSS.escape(`f-${path}`)} > .form-row`);
  if (!list || !blank) return null;
  const there = rows(list);
  const numbers = there.map((row) => Number(row.querySelector("input[type=hidden]").name.split(".").pop()));
  const [from, to] = [`${path}.0`, `${path}.${wanted ?? Math.max(-1, ...numbers) + 1}`];
  const row = document.importNode(blank, true);
  for (const one of row.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "value", "aria-describedby"]) {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, value.replaceAll(from, to));
    }
  }
  for (const text of row.querySelectorAll(":scope > legend, .form-remove span")) {
    text.textContent = text.textContent.replace(/\d+$/, there.length + 1);
  }
  (there.pop() || list.querySelector(":scope > input[type=hidden]")).after(row);
  return row;
}

// Puts answers into the form: the rows they have, and what each field holds.
export function apply(form, left) {
  const by = new Map();
  for (const [name, value] of left) by.set(name, [...(by.get(name) || []), value]);
  for (const name of by.keys()) {
    const parts = name.match(/^(.+)\.(\d+)$/);
    if (parts && !named(form, name)) addRow(form, parts[1], parts[2]);
  }
  for (const row of form.querySelectorAll(".form-row")) {
    const own = row.querySelector("input[type=hidden]").name;
    if (by.has(own.replace(/\.\d+$/, "")) && !by.has(own)) row.remove();
  }
  for (const control of form.querySelectorAll("[data-form] [name]")) {
    const values = by.get(control.name);
    if (!values || control.type === "file" || control.type === "hidden" || control.tagName === "BUTTON") continue;
    if (/checkbox|radio/.test(control.type)) control.checked = values.includes(control.value);
    else control.value = values[values.length - 1];
  }
}

// Adds or removes a row when that is what the button is for; answers whether it was.
export function moved(form, button) {
  const what = button && button.name;
  if (what === "_add") {
    const row = addRow(form, button.value);
    const first = row && row.querySelector("input:not([type=hidden]), select, textarea");
    if (first) first.focus();
  } else if (what === "_remove") {
    const list = button.closest(".form-row").parentElement;
    button.closest(".form-row").remove();
    list.focus();
  }
  return what === "_add" || what === "_remove";
}

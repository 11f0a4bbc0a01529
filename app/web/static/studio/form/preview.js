// The preview below the editor: the server draws what the editor holds, by the macros that draw it for staff.
const AFTER = 400;

export function preview(place, { url, locale, schema, select }) {
  let newest = 0;
  let timer;
  const form = () => place.querySelector("[data-preview] form");

  function fields(button) {
    const data = form() ? new FormData(form()) : new FormData();
    if (button?.name) data.append(button.name, button.value);
    data.set("_locale", locale());
    data.set("csrf_token", place.dataset.token);
    data.set("_schema", new Blob([schema()], { type: "application/json" }), "schema.json");
    return data;
  }

  async function draw(button) {
    const mine = ++newest;
    const answer = await fetch(url, { method: "POST", body: fields(button), credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const drawn = page.querySelector("[data-preview]");
    if (!drawn || mine !== newest) return;
    const at = document.activeElement?.id;
    const inside = place.contains(document.activeElement);
    place.querySelector("[data-preview]").replaceWith(document.adoptNode(drawn));
    place.dataset.drawn = mine;
    if (inside && at) document.getElementById(at)?.focus({ preventScroll: true });
    if (button) place.querySelector("[data-focus]")?.focus();
  }

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    draw(event.submitter).catch(() => {});
  });
  place.addEventListener("change", (event) => {
    if (event.target.closest("[data-updates]")) draw({ name: "_update", value: "1" }).catch(() => {});
  });
  place.addEventListener("click", (event) => {
    const named = event.target.closest("[data-component]");
    if (named) select(named.dataset.component);
  });
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(() => draw({ name: "_update", value: "1" }).catch(() => {}), AFTER);
    },
  };
}

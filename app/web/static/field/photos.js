// Photos: where they were taken, why one is refused, how they are shown.

const EXACT = { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 };
const TIME = { hour: "2-digit", minute: "2-digit" };

const make = (name, facts) => Object.assign(document.createElement(name), facts);

// The device's position, or nothing when there is none or it may not be told.
export function place() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) { resolve({}); return; }
    const found = ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy });
    navigator.geolocation.getCurrentPosition(found, () => resolve({}), EXACT);
  });
}

export function refusal(words, limit, file) {
  if (file.size > limit) return words.too_large.replace("{name}", file.name);
  return /^image\/(jpeg|png)$/.test(file.type) ? "" : words.wrong_kind.replace("{name}", file.name);
}

// As the server draws a file that is there.
export function tick(form, words, photo) {
  const control = [...form.querySelectorAll("input[type=file]")].find((one) => one.name === photo.field);
  if (!control) return;
  const known = [...form.querySelectorAll("input[type=checkbox]")];
  if (known.some((one) => one.name === photo.field && one.value === photo.digest)) return;
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = make("input", { type: "checkbox", name: photo.field, value: photo.digest, checked: true });
  label.className = "form-choice";
  label.append(box, ` ${words.keep} ${photo.name}`);
  item.append(label);
  let list = control.parentElement.querySelector(".form-files");
  if (!list) {
    list = document.createElement("ul");
    list.className = "form-files";
    control.before(list);
  }
  list.append(item);
}

function where(words, photo) {
  if (photo.lat === undefined) return photo.located ? words.nowhere : words.locating;
  return `${photo.lat.toFixed(5)}, ${photo.lon.toFixed(5)} (± ${Math.round(photo.accuracy)} m)`;
}

// A photo on the device, with its state in words.
function picture(words, photo, remove) {
  const item = document.createElement("li");
  const address = URL.createObjectURL(photo.blob);
  const image = make("img", { src: address, alt: photo.name });
  const text = document.createElement("span");
  const time = new Date(photo.taken).toLocaleTimeString(document.documentElement.lang, TIME);
  const state = photo.problem || (photo.state === "sent" ? words.there : words.waiting);
  text.textContent = `${photo.name} · ${words.taken.replace("{time}", time)} · ${where(words, photo)} · ${state}`;
  const copy = make("a", { href: address, download: photo.name, textContent: words.save });
  item.append(image, text, copy);
  if (photo.state === "sent") return item;
  const button = make("button", { type: "button", className: "second small", textContent: words.remove });
  button.addEventListener("click", remove);
  item.append(button);
  return item;
}

// The photos on the device, each below its field.
export function queues(form, words, photos, remove) {
  for (const old of form.querySelectorAll(".queue")) {
    for (const image of old.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    old.remove();
  }
  for (const control of form.querySelectorAll("input[type=file]")) {
    const own = photos.filter((photo) => photo.field === control.name);
    if (!own.length) continue;
    const list = make("ul", { className: "queue" });
    list.append(...own.map((photo) => picture(words, photo, () => remove(photo))));
    control.after(list);
  }
}

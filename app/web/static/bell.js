// Asks once a minute how many notices are unread. Says so politely when there are more; never moves the focus.
const bell = document.querySelector("[data-bell]");
if (bell) {
  const number = bell.querySelector("[data-bell-number]");
  const words = bell.querySelector("[data-bell-words]");
  const news = document.querySelector("[data-bell-news]");
  const show = (now) => {
    const more = now.words !== words.textContent && (parseInt(now.number) || 0) > (parseInt(number.textContent) || 0);
    number.textContent = now.number;
    number.hidden = !now.number;
    words.textContent = now.words;
    if (more) news.textContent = now.words;
  };
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(bell.dataset.bell, { redirect: "manual", headers: { Accept: "application/json" } });
    if (answer.ok) show(await answer.json());
    else if (answer.type === "opaqueredirect") clearInterval(timer); // the session has ended
  };
  const timer = setInterval(() => ask().catch(() => {}), 60_000);
}

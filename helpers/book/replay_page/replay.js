// The replay: figure and day follow from the address, and every choice goes into the address. A frame is a script that
// hands over its drawing, fetched once; the frames beside the one in sight are fetched ahead.
"use strict";
(() => {
  const { days, words, known, figures } = window.REPLAY;
  const element = (id) => document.getElementById(id);
  const narrow = matchMedia("(max-width: 40rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const last = days.length - 1;
  const PACE = 1000;
  const SETTLED = 300;
  const AHEAD = 2;
  const fetched = new Map();
  const arrived = new Map();
  const first = element("figure").value;
  let figure = first;
  let place = last;
  let timer = 0;
  let settling = 0;

  const size = () => (narrow.matches ? "narrow" : "wide");
  const frame = (at) => `${figure}-${days[at]}-${size()}`;

  window.drawn = (name, svg) => arrived.set(name, svg);

  function fetchFrame(name) {
    if (!fetched.has(name)) {
      fetched.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `replay/${name}.js`;
        script.onload = resolve;
        script.onerror = () => (fetched.delete(name), script.remove(), reject());
        document.head.append(script);
      }));
    }
    return fetched.get(name);
  }

  function ahead() {
    for (let step = 1; step <= AHEAD; step += 1) {
      for (const at of [place - step, place + step]) if (days[at]) fetchFrame(frame(at)).catch(() => {});
    }
  }

  async function draw() {
    const name = frame(place);
    try {
      if (!arrived.has(name)) await fetchFrame(name);
      if (name !== frame(place)) return;
      const box = element("frame").querySelector(".drawing");
      if (box.dataset.shown !== name) box.innerHTML = arrived.get(name);
      box.dataset.shown = name;
      box.style.aspectRatio = figures[figure].ratios[size()];
      box.querySelectorAll("a[data-mark]").forEach((mark, at) => mark.setAttribute("tabindex", at ? "-1" : "0"));
      element("fault").hidden = true;
      ahead();
    } catch {
      if (name !== frame(place)) return;
      element("fault").textContent = `The drawing of ${words[place]} could not be loaded.`;
      element("fault").hidden = false;
    }
  }

  function show() {
    const count = known[place];
    element("figure").value = figure;
    element("day").value = place;
    element("day").setAttribute("aria-valuetext", words[place]);
    element("when").textContent = words[place];
    element("back").disabled = place === 0;
    element("on").disabled = place === last;
    element("known").textContent =
      `${words[place]}: ${count.toLocaleString("en")} claim${count === 1 ? "" : "s"} published by then.`;
    element("title").textContent = figures[figure].titles[place];
    return draw();
  }

  // The address.
  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    figure = Object.hasOwn(figures, given.get("figure") ?? "") ? given.get("figure") : first;
    const day = given.get("day") ?? "";
    place = /^\d{4}-\d\d-\d\d$/.test(day) ? Math.max(0, days.findLastIndex((stop) => stop <= day)) : last;
  }

  function write(push) {
    clearTimeout(settling);
    const hash = `#${new URLSearchParams({ day: days[place], figure })}`;
    if (hash !== location.hash) history[push ? "pushState" : "replaceState"](null, "", hash);
  }

  // Choices.
  function go(at) {
    place = Math.min(last, Math.max(0, at));
    show();
    clearTimeout(settling);
    settling = setTimeout(write, SETTLED, !timer);
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    element("play").textContent = "Play";
    element("said").setAttribute("aria-live", "polite");
  }

  async function tick() {
    go(place + 1);
    await fetchFrame(frame(place)).catch(() => {});
    if (timer && place < last) timer = setTimeout(tick, PACE);
    else stop();
  }

  function play() {
    if (timer) return stop();
    element("play").textContent = "Pause";
    element("said").setAttribute("aria-live", "off");
    go(place === last ? 0 : place);
    write(true);
    timer = setTimeout(tick, PACE);
  }

  function offer() {
    if (still.matches) stop();
    element("play").hidden = still.matches;
  }

  function pick(at) {
    stop();
    go(at);
  }

  element("day").addEventListener("input", () => pick(Number(element("day").value)));
  element("back").addEventListener("click", () => pick(place - 1));
  element("on").addEventListener("click", () => pick(place + 1));
  element("play").addEventListener("click", play);
  element("figure").addEventListener("change", () => {
    figure = element("figure").value;
    write(true);
    show();
  });
  element("replay").addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", () => (stop(), clearTimeout(settling), read(), show()));
  narrow.addEventListener("change", draw);
  still.addEventListener("change", offer);
  element("replay").hidden = false;
  offer();
  read();
  show();
})();

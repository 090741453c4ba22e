// One slide at a time: keys, buttons, a swipe, and the slide's number in the address.
"use strict";
document.documentElement.classList.add("deck");  // at once: no picture is fetched for a slide that will not be shown
addEventListener("DOMContentLoaded", () => {
  const page = document.documentElement;
  const slides = [...document.querySelectorAll(".slide")];
  const find = (id) => document.getElementById(id);
  let now = 0;

  const asked = () => {
    const number = Number(/^#slide-(\d+)$/.exec(location.hash)?.[1] ?? 1);
    return Math.min(slides.length, Math.max(1, number)) - 1;
  };

  function early(slide) {
    for (const image of slide?.querySelectorAll("img") ?? []) image.loading = "eager";
  }

  function show(place, moved) {
    now = place;
    slides.forEach((slide, number) => { slide.hidden = number !== now; });
    early(slides[now]);
    early(slides[now + 1]);
    const heading = slides[now].querySelector("h2");
    find("place").textContent = `${now + 1} / ${slides.length}`;
    find("back").disabled = now === 0;
    find("next").disabled = now === slides.length - 1;
    if (!moved) return;
    find("said").textContent = `Slide ${now + 1} of ${slides.length}: ${heading.textContent}`;
    scrollTo(0, 0);
  }

  function go(place) {
    const wanted = Math.min(slides.length - 1, Math.max(0, place));
    if (wanted === now) return;
    try {
      history.replaceState(null, "", `#slide-${wanted + 1}`);
    } catch {
      // Some browsers keep the address of a page on disk as it is.
    }
    show(wanted, true);
  }

  function notes() {
    find("notes").setAttribute("aria-pressed", String(page.classList.toggle("with-notes")));
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else page.requestFullscreen?.().catch(() => {});
  }

  const keys = {
    ArrowRight: () => go(now + 1), ArrowDown: () => go(now + 1), PageDown: () => go(now + 1), " ": () => go(now + 1),
    ArrowLeft: () => go(now - 1), ArrowUp: () => go(now - 1), PageUp: () => go(now - 1),
    Home: () => go(0), End: () => go(slides.length - 1), n: notes, f: full,
  };
  const scrolls = ["ArrowDown", "ArrowUp"];

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " && event.target.closest("button, a")) return;
    if (scrolls.includes(event.key) && page.scrollHeight > innerHeight + 1) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = key === " " && event.shiftKey ? keys.ArrowLeft : keys[key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let start = null;
  document.addEventListener("touchstart", (event) => {
    const zoomed = (window.visualViewport?.scale ?? 1) > 1.01;
    start = event.touches.length === 1 && !zoomed ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!start) return;
    const end = event.changedTouches[0];
    const across = end.clientX - start.clientX, along = end.clientY - start.clientY;
    start = null;
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(along)) go(now + (across < 0 ? 1 : -1));
  }, { passive: true });

  find("back").addEventListener("click", () => go(now - 1));
  find("next").addEventListener("click", () => go(now + 1));
  find("notes").addEventListener("click", notes);
  find("full").addEventListener("click", full);
  find("full").hidden = !document.fullscreenEnabled;
  document.addEventListener("fullscreenchange", () => {
    find("full").setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  });
  addEventListener("hashchange", () => show(asked(), true));
  addEventListener("beforeprint", () => slides.forEach(early));

  page.classList.add("ready");
  document.querySelector(".bar").hidden = false;
  document.querySelector(".keys").hidden = false;
  show(asked(), false);
});

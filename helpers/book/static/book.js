// Figures: the narrow drawing on narrow screens, drawings of the gallery when they come into view, and one tab stop
// per figure: the arrow keys go from mark to mark.
(() => {
  // Pictures that stand in for drawings are now neither shown nor fetched, but on paper.
  document.documentElement.classList.add("drawn");
  const waiting = new Map();
  const narrow = matchMedia("(max-width: 40rem)");

  const marks = (figure) => [...figure.querySelectorAll("a[data-mark]")];

  function rove(figure) {
    marks(figure).forEach((mark, place) => mark.setAttribute("tabindex", place ? "-1" : "0"));
  }

  function step(event) {
    const mark = event.target.closest?.("a[data-mark]");
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!mark || !move) return;
    const all = marks(mark.closest("figure"));
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(mark) + move))];
    event.preventDefault();
    mark.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }

  // A drawing that was fetched has links and words from the one that the page brought, or from a script of their own.
  const told = (figure) => Object.fromEntries(marks(figure).map((mark) =>
    [mark.dataset.mark, [mark.href.baseVal, mark.querySelector("title")?.textContent]]));

  function link(figure) {
    for (const mark of marks(figure)) {
      const [href, words] = figure.told?.[mark.dataset.mark] ?? [];
      if (!href || mark.hasAttribute("href")) continue;
      mark.setAttribute("href", href);
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = words ?? "";
      mark.prepend(title);
    }
  }

  const rooted = (figure, text) => text.replaceAll("{root}", figure.dataset.narrow.split("figures/")[0]);

  window.marked = (name, links) => {
    for (const figure of document.querySelectorAll(`figure[data-marks$="/${name}-marks.js"]`)) {
      figure.told = JSON.parse(rooted(figure, JSON.stringify(links)));
    }
  };

  window.drawn = (name, svg) => {
    for (const [figure, wanted] of waiting) {
      if (wanted !== name) continue;
      waiting.delete(figure);
      const drawing = figure.querySelector(".drawing");
      for (const name of ["role", "aria-label"]) drawing.removeAttribute(name);
      drawing.innerHTML = rooted(figure, svg);
      figure.classList.toggle("is-narrow", name.endsWith("-narrow"));
      link(figure);
      rove(figure);
    }
  };

  function run(address) {
    const script = document.createElement("script");
    script.src = address;
    script.async = false; // in the order in which they were asked for: links before the drawing
    document.head.append(script);
  }

  function fetchDrawing(figure, address) {
    const name = address.split("/").pop().replace(/\.js$/, "");
    if (waiting.get(figure) === name || figure.dataset.shown === name) return;
    if (figure.dataset.marks && !figure.dataset.shown) run(figure.dataset.marks);
    figure.dataset.shown = name;
    waiting.set(figure, name);
    run(address);
  }

  function choose(figure) {
    const drawing = figure.querySelector(".drawing");
    if (narrow.matches) {
      if (!figure.dataset.wide) figure.told ??= told(figure);
      figure.wide ??= drawing.innerHTML;
      fetchDrawing(figure, figure.dataset.narrow);
    } else if (figure.dataset.wide) {
      fetchDrawing(figure, figure.dataset.wide);
    } else if (figure.wide) {
      figure.dataset.shown = "";
      waiting.delete(figure);
      figure.classList.remove("is-narrow");
      drawing.innerHTML = figure.wide;
      rove(figure);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const figures = [...document.querySelectorAll("figure.exhibit[data-narrow]")];
    const near = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => choose(entry.target)),
      { rootMargin: "600px" },
    );
    for (const figure of figures) {
      rove(figure);
      near.observe(figure);
    }
    narrow.addEventListener("change", () => figures.forEach(choose));
    window.addEventListener("beforeprint", () => figures.forEach(choose));
    document.addEventListener("keydown", step);
    for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
    for (const table of document.querySelectorAll("div.cell_output table.dataframe")) {
      const box = table.closest(".cell_output");
      box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
    }
  });
})();

// The page's theme, kept under the same keys as the book keeps it: "mode" (auto, light, dark) and "theme".
"use strict";
(() => {
  const page = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem("mode");
    } catch {
      return null;
    }
  };
  const keep = (mode, theme) => {
    try {
      localStorage.setItem("mode", mode);
      localStorage.setItem("theme", theme);
    } catch {
      // A browser that keeps nothing still shows the theme on this page.
    }
  };
  const known = (mode) => (["light", "dark", "auto"].includes(mode) ? mode : "auto");
  let mode = known(stored());
  const theme = () => (mode === "auto" ? (system.matches ? "dark" : "light") : mode);
  const show = () => {
    page.dataset.mode = mode;
    page.dataset.theme = theme();
    const button = document.getElementById("theme");
    if (button) button.textContent = `Theme: ${mode}`;
  };
  const turn = () => {
    const order = system.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    mode = order[(order.indexOf(mode) + 1) % order.length];
    keep(mode, theme());
    show();
  };
  show();
  system.addEventListener("change", show);
  window.addEventListener("storage", () => {
    mode = known(stored());
    show();
  });
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    button.hidden = false;
    button.addEventListener("click", turn);
    show();
  });
})();

// Search in each long table: every word must occur somewhere in a row. The search is kept in the address.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("table.claims-browser").forEach((table, number) => {
    const rows = [...table.tBodies[0].rows];
    let texts;
    const bar = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const found = document.createElement("output");
    bar.className = "browse-bar";
    label.textContent = `Search: ${(table.parentElement.getAttribute("aria-label") || "table").toLowerCase()}`;
    input.type = "search";
    input.id = `search-${number}`;
    label.htmlFor = input.id;
    input.placeholder = "words that a row must hold";
    bar.append(label, input, found);
    table.parentElement.before(bar);
    const show = () => {
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        const hit = words.every((word) => texts[place].includes(word));
        row.hidden = !hit;
        shown += hit;
      });
      found.textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows`;
    };
    const words = new URLSearchParams(location.hash.slice(1)).get(`find${number || ""}`);
    if (words) input.value = words;
    input.addEventListener("input", () => {
      show();
      history.replaceState(null, "", input.value ? `#find${number || ""}=${encodeURIComponent(input.value)}` : location.pathname);
    });
    if (words) show();
    else found.textContent = `${rows.length.toLocaleString("en")} rows`;
  });
});

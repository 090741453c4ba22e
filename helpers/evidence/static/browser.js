// The claims browser: everything shown follows from the address, and every change goes into the address.
"use strict";
(() => {
  const data = window.EVIDENCE;
  const sections = window.SECTIONS;
  const columns = data.columns;
  const total = data.ids.length;
  const FILTERS = ["group", "source", "question", "month", "answer", "outlet"];
  const KEYS = ["q", ...FILTERS, "exhibit", "mark", "sort"];
  const PAGE = 100;
  const FEW = 8;
  const element = (id) => document.getElementById(id);
  const number = (value) => value.toLocaleString("en");
  const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  let state = {};
  let rows = [];
  let shown = PAGE;
  let typing = false;
  let timer = 0;
  let haystacks = null;
  let parts = 0;

  // One claim in words.
  const source = (row) => data.sources[columns.s[row]];
  const question = (row) => data.questions[columns.q[row]];
  const asked = (row) => data.asked[columns.asked[row]]; // the question, or the matter of one that gathers many
  const document_ = (row) => data.documents[columns.d[row]];
  const outlet = (row) => data.outlets[document_(row)[1]];
  const day = (row) => data.days[columns.day[row]];
  const by = new Set(data.by); // the last of a year, and only inferred
  const answer = (row) => data.answers[columns.a[row]];
  const note = (row) => data.notes[columns.t[row]];
  const gloss = (row) => data.gloss[row] || "";
  const VALUE = {
    group: (row) => data.groups[source(row)[3]],
    source: (row) => source(row)[0],
    question: (row) => question(row)[0],
    month: (row) => day(row).slice(0, 7),
    answer: (row) => data.kinds[columns.k[row]],
    outlet: (row) => outlet(row)[0],
  };
  const ORDER = { source: (row) => source(row)[1], question: (row) => question(row)[1], outlet: (row) => outlet(row)[1] };

  function haystack(row) {
    const [id, label, name] = source(row);
    const parts = [data.ids[row], data.words[row], gloss(row), note(row), id, label, name, ...question(row)];
    return plain([...parts, ...outlet(row), document_(row)[0], answer(row), day(row)].join("\n"));
  }

  function wanted(query) {
    return [...plain(query).matchAll(/["“]([^"“”]+)["”]|(\S+)/g)].map((hit) => hit[1] ?? hit[2]);
  }

  function matches() {
    const pick = FILTERS.filter((name) => state[name]);
    const words = wanted(state.q);
    if (words.length && !haystacks) haystacks = data.ids.map((_, row) => haystack(row));
    const found = candidates().filter(
      (row) => pick.every((name) => VALUE[name](row) === state[name]) && words.every((word) => haystacks[row].includes(word)),
    );
    return sorted(found);
  }

  function sorted(found) {
    if (state.sort === "newest") return found.reverse();
    const key = ORDER[state.sort];
    if (!key) return found;
    const compare = new Intl.Collator("en").compare;
    return found.map((row) => [key(row), row]).sort((a, b) => compare(a[0], b[0]) || a[1] - b[1]).map((pair) => pair[1]);
  }

  // The claims behind one figure, or one mark of it; all claims when none is asked for.
  function candidates() {
    const all = [...data.ids.keys()];
    const figure = window.EXHIBITS?.[state.exhibit];
    if (!state.exhibit || !figure) return state.exhibit ? [] : all;
    const marks = state.mark === "" ? figure.marks : [figure.marks[Number(state.mark)] || []];
    const kept = new Set(marks.flat());
    return all.filter((row) => kept.has(row));
  }

  function withExhibit(next) {
    const id = state.exhibit;
    if (!id || window.EXHIBITS?.[id] || !data.exhibits.includes(id)) return next();
    const script = document.createElement("script");
    script.src = `exhibits/${id}.js`;
    script.onload = () => state.exhibit === id && next();
    script.onerror = () => say(`The data of the figure “${id}” could not be loaded.`);
    document.head.append(script);
  }

  // Reading and writing the address.
  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    state = Object.fromEntries(KEYS.map((name) => [name, given.get(name) || ""]));
    const unknown = [...FILTERS, "sort"].filter((name) => ![...element(name).options].some((o) => o.value === state[name]));
    const faults = unknown.map((name) => `${name} “${state[name]}”`);
    for (const name of unknown) state[name] = "";
    if (state.exhibit && !data.exhibits.includes(state.exhibit)) {
      faults.push(`figure “${state.exhibit}”`);
      state.exhibit = state.mark = "";
    }
    say(faults.length ? `The address names what this dataset does not have, left out here: ${faults.join(", ")}.` : "");
    for (const name of ["q", ...FILTERS, "sort"]) element(name).value = state[name];
    shown = history.state?.shown || PAGE;
  }

  function hash() {
    const given = KEYS.filter((name) => state[name]).map((name) => [name, state[name]]);
    return `#${new URLSearchParams(given)}`;
  }

  function commit(push) {
    shown = PAGE;
    if (hash() !== (location.hash || "#")) history[push ? "pushState" : "replaceState"]({ shown }, "", hash());
    render();
  }

  // Showing.
  function say(text) {
    element("notice").hidden = !text;
    element("notice").textContent = text;
  }

  // Direction marks that a text opens are closed at its end, so that the words around it keep theirs.
  function closed(text) {
    const open = (starts, end) => [...text].reduce((deep, sign) => Math.max(0, deep + starts.includes(sign) - (sign === end)), 0);
    const isolates = open("\u2066\u2067\u2068", "\u2069");
    return text + "\u2069".repeat(isolates) + "\u202c".repeat(open("\u202a\u202b\u202d\u202e", "\u202c"));
  }

  function make(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text) made.textContent = /[\u202a-\u202e\u2066-\u2069]/.test(text) ? closed(text) : text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function line(row) {
    const made = make("tr");
    const head = make("th", "", { scope: "row" });
    head.append(make("a", data.ids[row], { href: `claims/${data.ids[row]}.html` }));
    const who = make("td", "", { "data-l": "Who" });
    who.append(make("span", source(row)[1], { class: `who g${source(row)[3]}`, dir: "auto" }));
    const words = make("td", "", { "data-l": "Words" });
    words.append(make("span", `“${data.words[row]}”`, { lang: document_(row)[2], dir: "auto" }));
    if (gloss(row)) words.append(" ", make("span", `(${gloss(row)})`, { class: "gloss", dir: "auto" }));
    made.append(head, make("td", (by.has(row) ? "by " : "") + day(row), { "data-l": "Said on" }), who);
    made.append(make("td", asked(row), { "data-l": "Question", dir: "auto" }));
    made.append(make("td", answer(row), { "data-l": "Answer", dir: "auto" }), words);
    made.append(make("td", outlet(row)[1], { "data-l": "Outlet", dir: "auto" }));
    return made;
  }

  function render() {
    withExhibit(() => {
      rows = matches();
      element("table").tBodies[0].replaceChildren(...rows.slice(0, shown).map(line));
      showSections(false);
      showCount();
      showBehind();
      const active = FILTERS.filter((name) => state[name]).length;
      element("active").textContent = active ? ` (${active} on)` : "";
    });
  }

  function showCount() {
    const all = rows.length === total ? "" : ` of ${number(total)}`;
    const part = rows.length > shown ? `; the first ${number(shown)} are shown` : "";
    const claims = rows.length
      ? `${number(rows.length)}${all} claim${total === 1 ? "" : "s"}${part}.`
      : "No claim fits. Take away a word or a filter.";
    element("count").textContent = claims + (parts ? ` ${counted(parts, "part")} of the notebooks above.` : "");
    element("table").hidden = !rows.length;
    element("csv").disabled = !rows.length;
    element("more").hidden = rows.length <= shown;
    element("more").textContent = `Show ${number(Math.min(PAGE, rows.length - shown))} more`;
  }

  function showMore() {
    const body = element("table").tBodies[0];
    const first = shown;
    shown += PAGE;
    history.replaceState({ shown }, "", location.href);
    body.append(...rows.slice(first, shown).map(line));
    showCount();
    body.rows[first].querySelector("a").focus();
  }

  function showSections(all) {
    const words = wanted(state.q);
    const found = words.length
      ? sections.filter((part) => words.every((word) => plain(part.slice(0, 3).join("\n")).includes(word)))
      : [];
    parts = found.length;
    element("sections").hidden = !parts;
    element("sections-list").replaceChildren(...found.slice(0, all ? found.length : FEW).map((part) => excerpt(part, words)));
    element("all-sections").hidden = all || parts <= FEW;
    element("all-sections").textContent = `Show all ${counted(parts, "part")}`;
  }

  function excerpt([notebook, heading, text, href], words) {
    const made = make("li");
    made.append(make("a", `${notebook}: ${heading}`, { href: `../${href}` }));
    const place = Math.max(0, ...words.map((word) => text.toLowerCase().indexOf(word)));
    const start = Math.max(0, place - 60);
    const piece = text.slice(start, start + 180);
    if (piece) made.append(make("p", `${start ? "… " : ""}${piece}${start + 180 < text.length ? " …" : ""}`, { dir: "auto" }));
    return made;
  }

  function showBehind() {
    const figure = window.EXHIBITS?.[state.exhibit];
    element("behind").hidden = !figure;
    if (!figure) return;
    const all = make("a", state.mark === "" ? "Show all claims" : "Show all claims of the figure");
    all.href = state.mark === "" ? "#" : `#exhibit=${state.exhibit}`;
    const back = make("a", figure.title, { href: `../${figure.hrefs[0]}` });
    element("behind").replaceChildren(`Behind ${state.mark === "" ? "" : "one mark of "}the figure `, back, ". ", all, ".");
  }

  // Taking away: a link, or the rows as CSV with no cell that a spreadsheet would run.
  async function copyLink() {
    const address = element("address");
    address.value = location.href;
    try {
      await navigator.clipboard.writeText(location.href);
      element("copy").textContent = "Link copied";
      setTimeout(() => (element("copy").textContent = "Copy link to this view"), 3000);
    } catch {
      element("copied").hidden = false;
      address.select();
    }
  }

  function cell(value) {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function csv() {
    const head = "claim_id said_on source_id source group question_id answer wording wording_en outlet document_id note".split(" ");
    const body = rows.map((row) => [
      data.ids[row], day(row), source(row)[0], source(row)[1], VALUE.group(row), question(row)[0], answer(row),
      data.words[row], gloss(row), outlet(row)[1], document_(row)[0], note(row),
    ]);
    return [head, ...body].map((values) => values.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  function download() {
    const address = URL.createObjectURL(new Blob(["\ufeff", csv()], { type: "text/csv;charset=utf-8" }));
    make("a", "", { href: address, download: "claims.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function typed() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      state.q = element("q").value.trim();
      commit(!typing);
      typing = true;
    }, 150);
  }

  function picked(name) {
    typing = false;
    state[name] = element(name).value;
    commit(true);
  }

  function clear() {
    typing = false;
    state = Object.fromEntries(KEYS.map((name) => [name, ""]));
    for (const name of ["q", ...FILTERS, "sort"]) element(name).value = "";
    say("");
    commit(true);
    element("q").focus();
  }

  function start() {
    for (const name of [...FILTERS, "sort"]) element(name).addEventListener("change", () => picked(name));
    element("q").addEventListener("input", typed);
    element("q").addEventListener("change", () => (typing = false));
    element("filters").addEventListener("submit", (event) => event.preventDefault());
    element("clear").addEventListener("click", clear);
    element("copy").addEventListener("click", copyLink);
    element("csv").addEventListener("click", download);
    element("more").addEventListener("click", showMore);
    element("all-sections").addEventListener("click", () => showSections(true));
    window.addEventListener("popstate", () => ((typing = false), read(), render()));
    element("filters").hidden = element("found").hidden = false;
    read();
    element("more-filters").open = window.matchMedia("(min-width: 46rem)").matches;
    render();
  }

  start();
})();

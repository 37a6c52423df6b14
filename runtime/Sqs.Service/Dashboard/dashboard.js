"use strict";

// Everything that comes from the service is put into the page as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";
const REFRESH = 3000;
const MOST_BARS = 24;
const state = { key: "", older: [], next: null, watching: null, timer: 0, job: null, run: null };
const at = id => document.getElementById(id);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function drawn(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function say(text) {
  if (at("status").textContent !== text) at("status").textContent = text;
}

async function ask(path, options = {}) {
  const answer = await fetch(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${state.key}` } });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail || `the service answered ${answer.status}`);
}

const amounts = list => list.map(m => `${+m.amount.toFixed(4)} ${m.unit}`).join(", ");

function jobRow(job) {
  const row = element("tr");
  const open = element("button", job.job.slice(0, 12), { type: "button", class: "link", "aria-label": `Show job ${job.job}` });
  open.addEventListener("click", () => show(job.job, true));
  const first = element("th", undefined, { scope: "row" });
  first.append(open);
  row.append(first, element("td", job.name, { class: "name" }), element("td", job.backend), element("td", job.state, { class: job.state }),
    element("td", `${job.circuits - job.open_circuits.length} / ${job.circuits}`, { class: "number" }),
    element("td", amounts(job.charged.length ? job.charged : job.estimated) + (job.usage_final ? "" : " …"), { class: "number" }),
    element("td", new Date(job.created).toLocaleString()));
  return row;
}

// A table that did not change is left alone, so that a focused button keeps its focus.
function fill(body, rows, digest) {
  if (body.dataset.digest === digest) return;
  const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  body.replaceChildren(...rows());
  body.dataset.digest = digest;
  if (focused) body.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
}

async function refresh() {
  try {
    const [page, costs, shared] = await Promise.all([ask("v1/jobs?limit=50"), ask("v1/budgets"), ask("v1/runs?limit=50")].map(async a => (await a).json()));
    const jobs = [...new Map([...state.older, ...page.jobs].map(j => [j.job, j])).values()].sort((a, b) => (a.job < b.job ? 1 : -1));
    if (!state.older.length) state.next = page.next;
    fill(at("jobs"), () => jobs.map(jobRow), JSON.stringify(jobs));
    fill(at("balances"), () => costs.balances.map(b => {
      const row = element("tr");
      const number = value => element("td", value === null ? "no limit" : String(+value.toFixed(4)), { class: "number" });
      row.append(element("th", b.project, { scope: "row" }), element("td", b.unit), number(b.charged), number(b.reserved), number(b.budget));
      return row;
    }), JSON.stringify(costs));
    fill(at("runs"), () => shared.runs.map(runRow), JSON.stringify(shared.runs));
    at("run-list").hidden = shared.runs.length === 0;
    at("list").hidden = false;
    at("cost").hidden = costs.balances.length === 0;
    at("older").hidden = !state.next;
    const open = jobs.filter(j => !["Done", "Failed", "Cancelled", "LostRemote"].includes(j.state)).length;
    say(`${jobs.length}${state.next ? " newest" : ""} jobs, ${open} under way`);
  } catch (error) {
    say(`No answer: ${error.message}`);
  }
  clearTimeout(state.timer);
  state.timer = setTimeout(refresh, REFRESH);
}

function runRow(run) {
  const row = element("tr");
  const open = element("button", run.run, { type: "button", class: "link", "aria-label": `Show run ${run.run}` });
  open.addEventListener("click", () => showRun(run, true));
  const first = element("th", undefined, { scope: "row" });
  first.append(open);
  const figures = Object.entries(run.metrics).map(([name, value]) => `${name} ${+value.toPrecision(4)}`).join(", ");
  row.append(first, element("td", run.title, { class: "name" }), element("td", run.kind), element("td", run.backend), element("td", figures, { class: "name" }),
    element("td", new Date(run.created).toLocaleString()));
  return row;
}

async function showRun(run, focus) {
  state.run = run;
  at("run").hidden = false;
  at("run-title").textContent = `Run ${run.run}`;
  at("run-state").textContent = `${run.title} on ${run.backend}, ${run.jobs} programs, ${run.software}`;
  at("curves").replaceChildren();
  at("run-comparison").replaceChildren();
  at("noise").value = run.backend === "native" ? "ideal" : "snapshot";
  if (focus) at("run-title").focus();
  try {
    const { files } = await (await ask(`v1/runs/${run.run}/files`)).json();
    at("curves").replaceChildren(...Object.entries(files).filter(([name]) => name.endsWith(".svg")).map(([name, text]) => image(text, name)));
  } catch (error) {
    say(`No answer: ${error.message}`);
  }
}

// A picture in an image element runs no script and fetches nothing, whatever is in it.
function image(svg, caption) {
  const made = element("figure");
  const picture = element("img", undefined, { alt: caption });
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  picture.addEventListener("load", () => URL.revokeObjectURL(address));
  picture.src = address;
  made.append(picture, element("figcaption", caption));
  return made;
}

async function replay(path, noise, place, button) {
  button.disabled = true;
  place.replaceChildren(element("p", "Replaying …"));
  try {
    const answer = await ask(`${path}/replay`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ noise, maps: true }) });
    place.replaceChildren(...comparison(await answer.json()));
  } catch (error) {
    place.replaceChildren(element("p", `It cannot be replayed: ${error.message}`, { class: "Failed" }));
  }
  button.disabled = false;
}

function comparison(found) {
  const registers = found.comparisons.flatMap(c => c.registers.map(r => ({ ...r, of: c.name }))).sort((a, b) => a.p - b.p);
  const table = element("table");
  const head = element("tr");
  for (const [name, style] of [["Program", ""], ["Register", ""], ["Total variation", "number"], ["Fidelity", "number"], ["Chi-square", "number"], ["p", "number"], ["", ""]])
    head.append(element("th", name, { scope: "col", class: style }));
  table.append(element("caption", found.consistent
    ? `No difference between the recorded and the replayed registers (${found.tests} tests, noise ${found.noise})`
    : `${registers.filter(r => r.differs).length} of ${found.tests} registers differ from the replay (noise ${found.noise})`));
  table.append(head, ...registers.slice(0, 60).map(r => {
    const row = element("tr");
    const number = text => element("td", text, { class: "number" });
    row.append(element("th", r.of, { scope: "row", class: "name" }), element("td", r.name), number(r.totalVariation.toFixed(4)), number(r.hellingerFidelity.toFixed(4)),
      number(`${r.chiSquare.toFixed(1)} / ${r.degreesOfFreedom}`), number(r.p.toPrecision(2)), element("td", r.differs ? "differs" : "", { class: r.differs ? "Failed" : "" }));
    return row;
  }));
  const wide = element("div", undefined, { class: "wide" });
  wide.append(table);
  const sums = found.comparisons.map(c => element("p",
    `${c.name}: total variation ${c.totalVariation.toFixed(4)} (${c.totalVariationByChance.toFixed(4)} by chance), Hellinger fidelity ${c.hellingerFidelity.toFixed(4)}, ${c.recordedShots} recorded and ${c.replayedShots} replayed shots`));
  return [...sums.slice(0, 20), wide, ...(found.maps ?? []).map((map, i) => image(map, `Differences of spike rates: ${found.comparisons[i].name}`))];
}

async function older() {
  const page = await (await ask(state.next)).json();
  state.older.push(...page.jobs);
  state.next = page.next;
  await refresh();
}

async function show(id, focus) {
  state.watching?.abort();
  state.watching = new AbortController();
  const signal = state.watching.signal;
  at("job").hidden = false;
  at("job-title").textContent = `Job ${id}`;
  at("events").replaceChildren();
  at("plots").replaceChildren();
  at("job-comparison").replaceChildren();
  at("job-replay").hidden = true;
  state.job = id;
  if (focus) at("job-title").focus();
  history.replaceState(null, "", `?job=${id}`);
  try {
    await detail(id);
    await watch(id, signal);
    await detail(id);
    await results(id);
    at("job-replay").hidden = false;
  } catch (error) {
    if (!signal.aborted) say(`No answer: ${error.message}`);
  }
}

async function detail(id) {
  const job = await (await ask(`v1/jobs/${id}`)).json();
  at("job-state").textContent = `${job.name} on ${job.backend}: ${job.state}`;
  at("job-state").className = job.state;
  at("job-errors").replaceChildren(...job.errors.map(e => element("li", [e.code, e.message, e.remedy].filter(Boolean).join(": "))));
}

// Server-sent events over fetch: the key travels in a header and not in an address.
async function watch(id, signal) {
  const answer = await ask(`v1/jobs/${id}/events`, { headers: { Accept: "text/event-stream" }, signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map(line => { const colon = line.indexOf(": "); return [line.slice(0, colon), line.slice(colon + 2)]; }));
      if (fields.event === "end") return;
      if (fields.event !== "job") continue;
      const happened = JSON.parse(fields.data);
      const item = element("li");
      item.append(element("time", new Date(happened.at).toLocaleTimeString(), { datetime: happened.at }), ` part ${happened.part}: ${happened.text}`);
      at("events").append(item);
    }
  }
}

async function results(id) {
  const document = await (await ask(`v1/jobs/${id}/results`)).json();
  for (const circuit of document.results ?? [document]) {
    if (!circuit.counts) continue;
    const names = circuit.registers.map(r => r.name);
    const raster = spikes(circuit);
    if (raster) at("plots").append(figure(raster, `Circuit ${circuit.circuit}: share of shots with a spike, a row a neuron, a column a step`));
    at("plots").append(figure(bars(circuit), `Circuit ${circuit.circuit}: ${names.join(" ")}, ${circuit.shots} shots`));
  }
}

function figure(picture, caption) {
  const made = element("figure");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", caption);
  made.append(picture, element("figcaption", caption));
  return made;
}

function bars(circuit) {
  const all = Object.entries(circuit.counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = all.slice(0, MOST_BARS);
  const label = Math.max(...shown.map(([record]) => record.length)) * 7.5 + 8;
  const picture = drawn("svg", { viewBox: `0 0 ${label + 360} ${shown.length * 20 + (all.length > shown.length ? 20 : 0)}`, width: label + 360 });
  shown.forEach(([record, count], row) => {
    picture.append(drawn("text", { x: 0, y: row * 20 + 14 }, record),
      drawn("rect", { class: "bar", x: label, y: row * 20 + 3, height: 14, width: 280 * count / shown[0][1] }),
      drawn("text", { x: label + 284 * count / shown[0][1] + 4, y: row * 20 + 14 }, count));
  });
  if (all.length > shown.length) picture.append(drawn("text", { x: 0, y: shown.length * 20 + 14 }, `and ${all.length - shown.length} more`));
  return picture;
}

// Registers of spikes are named s_POPULATION_tSTEP; bit n is neuron n. A key prints registers in order, bit 0 rightmost.
function spikes(circuit) {
  const columns = circuit.registers.map((r, place) => ({ place, size: r.size, match: /^s_(.+)_t(\d+)$/.exec(r.name) })).filter(c => c.match);
  if (!columns.length) return null;
  const rows = [...new Map(columns.map(c => [c.match[1], c.size]))].flatMap(([name, size]) => Array.from({ length: size }, (_, n) => ({ name, n })));
  const steps = Math.max(...columns.map(c => +c.match[2])) + 1;
  const label = Math.max(...rows.map(r => `${r.name}[${r.n}]`.length)) * 7.5 + 8;
  const picture = drawn("svg", { viewBox: `0 0 ${label + steps * 24} ${rows.length * 22}`, width: label + steps * 24 });
  rows.forEach((row, line) => {
    picture.append(drawn("text", { x: 0, y: line * 22 + 15 }, `${row.name}[${row.n}]`));
    for (const column of columns.filter(c => c.match[1] === row.name)) {
      let spikes = 0;
      for (const [record, count] of Object.entries(circuit.counts)) {
        const bits = record.split(" ")[column.place];
        if (bits[bits.length - 1 - row.n] === "1") spikes += count;
      }
      const share = spikes / circuit.shots;
      const cell = drawn("rect", { class: "cell", x: label + column.match[2] * 24, y: line * 22 + 1, width: 22, height: 20, "fill-opacity": share.toFixed(3) });
      cell.append(drawn("title", {}, `${row.name}[${row.n}], step ${column.match[2]}: ${(100 * share).toFixed(1)} %`));
      picture.append(cell);
    }
  });
  return picture;
}

function enter(key) {
  state.key = key.trim();
  state.older = [];
  sessionStorage.setItem("sqs-key", state.key);
  refresh();
  const job = new URLSearchParams(location.search).get("job");
  if (/^[0-9a-f]{32}$/.test(job ?? "")) show(job, false);
  const run = new URLSearchParams(location.search).get("run");
  if (/^[0-9A-Za-z-]{1,100}$/.test(run ?? "")) ask(`v1/runs/${run}`).then(a => a.json()).then(async r => {
    await showRun({ ...r, jobs: r.jobs.length }, false);
    // A link may ask for the replay too, for instance in a report.
    const noise = new URLSearchParams(location.search).get("replay");
    if (!noise) return;
    at("noise").value = noise;
    at("run-replay").click();
  }).catch(error => say(`No answer: ${error.message}`));
}

at("entrance").addEventListener("submit", event => { event.preventDefault(); enter(at("key").value); at("key").value = ""; });
at("job-replay").addEventListener("click", () => replay(`v1/jobs/${state.job}`, "snapshot", at("job-comparison"), at("job-replay")));
at("run-replay").addEventListener("click", () => replay(`v1/runs/${state.run.run}`, at("noise").value, at("run-comparison"), at("run-replay")));
at("older").addEventListener("click", () => older().catch(error => say(`No answer: ${error.message}`)));

// A link may carry the key behind '#', which a browser does not send; it is taken out of the address at once.
const fragment = /^#key=(sqs_[0-9a-f]+_[0-9a-f]+)$/.exec(location.hash)?.[1];
if (fragment) history.replaceState(null, "", location.pathname + location.search);
if (fragment ?? sessionStorage.getItem("sqs-key")) enter(fragment ?? sessionStorage.getItem("sqs-key"));

// Draws the charts of the overview from the table in the page, and puts what changes into the page anew every ten
// seconds. Without this script the page shows the same as numbers, and a link makes it again.
"use strict";

(() => {
  const region = document.getElementById("now");
  if (!region) return;

  const seconds = 10;
  // The colour of problems is for errors alone.
  const lines = ["--accent", "--violet", "--good", "--warn"];
  // These series are drawn on a scale of their own, at the right.
  const apart = ["oldest"];
  let charts = [];
  let timer = 0;

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const two = number => String(number).padStart(2, "0");

  function clock(seconds) {
    const time = new Date(seconds * 1000);
    return `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
  }

  // The minutes of the table, the oldest first, without the one that is not over.
  function read(table) {
    const rows = [...table.tBodies[0].rows].filter(row => !row.hasAttribute("data-running")).reverse();
    const columns = new Map();
    [...table.tHead.rows[0].cells].forEach((head, index) => {
      if (!head.dataset.series) return;
      const values = rows.map(row => row.cells[index].textContent.trim());
      columns.set(head.dataset.series, { label: head.textContent, values: values.map(text => text === "" ? null : Number(text)) });
    });
    return { times: rows.map(row => Date.parse(row.querySelector("time").dateTime) / 1000), columns };
  }

  function axis(scale, isRight) {
    return {
      scale, side: isRight ? 1 : 3, size: 44, font: "12px system-ui, sans-serif",
      stroke: colour("--soft"), grid: { show: !isRight, stroke: colour("--line"), width: 1 }, ticks: { show: false },
    };
  }

  function draw(figure, minutes) {
    const names = figure.dataset.chart.split(" ").filter(name => minutes.columns.has(name));
    const plot = document.createElement("div");
    plot.className = "plot";
    // The numbers and the table say the same to whoever does not see the chart.
    plot.setAttribute("aria-hidden", "true");
    figure.querySelector("figcaption").after(plot);
    if (minutes.times.length < 2) {
      plot.textContent = "The line begins after two full minutes.";
      charts.push({ chart: null, plot });
      return;
    }
    const range = (_, __, max) => [0, Math.max(1, (max ?? 1) * 1.1)];
    const options = {
      width: plot.clientWidth, height: 150,
      cursor: { drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { time: true }, y: { range }, right: { range } },
      axes: [
        {
          size: 28, stroke: colour("--soft"), font: "12px system-ui, sans-serif", grid: { show: false },
          ticks: { show: false }, values: (_, times) => times.map(clock),
        },
        axis("y", false),
        ...names.some(name => apart.includes(name)) ? [axis("right", true)] : [],
      ],
      series: [
        { label: "UTC", value: (_, time) => time === null ? "--" : clock(time) },
        ...names.map((name, index) => ({
          label: minutes.columns.get(name).label, scale: apart.includes(name) ? "right" : "y",
          stroke: colour(name === "errors" ? "--alert" : lines[index]), width: 2, points: { show: true, size: 3 },
          value: (_, value) => value === null ? "--" : String(value),
        })),
      ],
    };
    const chart = new uPlot(options, [minutes.times, ...names.map(name => minutes.columns.get(name).values)], plot);
    charts.push({ chart, plot });
  }

  function drawAll() {
    for (const { chart, plot } of charts) { chart?.destroy(); plot.remove(); }
    charts = [];
    const table = region.querySelector("table[data-minutes]");
    if (!table || typeof uPlot === "undefined") return;
    const minutes = read(table);
    for (const figure of region.querySelectorAll("figure[data-chart]")) draw(figure, minutes);
  }

  // Whoever reads with the keyboard or has marked something is not interrupted.
  const isInUse = () => document.hidden || region.contains(document.activeElement)
    || (window.getSelection()?.isCollapsed === false && region.contains(window.getSelection().anchorNode));

  async function refresh() {
    if (isInUse()) return;
    try {
      const answer = await fetch(region.dataset.live, { cache: "no-store", credentials: "same-origin" });
      if (!answer.ok) return stop(`Live refresh ended: the adapter answered ${answer.status}. Load the page again.`);
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      const open = [...region.querySelectorAll("details[open][id]")].map(details => details.id);
      charts = [];
      region.replaceChildren(...made.body.childNodes);
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      drawAll();
      note.textContent = "";
    } catch {
      note.textContent = "The adapter cannot be reached; what is shown is old.";
    }
  }

  function start() {
    timer = window.setInterval(refresh, seconds * 1000);
    toggle.setAttribute("aria-pressed", "true");
    note.textContent = "";
  }

  function stop(why) {
    window.clearInterval(timer);
    timer = 0;
    toggle.setAttribute("aria-pressed", "false");
    note.textContent = why;
  }

  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "quiet";
  toggle.dataset.testid = "live";
  toggle.textContent = "Live refresh";
  toggle.addEventListener("click", () => timer ? stop("Live refresh is off.") : start());
  const note = document.createElement("span");
  note.setAttribute("role", "status");
  const bar = document.createElement("p");
  bar.className = "live hint";
  bar.append(toggle, " ", note);
  region.before(bar);

  let width = 0;
  new ResizeObserver(entries => {
    const now = Math.round(entries[0].contentRect.width);
    if (now !== width) { width = now; drawAll(); }
  }).observe(region);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  start();
})();

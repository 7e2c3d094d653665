/** How the page looks: light and dark, wide and narrow, on paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --card: #f6f7f9; --ink: #1b1f24; --soft: #57606a; --line: #d5dae0; --link: #0b5cad;
  --bad: #b3261e; --warn: #8a5300; --good: #1a6b34; --info: #0b5cad; --calm: #57606a; --mark: #fff3c4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1318; --card: #181e25; --ink: #e6eaef; --soft: #9aa5b1; --line: #303a45; --link: #79b8ff;
    --bad: #ff8f85; --warn: #f0b95b; --good: #6fd08c; --info: #79b8ff; --calm: #9aa5b1; --mark: #4a3d10;
  }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 72rem; padding: 1.5rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
.text { unicode-bidi: isolate; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.1rem); line-height: 1.2; letter-spacing: -0.01em; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.25rem 0 0.75rem; }
h3 { font-size: 0.95rem; margin: 1.5rem 0 0.25rem; padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
ol, ul { list-style: none; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, summary:focus-visible, input:focus-visible, [tabindex="0"]:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px;
}
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--paper); padding: 0.5rem 1rem; border: 1px solid; }
.skip:focus { top: 0.5rem; }

.eyebrow { color: var(--soft); margin-bottom: 0.25rem; }
.summary { font-size: 1.1rem; max-width: 60rem; margin-top: 0.6rem; }
.place { color: var(--soft); margin-top: 0.4rem; font-size: 0.9rem; }
.pill {
  display: inline-block; font-size: 0.8rem; line-height: 1.5; padding: 0 0.55em; border-radius: 1em;
  border: 1px solid; color: var(--calm); white-space: nowrap;
}
.pill-open, .pill-critical { color: var(--bad); }
.pill-recovering, .pill-warning, .pill-held { color: var(--warn); }
.pill-resolved, .pill-rolled-back { color: var(--good); }

.durations { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 0.75rem; margin-top: 1.25rem; }
.durations > div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.6rem 0.8rem; }
.durations dt { color: var(--soft); font-size: 0.85rem; }
.durations strong { display: block; font-size: 1.35rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.meaning { display: block; color: var(--soft); font-size: 0.8rem; line-height: 1.35; }

.scroll { overflow-x: auto; }
.picture svg { display: block; width: 100%; min-width: 46rem; height: auto; }
table { border-collapse: collapse; width: 100%; min-width: 52rem; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; font-size: 0.85rem; white-space: nowrap; }
tbody th { font-weight: 600; min-width: 12rem; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }

.filters { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem; }
.filters fieldset { border: 0; min-width: 0; margin-bottom: 0.5rem; }
.filters legend { float: left; width: 6.5rem; color: var(--soft); font-size: 0.9rem; padding: 0.2rem 0; }
.choices { display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; }
.choice { display: inline-flex; align-items: center; gap: 0.4rem; padding: 0.2rem 0; font-size: 0.95rem; }
.choice input { margin: 0; width: 1.05rem; height: 1.05rem; accent-color: var(--info); }
.choice .number { color: var(--soft); font-size: 0.85rem; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; }
.tools button {
  font: inherit; font-size: 0.9rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line);
  border-radius: 6px; padding: 0.25rem 0.75rem; cursor: pointer;
}
.tools button:hover { border-color: var(--soft); }
.tools output { color: var(--soft); font-size: 0.9rem; }

.entry {
  display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0 1rem; padding: 0.55rem 0.5rem;
  border-bottom: 1px solid var(--line);
}
.entry:target { background: var(--mark); }
.when { font-variant-numeric: tabular-nums; white-space: nowrap; }
.when a { color: inherit; text-decoration: none; }
.when a:hover { text-decoration: underline; }
.elapsed { display: block; color: var(--soft); font-size: 0.85rem; }
.changing .entry { grid-template-columns: 10rem minmax(0, 1fr); }
.kind { font-weight: 650; white-space: nowrap; color: var(--calm); margin-right: 0.15rem; }
.sign-stop, .sign-failed { color: var(--bad); }
.sign-diagnosis, .sign-correction { color: var(--warn); }
.sign-alert, .sign-action, .sign-verification, .sign-schedule { color: var(--info); }
.sign-recovery, .sign-closed, .sign-completed { color: var(--good); }
.sign-rolled-back { color: var(--warn); }
.is-normal .sign-stop { color: var(--calm); }
.is-noise .what { color: var(--soft); }
.is-key .title > .text:not(.aside) { font-weight: 550; }
.aside, .more, .incident { color: var(--soft); }
.more { font-style: italic; font-size: 0.92rem; }
.incident { font-size: 0.85rem; border: 1px solid var(--line); border-radius: 4px; padding: 0 0.3em; }
.quote {
  margin: 0.3rem 0; padding: 0.3rem 0.7rem; border-left: 3px solid var(--warn); background: var(--card);
  font: 0.88rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
details { font-size: 0.9rem; }
summary { color: var(--soft); cursor: pointer; width: fit-content; max-width: 100%; padding: 0.1rem 0; }
.lines { margin: 0.3rem 0; padding: 0.5rem 0.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
.lines li { font: 0.86rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
.lines li + li { margin-top: 0.25rem; }
.facts { color: var(--soft); font-size: 0.85rem; margin: 0.25rem 0; }
.facts > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0.5rem; }
footer { margin-top: 2.5rem; color: var(--soft); font-size: 0.85rem; }

@media (max-width: 44rem) {
  body { padding: 1rem 0.9rem 2rem; }
  .durations { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem; }
  .durations > div:last-child { grid-column: 1 / -1; }
  .entry, .changing .entry { grid-template-columns: minmax(0, 1fr); padding: 0.6rem 0; }
  .elapsed { display: inline; margin-left: 0.5rem; }
  .filters legend { float: none; width: 100%; }
  .choice { padding: 0.35rem 0; }
}
@media print {
  :root {
    --paper: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb; --link: #000000;
    --bad: #8c1d18; --warn: #6b4200; --good: #14532d; --info: #0b3d77; --calm: #444444; --mark: #ffffff;
  }
  @page { margin: 14mm 12mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  .skip, .filters, .facts { display: none; }
  .picture svg, table { min-width: 0; }
  .scroll { overflow: visible; }
  .entry { padding: 0.3rem 0; }
  .entry, .durations, .picture, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; }
  summary { list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

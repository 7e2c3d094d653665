/** Filters, links to what a filter hides, and evidence opened for paper. Makes no markup of any text. */
export const PAGE_SCRIPT = `
'use strict';
(() => {
  const form = document.getElementById('filters');
  if (form === null) return;
  const everything = document.getElementById('everything');
  const evidence = document.getElementById('evidence');
  const shown = document.getElementById('shown');
  const entries = [...document.querySelectorAll('li.entry')];
  const chapters = [...document.querySelectorAll('section.chapter')];
  const details = [...document.querySelectorAll('li.entry details')];
  const levels = ['key', 'normal', 'noise'];
  const boxes = [...form.querySelectorAll('input[type=checkbox]')];
  const radios = [...form.querySelectorAll('input[type=radio]')];

  const apply = () => {
    const level = levels.indexOf((radios.find((radio) => radio.checked) ?? radios[2]).value);
    const types = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let count = 0;
    for (const entry of entries) {
      entry.hidden = levels.indexOf(entry.dataset.importance) > level || !types.has(entry.dataset.type);
      if (!entry.hidden) count += 1;
    }
    for (const chapter of chapters) chapter.hidden = chapter.querySelector('li.entry:not([hidden])') === null;
    shown.textContent = count === entries.length ? 'All ' + count + ' entries' : count + ' of ' + entries.length + ' entries';
  };
  const showEverything = () => {
    for (const box of boxes) box.checked = true;
    for (const radio of radios) radio.checked = radio.value === 'noise';
    apply();
  };
  const openAll = (open) => {
    for (const one of details) one.open = open;
    evidence.setAttribute('aria-pressed', String(open));
    evidence.textContent = open ? 'Close all evidence' : 'Open all evidence';
  };
  const goToLink = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target === null || !entries.includes(target)) return;
    if (target.hidden) showEverything();
    for (const one of target.querySelectorAll('details')) one.open = true;
    target.scrollIntoView({ block: 'center' });
  };

  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  everything.addEventListener('click', showEverything);
  evidence.addEventListener('click', () => openAll(evidence.getAttribute('aria-pressed') !== 'true'));
  addEventListener('hashchange', goToLink);
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = details.filter((one) => !one.open);
    for (const one of closed) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of closed) one.open = false;
  });

  form.hidden = false;
  apply();
  goToLink();
})();
`;

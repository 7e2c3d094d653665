// Loaded into every function before its code: a clock that the test can set, a note of the process for `kill -9`, and
// the way to Slack, which leads to the test's server.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.env.FUNCTION_WORLD_FOLDER;
const name = process.env.AWS_LAMBDA_FUNCTION_NAME;
if (folder !== undefined && name !== undefined) writeFileSync(join(folder, 'processes', `${name}.${process.pid}`), '');

const RealDate = Date;
let ahead = 0;
let readAt = Number.NEGATIVE_INFINITY;

/** Milliseconds since 1970, by the test's clock; a change of it is seen after 20 ms at the latest. */
function now() {
  if (folder !== undefined && performance.now() - readAt > 20) {
    readAt = performance.now();
    ahead = Number(readFileSync(join(folder, 'clock-ahead'), 'utf8'));
  }
  return RealDate.now() + ahead;
}

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (date, values, target) => Reflect.construct(date, values.length === 0 ? [now()] : values, target),
  get: (date, key) => (key === 'now' ? now : Reflect.get(date, key)),
});

const slack = process.env.FUNCTION_WORLD_SLACK;
const realFetch = globalThis.fetch;
globalThis.fetch = (address, options) =>
  realFetch(String(address).replace(/^https:\/\/(hooks\.)?slack\.com(?=\/)/, slack), options);

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  roots: ['<rootDir>/test/browser'],
  testMatch: ['**/*.browser.ts'],
  globalSetup: '<rootDir>/test/browser/provide-chromium.ts',
  maxWorkers: 1,
  testTimeout: 60_000,
};

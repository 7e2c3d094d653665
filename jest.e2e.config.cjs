// Tests run on the oldest Node.js that is supported; the SDK warns of it in every process.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  roots: ['<rootDir>/test/end-to-end/emulator'],
  testMatch: ['**/*.e2e.ts'],
  globalSetup: '<rootDir>/test/end-to-end/emulator/package-stack.ts',
  globalTeardown: '<rootDir>/test/end-to-end/emulator/remove-package.ts',
  // Each file has an emulator of its own, and its times are told: one after the other.
  maxWorkers: 1,
  testTimeout: 120_000,
};

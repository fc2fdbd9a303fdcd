import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

/** The managed identity client keeps its source and its tokens for the life of a process. */
const aloneInTheirProcess = ['test/rehearsal/entra/**/*.test.ts', 'test/adapters/teams/managed-identity.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/setup/authority.ts', 'test/setup/real-redis.ts'],
    setupFiles: ['test/setup/one-seed.ts'],
    // Other cases in every run, the same ones in a run; a failure names its seed.
    env: { PROPERTY_SEED: process.env.PROPERTY_SEED ?? String(randomInt(2 ** 31)) },
    pool: 'forks',
    // Some wait for real time, so that two processors are kept busy by three.
    maxWorkers: 3,
    // Some play whole platforms with real processes, browsers and ports of a machine that others use too.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A busy machine is slow, and that is not what is tested.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        // Loading Azure's clients anew for each file would take longer than all the tests together.
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: aloneInTheirProcess, isolate: false },
      },
      { extends: true, test: { name: 'alone', include: aloneInTheirProcess } },
    ],
  },
});

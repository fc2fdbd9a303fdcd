import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Forked, not threads: a process of its own reads NODE_EXTRA_CA_CERTS, which the set-up makes.
    pool: 'forks',
    globalSetup: ['test/setup/authority.ts', 'test/setup/real-redis.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});

import { spawnSync } from 'node:child_process';

/** `npm run test:kill -- 500`: as many kills as wanted. KILL_SEED repeats the choices of an earlier run, not its timing. */
const kills = Number(process.argv[2] ?? 500);
if (!Number.isInteger(kills) || kills < 1) {
  process.stderr.write('How many kills? A whole number, e.g. npm run test:kill -- 500\n');
  process.exit(1);
}

const { status } = spawnSync('npx', ['vitest', 'run', 'test/kill/kill.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, KILL_TIMES: `${kills}` },
});
process.exit(status ?? 1);

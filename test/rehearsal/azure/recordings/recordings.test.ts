import { beforeAll, describe, expect, test } from 'vitest';
import { knownDifferences } from '../../../../rehearsal/azure/known-differences.ts';
import { recordedPairs } from './archives.ts';
import { backupCalls } from './backup-calls.ts';
import { computeCalls } from './compute-calls.ts';
import { comparedIn, differencesOf } from './differences.ts';
import { passiveStampCalls } from './passive-stamp-calls.ts';
import { siteRecoveryCalls } from './site-recovery-calls.ts';
import { throttledCalls } from './throttled-calls.ts';
import { learnTraffic, type Traffic } from './traffic.ts';
import { unmanagedCalls } from './unmanaged-calls.ts';
import { foreign, isForeign, unplayed, unplayedIn } from './unplayed.ts';
import { vaultCalls } from './vault-calls.ts';

const pairs = recordedPairs();
/** What was reached: it may grow, and must not shrink unnoticed. */
const FEWEST = { operations: 110, situations: 117, fields: 4200 };

describe.skipIf(pairs === undefined)('beside real traffic', () => {
  const recorded = learnTraffic(pairs ?? [], isForeign);
  let own: Traffic;

  beforeAll(async () => {
    const families = [
      vaultCalls,
      backupCalls,
      passiveStampCalls,
      throttledCalls,
      siteRecoveryCalls,
      unmanagedCalls,
      computeCalls,
    ];
    const answers = await Promise.all(families.map((calls) => calls()));
    own = learnTraffic(answers.flat(), () => false);
  });

  test('the rehearsal answers as Azure did, but for the differences that are known', () => {
    const known = knownDifferences.map(({ operation, difference }) => `${operation} ${difference}`);

    expect(differencesOf(recorded, own)).toEqual(known.sort());
  });

  test('no operation has dropped out of the comparison', () => {
    const compared = comparedIn(recorded, own);
    const { operations, situations, fields } = compared;

    process.stdout.write(
      `Compared with ${pairs?.length} recorded calls: ${operations} operations in ${situations} situations, ${fields} fields.\n`,
    );
    for (const [what, fewest] of Object.entries(FEWEST)) {
      expect(compared[what as keyof typeof FEWEST], what).toBeGreaterThanOrEqual(fewest);
    }
  });

  test('what was recorded and is not played is known, with the reason', () => {
    expect(unplayedIn(pairs ?? [])).toEqual(Object.keys(unplayed).sort());
  });

  test('what is passed over as foreign was recorded', () => {
    const all = JSON.stringify(pairs);

    expect(Object.keys(foreign).filter((mark) => !all.includes(mark))).toEqual([]);
  });
});

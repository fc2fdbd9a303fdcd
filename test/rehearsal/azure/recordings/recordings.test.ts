import { test } from 'vitest';
import { recordedPairs } from './archives.ts';
import { comparedFields, differencesOf } from './differences.ts';
import { learnTraffic } from './traffic.ts';
import { vaultCalls } from './vault-calls.ts';
import { computeCalls } from './compute-calls.ts';
import { siteRecoveryCalls } from './site-recovery-calls.ts';
import { backupCalls, throttledCalls, passiveStampCalls } from './backup-calls.ts';

test('try', async () => {
  const pairs = recordedPairs() ?? [];
  const recorded = learnTraffic(pairs, (i) => /"InMageRcm|AzureWorkload/.test(JSON.stringify(i)));
  const own = learnTraffic((await Promise.all([vaultCalls(), backupCalls(), passiveStampCalls(), siteRecoveryCalls(), computeCalls(), throttledCalls()])).flat(), () => false);
  console.log(differencesOf(recorded, own).join('\n'));
  console.log(pairs.length, own.size, recorded.size, comparedFields(recorded, own));
});

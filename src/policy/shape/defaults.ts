import { z } from 'zod';
import type { Defaults } from '../policy.ts';
import { duration } from './durations.ts';
import { count, guid, region } from './fields.ts';
import { list, mapping } from './structures.ts';

const day = 86_400;
const off = z.literal('off', { error: 'off' }).transform(() => 0);

const appConsistentEvery = z.union([duration('1h', '12h'), off], { error: 'off, or a duration from 1h to 12h' });

export const defaults = mapping({
  subscription: guid.optional(),
  'source-region': region.optional(),
  'target-region': region.optional(),
  retention: duration('1h', '15d').default(day),
  'app-consistent-every': appConsistentEvery.default(day / 6),
  'copy-to': list(region, { what: 'regions', most: 10 }).default([]),
  'vms-at-once': count(1, 100).default(5),
  'stop-after-failures': count(1, 1000).default(3),
}).transform((written, context): Defaults => {
  const { subscription, 'source-region': sourceRegion, 'target-region': targetRegion } = written;
  if (sourceRegion && sourceRegion === targetRegion) {
    context.addIssue({ code: 'custom', path: ['target-region'], message: 'another region than source-region' });
    return z.NEVER;
  }
  return {
    ...(subscription && { subscription }),
    ...(sourceRegion && { sourceRegion }),
    ...(targetRegion && { targetRegion }),
    retentionSeconds: written.retention,
    appConsistentEverySeconds: written['app-consistent-every'],
    copyTo: written['copy-to'],
    vmsAtOnce: written['vms-at-once'],
    stopAfterFailures: written['stop-after-failures'],
  };
});

import { type Area, type Policy, specialGrants } from '../../src/policy/policy.ts';
import { everything, gives, samplePolicy } from '../sample/policy.ts';

const everywhere: readonly Area[] = ['recovery', 'backup', 'copies'];
const all = ['ana', 'cleo', 'rob'];

/** Ana asks, Cleo and Rob agree; all three may do everything in every area. */
export const benchPolicy: Policy = samplePolicy({
  applications: [],
  grants: all.flatMap((who) => [
    {
      ...gives(who, 'contributor', everything),
      gives: { kind: 'level' as const, level: 'contributor' as const, areas: everywhere },
    },
    { ...gives(who, 'contributor', everything), gives: { kind: 'special' as const, grants: specialGrants } },
  ]),
});

import type { Policy } from '../../policy/policy.ts';
import { inWords } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import { named } from './named.ts';
import type { Foundation } from './order.ts';
import type { Scene } from './scene.ts';
import type { ProtectWanted } from './wanted.ts';

interface Settings {
  readonly retentionMinutes: number;
  readonly appConsistentEveryMinutes: number;
  readonly multiVmConsistency: boolean;
}

export interface ChosenPolicy extends Settings {
  readonly id: string;
  readonly foundations: readonly Foundation[];
  readonly checks: readonly Check[];
}

/** The one that was named; else one with these settings; else a new one, whose name tells them. */
export const choosePolicy = (wanted: ProtectWanted, { policies, vault }: Scene, policy: Policy): ChosenPolicy => {
  const settings = settingsOf(wanted, policy);
  if (wanted.policy !== undefined) return namedPolicy(wanted, wanted.policy, policies);
  const same = policies.find((each) => fits(each, settings));
  if (same) return { ...same, foundations: [], checks: [] };
  const id = `${vault.id}/replicationPolicies/${nameOf(settings)}`;
  return { id, ...settings, foundations: [{ kind: 'policy', id, ...settings }], checks: [] };
};

const settingsOf = (wanted: ProtectWanted, { defaults }: Policy): Settings => ({
  retentionMinutes: wanted.retentionMinutes ?? Math.round(defaults.retentionSeconds / 60),
  appConsistentEveryMinutes: wanted.appConsistentEveryMinutes ?? Math.round(defaults.appConsistentEverySeconds / 60),
  multiVmConsistency: wanted.group !== undefined,
});

const fits = (policy: Settings, wanted: Settings): boolean =>
  policy.retentionMinutes === wanted.retentionMinutes &&
  policy.appConsistentEveryMinutes === wanted.appConsistentEveryMinutes &&
  (policy.multiVmConsistency || !wanted.multiVmConsistency);

const hours = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`);

const nameOf = ({ retentionMinutes, appConsistentEveryMinutes, multiVmConsistency }: Settings): string => {
  const snapshots = appConsistentEveryMinutes === 0 ? 'no-app' : `app-${hours(appConsistentEveryMinutes)}`;
  return `retention-${hours(retentionMinutes)}-${snapshots}${multiVmConsistency ? '-groups' : ''}`;
};

const namedPolicy = (wanted: ProtectWanted, typed: string, policies: Scene['policies']): ChosenPolicy => {
  const [found] = named(policies, typed);
  const none = { retentionMinutes: 0, appConsistentEveryMinutes: 0, multiVmConsistency: false };
  if (!found) {
    const names = policies.map(({ name }) => name).join(', ');
    const why = `The vault has no policy ${typed}.${names ? ` It has ${names}.` : ''}`;
    return { id: '', ...none, foundations: [], checks: [block(why, 'Make it: replication-policy create')] };
  }
  const why = contradiction(wanted, found);
  const fix = 'Leave --policy out, or what contradicts it.';
  return { ...found, foundations: [], checks: why ? [block(why, fix)] : [] };
};

const contradiction = (wanted: ProtectWanted, policy: Scene['policies'][number]): string | undefined => {
  const { retentionMinutes = policy.retentionMinutes, appConsistentEveryMinutes = policy.appConsistentEveryMinutes } =
    wanted;
  if (wanted.group !== undefined && !policy.multiVmConsistency)
    return `${policy.name} has no multi-VM consistency, which the group ${wanted.group} needs.`;
  if (retentionMinutes !== policy.retentionMinutes)
    return `${policy.name} keeps recovery points ${inWords(policy.retentionMinutes * 60)}, not ${inWords(retentionMinutes * 60)}.`;
  if (appConsistentEveryMinutes !== policy.appConsistentEveryMinutes)
    return `${policy.name} makes app-consistent snapshots ${everyInWords(policy.appConsistentEveryMinutes)}, not ${everyInWords(appConsistentEveryMinutes)}.`;
  return undefined;
};

export const everyInWords = (minutes: number): string => (minutes === 0 ? 'never' : `every ${inWords(minutes * 60)}`);

const block = (why: string, fix: string): Check => ({ outcome: 'block', subject: 'replication policy', why, fix });

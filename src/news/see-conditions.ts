import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import { attempt, listIn } from '../protection/attempt.ts';
import { type Rpo, rpoOf } from '../protection/objective.ts';
import { healthChanged, rpoChanged } from '../views/news.ts';
import { type About, aboutTargets } from './hearers.ts';
import type { Sighting } from './sighting.ts';

interface Seeing {
  readonly readers: Readers;
  readonly policy: Policy;
  readonly now: Date;
}

/** How well the replicated machines are, and whether they keep their objectives. */
export const seeConditions = async ({ readers, policy, now }: Seeing): Promise<readonly Sighting[]> => {
  const items = listIn(await attempt('Site Recovery', readers.recovery.items('shared')));
  return items.flatMap((item) => {
    const owner = policy.applications.find(({ vms }) => vms.includes(item.vmId.toLowerCase()));
    const about = aboutItem(item, policy);
    const rpo = rpoOf(item, owner?.rpoSeconds, now);
    return [health(item, about), ...(rpo?.objectiveSeconds === undefined ? [] : [objective(item, rpo, about, now)])];
  });
};

const aboutItem = (item: ProtectedItem, policy: Policy): About => {
  const about = aboutTargets(
    [
      { kind: 'vm', name: item.vmName, where: '', resources: [item.vmId] },
      { kind: 'vault', name: item.vaultId, where: '', resources: [item.vaultId] },
    ],
    policy,
  );
  return { ...about, subjects: [...about.subjects, `region:${item.sourceRegion}`, `region:${item.targetRegion}`] };
};

const condition = { ended: true, kind: 'condition' } as const;

const health = (item: ProtectedItem, about: About): Sighting => ({
  ...condition,
  key: `health:${item.vmId.toLowerCase()}`,
  title: `health of ${item.vmName}`,
  about,
  state: item.health,
  event: 'health',
  card: healthChanged(item),
});

const objective = (item: ProtectedItem, rpo: Rpo, about: About, now: Date): Sighting => ({
  ...condition,
  key: `rpo:${item.vmId.toLowerCase()}`,
  title: `recovery objective of ${item.vmName}`,
  about,
  state: rpo.overSince ? 'over' : 'kept',
  event: 'rpo',
  card: rpoChanged(item.vmName, rpo, now),
});

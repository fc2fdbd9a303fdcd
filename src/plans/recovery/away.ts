import type { PlanContext } from '../../definitions/command.ts';
import { attempt, listIn } from '../../protection/attempt.ts';
import { sameId } from '../../protection/resource-id.ts';
import { idsOf } from '../../protection/standing.ts';
import { blocked, passed, warning } from '../../readiness/checks.ts';
import { regionTitle } from '../../views/region-title.ts';
import type { Check } from '../plan.ts';
import type { Machine, Moving } from './machines.ts';

interface OneWay {
  readonly going: readonly Machine[];
  readonly checks: readonly Check[];
}

/** Only what runs away from home can be failed back. Of several machines those at home stay, which everybody sees. */
export const goingHome = async (moving: Moving, able: readonly Machine[], context: PlanContext): Promise<OneWay> => {
  const { target, plan } = moving;
  const isAway = await whoIsAway(context);
  const away = able.filter(isAway);
  // Azure moves a recovery plan as a whole.
  const stays = away.length > 0 && !plan ? warning : blocked;
  const checks = able.map((machine) =>
    isAway(machine)
      ? passed('where it runs', `${machine.name} runs in ${regionTitle(machine.item.sourceRegion)}, away from home.`)
      : stays(
          machine.name,
          `it runs at home, in ${regionTitle(machine.item.sourceRegion)}: there is nothing to fail back.`,
          `To move it to ${regionTitle(machine.item.targetRegion)}: failover ${able.length > 1 ? machine.name : target.name}`,
        ),
  );
  return { going: plan || away.length === 0 ? able : away, checks };
};

/**
 * Machines leave home together. One that was moved and turned around before would go back, into the region that the
 * others flee: it stays.
 */
export const leavingHome = async (moving: Moving, able: readonly Machine[], context: PlanContext): Promise<OneWay> => {
  const ways = new Set(able.map(({ item }) => `${item.sourceRegion} -> ${item.targetRegion}`.toLowerCase()));
  if (moving.plan || ways.size < 2) return { going: able, checks: [] };
  const isAway = await whoIsAway(context);
  const going = able.filter((machine) => !isAway(machine));
  if (going.length === 0) return { going: able, checks: [] };
  return { going, checks: able.filter(isAway).map(staysAway) };
};

const staysAway = ({ name, item }: Machine): Check =>
  warning(
    name,
    `it runs in ${regionTitle(item.sourceRegion)} already, away from home, and stays there.`,
    `To bring it back to ${regionTitle(item.targetRegion)}: failback ${name}`,
  );

const whoIsAway = async ({ policy, readers }: PlanContext): Promise<(machine: Machine) => boolean> => {
  const vms = listIn(await attempt('the machines', readers.estate.vms('shared')));
  const listed = new Set(policy.applications.flatMap((each) => each.vms.map((id) => id.toLowerCase())));
  return (machine) => isAway(machine, listed, vms);
};

/** At home is where the policy lists it; of a machine that is not listed, the place where none of it stands yet. */
const isAway = ({ item }: Machine, listed: ReadonlySet<string>, vms: readonly { readonly id: string }[]): boolean => {
  const known = idsOf(item).filter((id) => listed.has(id.toLowerCase()));
  if (known.length > 0) return !known.some((id) => sameId(id, item.vmId));
  const elsewhere = idsOf(item).filter((id) => !sameId(id, item.vmId));
  return vms.some((vm) => elsewhere.some((id) => sameId(id, vm.id)));
};

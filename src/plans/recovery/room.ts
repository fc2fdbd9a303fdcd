import type { PlanContext } from '../../definitions/command.ts';
import type { Vm } from '../../ports/azure/estate.ts';
import { type Attempt, attempt, listIn } from '../../protection/attempt.ts';
import { sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { warning } from '../../readiness/checks.ts';
import { checkQuota } from '../../readiness/quota.ts';
import { checkSize } from '../../readiness/size.ts';
import type { Check } from '../plan.ts';
import type { Machine } from './machines.ts';

/** Whether there is room for all of these machines together where they are to run. */
export const checkRoom = async (machines: readonly Machine[], context: PlanContext): Promise<readonly Check[]> => {
  const vms = await attempt('the machines', context.readers.estate.vms('shared'));
  const places = [...new Set(machines.map(placeOf))];
  const checks = await Promise.all(
    places.map((place) =>
      checkPlace(
        machines.filter((machine) => placeOf(machine) === place),
        listIn(vms),
        context,
      ),
    ),
  );
  return checks.flat();
};

const placeOf = ({ item }: Machine): string =>
  `${subscriptionIn(item.recoveryResourceGroupId ?? item.vmId)} ${item.targetRegion}`.toLowerCase();

const checkPlace = async (
  machines: readonly Machine[],
  vms: readonly Vm[],
  { readers }: PlanContext,
): Promise<readonly Check[]> => {
  const [subscription = '', region = ''] = placeOf(machines[0] as Machine).split(' ');
  const [sizes, quotas] = await Promise.all([
    attempt(`the sizes of ${region}`, readers.estate.sizes(subscription, region)),
    attempt(`the quotas of ${region}`, readers.estate.quotas(subscription, region)),
  ]);
  const wanted = machines.flatMap(({ name, item }) => {
    const size = item.recoverySize ?? vms.find((vm) => sameId(vm.id, item.vmId))?.size;
    return size === undefined ? [] : [{ name, size }];
  });
  const unsized = machines.length - wanted.length;
  return [
    ...from(sizes, 'VM size', (offers) =>
      [...new Set(wanted.map(({ size }) => size))].map((size) => checkSize(size, offers, region)),
    ),
    ...from(quotas, 'quota', (value) => [checkQuota(wanted, listIn(sizes), value, region)]),
    ...(unsized > 0 ? [warning('VM size', `Azure does not say which size ${unsized} of them get.`)] : []),
  ];
};

/** What could not be read is a warning, never a pass. */
const from = <Value>(tried: Attempt<Value>, subject: string, check: (value: Value) => readonly Check[]) =>
  tried.read ? check(tried.value) : [warning(subject, tried.why)];

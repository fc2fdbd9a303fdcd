import type { PlanContext } from '../../definitions/command.ts';
import { attempt } from '../../protection/attempt.ts';
import { ifThere } from '../../protection/if-there.ts';
import { groupIn, regionKey, subscriptionIn } from '../../protection/resource-id.ts';
import { from } from '../../readiness/from.ts';
import { checkQuota } from '../../readiness/quota.ts';
import { regionTitle } from '../../views/region-title.ts';
import { listed } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { CopySource } from './copy-source.ts';
import type { RestoreWish } from './restore-planner.ts';

/** Where the new disks, and the machine around them, would be. */
export interface RestorePlace {
  readonly groupId: string;
  readonly newGroup: boolean;
  readonly subnetId?: string;
  readonly size?: string;
  readonly checks: readonly Check[];
}

type Found<Value> = { readonly found: Value } | { readonly why: string; readonly fix?: string };

export const restorePlace = async (
  wanted: RestoreWish,
  source: CopySource,
  context: PlanContext,
): Promise<RestorePlace> => {
  const machineId = wanted.point.resources[0] ?? '';
  const subscription = subscriptionIn(machineId);
  const groupId = `/subscriptions/${subscription}/resourceGroups/${wanted.resourceGroup ?? groupIn(machineId)}`;
  const { value: group } = await context.readers.places.resourceGroup(groupId);
  const place = { groupId, newGroup: group === undefined };
  const zone =
    wanted.zone === undefined || /^[1-9]$/u.test(wanted.zone) ? [] : [block('zone', 'it is a number, such as 1.')];
  if (wanted.what === 'disks') return { ...place, checks: zone };
  const [subnet, size, taken] = await Promise.all([
    subnetOf(wanted, source.region, subscription, context),
    sizeOf(wanted, source, subscription, context),
    ifThere(context.readers.estate.vm(`${groupId}/providers/Microsoft.Compute/virtualMachines/${wanted.name ?? ''}`)),
  ]);
  return {
    ...place,
    ...('found' in subnet && { subnetId: subnet.found }),
    ...('found' in size && { size: size.found }),
    checks: [
      ...zone,
      ...('why' in subnet ? [block('network', subnet.why, subnet.fix)] : []),
      ...('why' in size ? [block('size', size.why, size.fix)] : await quotaChecks(wanted, size.found, source, context)),
      ...(taken ? [block(wanted.name ?? 'name', 'there is a VM of this name already.', 'Give another --name.')] : []),
      ...osChecks(wanted, source),
    ],
  };
};

const block = (subject: string, why: string, fix?: string): Check => ({
  outcome: 'block',
  subject,
  why,
  ...(fix && { fix }),
});

const osChecks = ({ point }: RestoreWish, { disks, os }: CopySource): readonly Check[] => {
  if (!disks.some(({ lun }) => lun === undefined)) {
    const fix = `Type: restore disks ${point.where}/${point.name}`;
    return [block(point.name, 'the disk of the operating system is not in it.', fix)];
  }
  return os === 'unknown' ? [block(point.name, 'Azure does not say which operating system is on it.')] : [];
};

const subnetOf = async (
  { network, subnet }: RestoreWish,
  region: string,
  subscription: string,
  { readers }: PlanContext,
): Promise<Found<string>> => {
  const { value: networks } = await readers.estate.networks(subscription);
  const near = networks.filter((each) => regionKey(each.region) === regionKey(region));
  const found = near.filter((each) => each.name.toLowerCase() === network?.toLowerCase());
  const [only] = found;
  if (!only || found.length > 1) {
    const why = `${regionTitle(region)} has ${only ? 'several networks' : 'no network'} ${network ?? ''}.`;
    return near.length > 0 ? { why, fix: `It has ${listed(near.map(({ name }) => name))}.` } : { why };
  }
  const names = only.subnets.map(({ name }) => name);
  const chosen = subnet ? only.subnets.find(({ name }) => name === subnet) : only.subnets[0];
  if (!chosen) return { why: `${only.name} has no subnet ${subnet ?? ''}.`, fix: `It has ${listed(names)}.` };
  if (!subnet && names.length > 1)
    return { why: `${only.name} has several subnets.`, fix: `--subnet ${listed(names, 'or')}` };
  return { found: chosen.id };
};

const quotaChecks = async (
  { name = '', point }: RestoreWish,
  size: string,
  { region }: CopySource,
  { readers }: PlanContext,
): Promise<readonly Check[]> => {
  const subscription = subscriptionIn(point.resources[0] ?? '');
  const [{ value: offers }, quotas] = await Promise.all([
    readers.estate.sizes(subscription, region),
    attempt(`the quotas of ${region}`, readers.estate.quotas(subscription, region)),
  ]);
  return from(quotas, 'quota', (value) => [checkQuota([{ name, size }], offers, value, region)]);
};

/** That of the machine at the time of the point, else as it is now. */
const sizeOf = async (
  wanted: RestoreWish,
  source: CopySource,
  subscription: string,
  { readers }: PlanContext,
): Promise<Found<string>> => {
  const now =
    wanted.size ?? source.size ?? (await ifThere(readers.estate.vm(wanted.point.resources[0] ?? '')))?.value.size;
  if (!now) return { why: 'its VM is gone, so I do not know how large it was.', fix: 'Say it: --size Standard_D4s_v5' };
  const { value: offers } = await readers.estate.sizes(subscription, source.region);
  const offer = offers.find((each) => each.size.toLowerCase() === now.toLowerCase());
  if (!offer) return { why: `${now} is not offered in ${regionTitle(source.region)}.`, fix: 'Take another: --size' };
  if (offer.restricted)
    return {
      why: `${now} is not to be had in ${regionTitle(source.region)}: ${offer.restricted}.`,
      fix: 'Take another: --size',
    };
  return { found: now };
};

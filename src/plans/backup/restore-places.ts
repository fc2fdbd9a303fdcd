import type { PlanContext } from '../../definitions/command.ts';
import type { StorageAccount, VirtualNetwork } from '../../ports/azure/estate.ts';
import { nameIn, regionKey, sameId } from '../../protection/resource-id.ts';
import { blocked, warning } from '../../readiness/checks.ts';
import { regionTitle } from '../../views/region-title.ts';
import { listed } from '../../views/words.ts';
import type { Check } from '../plan.ts';

type Readers = PlanContext['readers'];

/** Something that a restore needs, found; or why it was not. */
type Found<Value> =
  | { readonly is: Value; readonly remarks: readonly Check[] }
  | { readonly is: undefined; readonly remarks: readonly Check[] };

const found = <Value>(is: Value, ...remarks: readonly Check[]): Found<Value> => ({ is, remarks });
const lacking = (...remarks: readonly Check[]): Found<never> => ({ is: undefined, remarks });

interface Where {
  readonly subscription: string;
  /** Where the restore happens: everything that it uses has to be there. */
  readonly region: string;
}

/** The storage account through which Azure Backup restores; where none is named, the first one that is fit for it. */
export const findStaging = async (
  named: string | undefined,
  { subscription, region }: Where,
  readers: Readers,
): Promise<Found<StorageAccount>> => {
  const { value: accounts } = await readers.estate.storageAccounts(subscription);
  if (named === undefined) {
    const [first] = accounts.filter((each) => isFit(each, region)).toSorted((a, b) => a.name.localeCompare(b.name));
    return first ? found(first) : lacking(noneFit(region));
  }
  const account = accounts.find((each) => each.name.toLowerCase() === named.toLowerCase());
  if (!account) return lacking(blocked('staging account', `there is no storage account ${named}.`, inRegion(region)));
  if (!isIn(account, region))
    return lacking(
      blocked(
        'staging account',
        `${named} is in ${regionTitle(account.region)}, the restore in ${regionTitle(region)}.`,
        inRegion(region),
      ),
    );
  return isFit(account, region) ? found(account) : found(account, mayBeRefused(account));
};

/** Azure Backup stages blobs: neither premium nor zone-redundant accounts are certain to take them. */
const isFit = (account: StorageAccount, region: string): boolean =>
  isIn(account, region) && /^Storage(?:V2)?$/u.test(account.kind) && /^Standard_(?!.*ZRS)/u.test(account.sku);

const isIn = (place: { readonly region: string }, region: string): boolean =>
  regionKey(place.region) === regionKey(region);

const inRegion = (region: string): string => `Name one in ${region} with --staging-account.`;

const noneFit = (region: string): Check =>
  blocked(
    'staging account',
    `no general storage account is in ${region}.`,
    `Create one there; then ${inRegion(region)}`,
  );

const mayBeRefused = ({ name, sku, kind }: StorageAccount): Check =>
  warning(
    'staging account',
    `${name} is ${sku} (${kind}); Azure Backup may refuse it.`,
    'Take a general one, locally redundant.',
  );

export interface TargetGroup {
  readonly id: string;
  readonly name: string;
  /** It is made first. */
  readonly isNew: boolean;
}

/** The group for what is restored, and whether its own records lie where they may be lost. */
export const findGroup = async (id: string, { region }: Where, readers: Readers): Promise<Found<TargetGroup>> => {
  const { value: group } = await readers.places.resourceGroup(id);
  const name = nameIn(id);
  if (!group) return found({ id, name, isNew: true });
  if (isIn(group, region)) return found({ id: group.id, name, isNew: false });
  const remark = warning(
    'resource group',
    `the records of ${name} are kept in ${group.region}: while that region is down, nothing can be made in it.`,
    `Name another with --resource-group; one that does not exist is made in ${region}.`,
  );
  return found({ id: group.id, name, isNew: false }, remark);
};

export interface TargetSubnet {
  readonly networkId: string;
  readonly network: string;
  readonly subnet: string;
  readonly subnetId: string;
}

export const findSubnet = async (
  { network: named, subnet }: { readonly network: string; readonly subnet: string | undefined },
  { subscription, region }: Where,
  readers: Readers,
): Promise<Found<TargetSubnet>> => {
  const { value: networks } = await readers.estate.networks(subscription);
  const alike = networks.filter((each) => each.name.toLowerCase() === named.toLowerCase() || sameId(each.id, named));
  const [network, another] = alike.filter((each) => isIn(each, region));
  if (!network) return lacking(noNetwork(named, region, alike[0], networks));
  if (another)
    return lacking(
      blocked('network', `several networks in ${region} are called ${named}.`, 'Name it by its Azure id.'),
    );
  return subnetOf(network, subnet);
};

const subnetOf = (network: VirtualNetwork, named: string | undefined): Found<TargetSubnet> => {
  const names = network.subnets.map(({ name }) => name);
  const chosen = named ?? (names.length === 1 ? names[0] : undefined);
  const subnet = network.subnets.find(({ name }) => name.toLowerCase() === chosen?.toLowerCase());
  if (subnet) return found({ networkId: network.id, network: network.name, subnet: subnet.name, subnetId: subnet.id });
  const why = named ? `${network.name} has no subnet ${named}.` : `${network.name} has several subnets.`;
  return lacking(blocked('network', why, `Name one with --subnet: ${listed(names, 'or')}.`));
};

const noNetwork = (
  named: string,
  region: string,
  elsewhere: VirtualNetwork | undefined,
  networks: readonly VirtualNetwork[],
): Check => {
  const there = networks.filter((each) => isIn(each, region)).map(({ name }) => name);
  return blocked(
    'network',
    elsewhere
      ? `${named} is in ${regionTitle(elsewhere.region)}, the restore in ${regionTitle(region)}.`
      : `there is no network ${named} in ${region}.`,
    there.length > 0
      ? `In ${region} there is ${listed(there)}.`
      : `Create one in ${region} first; Azure Backup makes none.`,
  );
};

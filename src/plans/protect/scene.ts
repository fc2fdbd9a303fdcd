import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { NetworkCard, Region, StorageAccount, VirtualNetwork, Vm } from '../../ports/azure/estate.ts';
import type { Vault } from '../../ports/azure/places.ts';
import type { ProtectedItem, ReplicationPolicy } from '../../ports/azure/recovery.ts';
import type { RecoverySetup } from '../../ports/azure/recovery-setup.ts';
import { gapsIn } from '../../protection/attempt.ts';
import { sameId } from '../../protection/resource-id.ts';
import { itemsById } from '../../protection/standing.ts';
import { classicCheck, isClassic } from '../../readiness/classic.ts';
import { checkLeftBehind } from '../../readiness/left-behind.ts';
import { checkVault } from '../../readiness/places.ts';
import { checkRegionPair, regionNamed } from '../../readiness/region-pair.ts';
import { wayWords } from '../../views/machine-words.ts';
import type { Check } from '../plan.ts';
import { chooseVault } from './choose-vault.ts';
import type { ProtectWanted } from './wanted.ts';

/** Everything that there is already, read now: what the plan is made from. */
export interface Scene {
  readonly vms: readonly Vm[];
  readonly source: Region;
  readonly target: Region;
  readonly subscription: string;
  readonly vault: Vault;
  readonly setup: RecoverySetup;
  readonly policies: readonly ReplicationPolicy[];
  readonly items: readonly ProtectedItem[];
  /** By the machine's id. */
  readonly cards: ReadonlyMap<string, NetworkCard>;
  readonly networks: readonly VirtualNetwork[];
  readonly accounts: readonly StorageAccount[];
}

/** What rules out a plan before anything else is worth asking. */
interface Blocked {
  readonly blocks: readonly Check[];
}

export const readScene = async (wanted: ProtectWanted, context: PlanContext): Promise<Scene | Blocked> => {
  const { readers, policy } = context;
  const classic = wanted.vms.filter(({ resources }) => isClassic(resources[0] ?? ''));
  if (classic.length > 0) return { blocks: classic.map(({ name }) => classicCheck(name)) };
  const [vms, items] = await Promise.all([readers.estate.vms('fresh'), readers.recovery.items('fresh')]);
  const found = wanted.vms.map(({ resources }) => vms.value.find((vm) => sameId(vm.id, resources[0])));
  // Not found in half of Azure is not "there is none", and not replicated there is not "not replicated".
  const missing = gapsIn([found.every(Boolean) ? undefined : vms, items]);
  if (missing.length > 0) throw new AzureReadInPart('see what is replicated already', missing);
  const machines = found.filter((vm) => vm !== undefined);
  const [first] = machines;
  if (!first) return { blocks: gone(wanted, found) };
  const { subscription } = first;
  const regions = (await readers.estate.regions(subscription)).value;
  const already = await protectedAlready(machines, items.value, context);
  const early = [...gone(wanted, found), ...apart(machines), ...already];
  if (early.length > 0) return { blocks: early };
  const source = regionNamed(regions, first.region);
  const target = regionNamed(regions, wanted.to?.name ?? policy.defaults.targetRegion ?? source?.pairedWith);
  const pair = checkRegionPair(source, target, first.name);
  if (pair.outcome === 'block' || !source || !target) return { blocks: [pair] };
  const { value: vaults, missing: unseen } = await readers.places.vaults('fresh');
  const vault = chooseVault(wanted.vault, vaults, { source, target, subscription, items: items.value });
  if (!vault && unseen.length > 0) throw new AzureReadInPart('see which vaults there are', unseen);
  if (!vault)
    return { blocks: [checkVault(wanted.vault ? vaultsNamed(wanted.vault, vaults) : vaults, source, target)] };
  const around = await readAround(machines, vault, subscription, context);
  return { vms: machines, source, target, subscription, vault, items: items.value, ...around };
};

const vaultsNamed = ({ resources }: { resources: readonly string[] }, vaults: readonly Vault[]) =>
  vaults.filter((vault) => resources.some((id) => sameId(id, vault.id)));

const readAround = async (vms: readonly Vm[], vault: Vault, subscription: string, { readers }: PlanContext) => {
  const [setup, policies, networks, accounts, cards] = await Promise.all([
    readers.recovery.setup(vault.id),
    readers.recovery.policies(vault.id),
    readers.estate.networks(subscription),
    readers.estate.storageAccounts(subscription),
    Promise.all(
      vms.map(async ({ id, nicIds }) => [id, nicIds[0] && (await readers.estate.nic(nicIds[0])).value] as const),
    ),
  ]);
  const missing = gapsIn([setup, policies, networks, accounts]);
  if (missing.length > 0) throw new AzureReadInPart('see what replication can stand on', missing);
  return {
    setup: setup.value,
    policies: policies.value,
    networks: networks.value,
    accounts: accounts.value,
    cards: new Map(cards.flatMap(([id, card]) => (card ? [[id, card] as const] : []))),
  };
};

const block = (subject: string, why: string, fix: string): Check => ({ outcome: 'block', subject, why, fix });

const gone = ({ vms }: ProtectWanted, found: readonly (Vm | undefined)[]): readonly Check[] =>
  vms.flatMap(({ name }, at) =>
    found[at] ? [] : [block(name, 'Azure shows no such machine.', 'Look for it: status')],
  );

/** One vault, one pair of regions: what is more is two commands. */
const apart = (vms: readonly Vm[]): readonly Check[] => {
  const places = new Set(vms.map(({ region, subscription }) => `${region} ${subscription}`));
  if (places.size < 2) return [];
  const regions = [...new Set(vms.map(({ region }) => region))].join(', ');
  return [block('regions', `They run in different places: ${regions}.`, 'Protect those of each region by themselves.')];
};

const protectedAlready = async (
  vms: readonly Vm[],
  items: readonly ProtectedItem[],
  context: PlanContext,
): Promise<readonly Check[]> => {
  const itemOf = itemsById(items);
  const checks = vms.map(async ({ id, name }) => {
    const item = itemOf(id);
    if (!item || item.failedToBegin) return checkLeftBehind(item, context);
    const why = `It is replicated already, ${wayWords(item)} (${item.stateAsAzureSays}).`;
    return [block(name, why, `See how it stands: status ${name}. Change it: protection-update ${name}`)];
  });
  return (await Promise.all(checks)).flat();
};

import { AzureRefused } from '../../errors/azure.ts';
import type { Step } from '../../operations/workflow.ts';
import { titleOf } from '../../plans/protect/lines.ts';
import type { Foundation } from '../../plans/protect/order.ts';
import type { RecoveryCall } from '../../ports/azure/recovery.ts';
import type { OperationToken, Sending } from '../../ports/azure/write.ts';
import { ifThere } from '../../protection/if-there.ts';
import { nameIn, regionKey, sameId, vaultIn } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';

/** Makes what replication stands on, where it is not there. What has appeared meanwhile and is another thing is left alone. */
export const layFoundation = (foundation: Foundation, at: number): Step<Tools> => ({
  name: `make-${at}-${foundation.kind}`,
  title: `prepare ${titleOf(foundation)}`,
  dangerous: false,
  stage: 0,
  look: async (tools) =>
    (await findIt(foundation, tools)) === 'there' ? { kind: 'done', evidence: foundation.id } : { kind: 'to-do' },
  act: async (tools, sending) => {
    if ((await findIt(foundation, tools)) === 'another') throw new AzureRefused(taken(foundation));
    return create(foundation, tools, sending);
  },
  standing: ({ writers }, token) =>
    isInVault(foundation) ? writers.recovery.standing(token) : writers.places.standing(token),
  reconcile: async (tools, sent) => {
    if ((await findIt(foundation, tools)) === 'there') return { seen: 'done', evidence: foundation.id };
    const scenario = scenarios[foundation.kind];
    if (!scenario) return { seen: 'nothing' };
    return tools.writers.recovery.reconcile({ itemId: foundation.id, scenario, ...sent });
  },
});

const scenarios: Partial<Record<Foundation['kind'], RecoveryCall>> = {
  policy: 'createPolicy',
  fabric: 'createFabric',
  container: 'createContainer',
  'container-mapping': 'mapContainers',
  'network-mapping': 'mapNetworks',
};

const isInVault = ({ kind }: Foundation): boolean => scenarios[kind] !== undefined;

const taken = (foundation: Foundation) => ({
  what: `create ${titleOf(foundation)}`,
  code: 'AppearedSince',
  message: `A ${foundation.kind.replace('-', ' ')} ${nameIn(foundation.id)} has appeared since the plan was made, and it is another one. It was left as it is.`,
  recommendedAction: 'Ask again: the new plan shows what is there now.',
});

const create = (foundation: Foundation, { writers }: Tools, sending: Sending): Promise<OperationToken> => {
  switch (foundation.kind) {
    case 'group':
      return writers.places.createResourceGroup(foundation, sending);
    case 'vault':
      return writers.places.createVault(foundation, sending);
    case 'network':
      return writers.places.createNetwork(foundation, sending);
    case 'availability-set':
      return writers.places.createAvailabilitySet(foundation, sending);
    case 'account':
      return writers.places.createAccount(foundation, sending);
    case 'policy':
      return writers.recovery.createPolicy(foundation, sending);
    case 'fabric':
      return writers.recovery.createFabric(foundation, sending);
    case 'container':
      return writers.recovery.createContainer(foundation, sending);
    case 'container-mapping':
      return writers.recovery.mapContainers(foundation, sending);
    case 'network-mapping':
      return writers.recovery.mapNetworks(foundation, sending);
  }
};

type Found = 'there' | 'absent' | 'another';

const inRegion = (found: { readonly region: string } | undefined, region: string): Found => {
  if (!found) return 'absent';
  return regionKey(found.region) === regionKey(region) ? 'there' : 'another';
};

const findIt = async (foundation: Foundation, tools: Tools): Promise<Found> => {
  const { estate, places } = tools.readers;
  switch (foundation.kind) {
    case 'group':
      return inRegion((await places.resourceGroup(foundation.id)).value, foundation.region);
    case 'network':
      return inRegion((await estate.network(foundation.id)).value, foundation.region);
    case 'availability-set':
      return inRegion((await estate.availabilitySet(foundation.id)).value, foundation.region);
    case 'account':
      return inRegion((await ifThere(estate.storageAccount(foundation.id)))?.value, foundation.region);
    case 'vault':
      return inRegion((await ifThere(places.vault(foundation.id)))?.value, foundation.region);
    default:
      return findInVault(foundation, tools);
  }
};

type InVault = Exclude<Foundation, { readonly kind: 'group' | 'vault' | 'network' | 'availability-set' | 'account' }>;

const findInVault = async (foundation: InVault, { readers }: Tools): Promise<Found> => {
  const vaultId = vaultIn(foundation.id);
  const isIt = <Thing extends { readonly id: string }>(things: readonly Thing[]) =>
    things.find(({ id }) => sameId(id, foundation.id));
  if (foundation.kind === 'policy') {
    const found = isIt((await readers.recovery.policies(vaultId)).value);
    if (!found) return 'absent';
    const isSame =
      found.retentionMinutes === foundation.retentionMinutes &&
      found.appConsistentEveryMinutes === foundation.appConsistentEveryMinutes;
    return isSame ? 'there' : 'another';
  }
  const { value: setup } = await readers.recovery.setup(vaultId);
  switch (foundation.kind) {
    case 'fabric':
      return inRegion(isIt(setup.fabrics), foundation.region);
    case 'container':
      return isIt(setup.containers) ? 'there' : 'absent';
    case 'container-mapping': {
      const found = isIt(setup.mappings);
      if (!found) return 'absent';
      return sameId(found.targetContainerId, foundation.targetContainerId) ? 'there' : 'another';
    }
    case 'network-mapping': {
      const found = isIt(setup.networkMappings);
      if (!found) return 'absent';
      return sameId(found.targetNetworkId, foundation.targetNetworkId) ? 'there' : 'another';
    }
  }
};

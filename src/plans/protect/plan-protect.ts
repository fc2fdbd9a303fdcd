import type { PlanContext } from '../../definitions/command.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { readSource } from '../../readiness/at-source.ts';
import { readTarget } from '../../readiness/at-target.ts';
import { passed } from '../../readiness/checks.ts';
import { checkConfidential, checkDisks } from '../../readiness/machine.ts';
import { checkRegionPair } from '../../readiness/region-pair.ts';
import { lackingOfWorker } from '../../readiness/worker-rights.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, inWords } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { chooseCache } from './choose-cache.ts';
import { unknownDisks } from './choose-disks.ts';
import { type ChosenPolicy, choosePolicy, everyInWords } from './choose-policy.ts';
import { lineOf, lineOfMachine } from './lines.ts';
import type { Foundation, ProtectMachines } from './order.ts';
import { type PlacedMachine, placeMachine } from './place-machine.ts';
import { readScene, type Scene } from './scene.ts';
import { pairRegions } from './vault-foundations.ts';
import type { ProtectWanted } from './wanted.ts';
import { writeOf, writesOfMachine } from './writes.ts';

/** What replicating these machines would do: what is there is used, what is missing is made, as in Azure's portal. */
export const planProtect = async (wanted: ProtectWanted, context: PlanContext): Promise<Plan> => {
  const scene = await readScene(wanted, context);
  if ('blocks' in scene) return blockedPlan(wanted, scene.blocks);
  const policy = choosePolicy(wanted, scene, context.policy);
  const pairing = pairRegions(scene, policy.id, nameIn(policy.id));
  const cache = chooseCache(wanted, scene);
  const common = { wanted, scene, policyId: policy.id, pairing, cache };
  const [machines, checks] = await Promise.all([
    Promise.all(scene.vms.map((vm) => placeMachine(vm, common, context))),
    readChecks(wanted, scene, context),
  ]);
  const shared = [...cache.foundations, ...policy.foundations, ...pairing.foundations];
  const parts: Parts = { wanted, scene, policy, machines, cacheIsThere: cache.isThere, shared };
  const own = [...policy.checks, ...cache.checks, ...machines.flatMap((each) => each.checks)];
  return protectPlan(parts, onceEach([...checks, ...own, ...vaultCheck(scene)]));
};

interface Parts {
  readonly wanted: ProtectWanted;
  readonly scene: Scene;
  readonly policy: ChosenPolicy;
  readonly machines: readonly PlacedMachine[];
  readonly cacheIsThere: boolean;
  /** What all of them stand on. */
  readonly shared: readonly Foundation[];
}

const protectPlan = (parts: Parts, checks: readonly Check[]): Plan => {
  const { wanted, scene, policy, machines, cacheIsThere, shared } = parts;
  const foundations = inOrder(onceEachId([...shared, ...machines.flatMap((each) => each.foundations)]));
  const isShared = new Set(shared.map(({ id }) => id));
  const ownerOf = ({ id }: Foundation) =>
    isShared.has(id) || wanted.resourceGroup !== undefined
      ? undefined
      : machines.find((each) => each.foundations.some((one) => one.id === id))?.vm.id;
  const order: ProtectMachines = {
    targetRegion: scene.target.name,
    again: againLine(wanted, scene),
    foundations,
    machines: machines.map((each) => each.order),
  };
  return {
    title: titleOf(wanted, `${scene.source.title} -> ${scene.target.title}`),
    lines: [...foundations.map(lineOf), ...machines.map(lineOfMachine)],
    consequences: [
      `Recovery points are kept ${inWords(policy.retentionMinutes * 60)} (${policy.retentionMinutes} minutes for Azure); app-consistent snapshots ${everyInWords(policy.appConsistentEveryMinutes)} (${policy.appConsistentEveryMinutes} minutes for Azure).`,
      'Nothing stops. Site Recovery installs its agent in each machine; the first copy takes from half an hour to a day.',
      'Azure charges for each replicated machine, its replica disks and the traffic, until unprotect.',
    ],
    checks,
    facts: {
      decisive: {
        machines: machines.map(({ vm }) => vm.id.toLowerCase()),
        direction: `${scene.source.name} -> ${scene.target.name}`,
        vault: scene.vault.id.toLowerCase(),
        policy: `${nameIn(policy.id)}: ${policy.retentionMinutes}, ${policy.appConsistentEveryMinutes}`,
        replicas: machines.map(placeInWords),
        created: foundations.map(({ id }) => id.toLowerCase()),
      },
      bounded: {},
      shown: { vault: `${scene.vault.name} (${scene.vault.region})` },
    },
    writes: [
      ...foundations.map((each) => writeOf(each, ownerOf(each))),
      ...machines.flatMap((each) => writesOfMachine(each, cacheIsThere, wanted)),
    ],
    vms: machines.length,
    work: {
      workflow: 'protect-machines',
      order,
      locks: machines.map(({ vm }) => ({ machine: vm.id.toLowerCase(), kind: 'configure' as const })),
    },
  };
};

/** Everything about a replica that an approver agrees to. */
const placeInWords = ({ order }: PlacedMachine): string =>
  [
    order.name,
    order.recoveryResourceGroupId,
    order.recoveryNetworkId,
    order.recoverySubnet,
    order.recoveryAvailabilitySetId,
    order.recoveryZone && `zone ${order.recoveryZone}`,
    order.multiVmGroup && `group ${order.multiVmGroup}`,
    ...order.disks.map((disk) => [disk.diskId, disk.replicaType, disk.cacheAccountId, disk.encryptionSetId].join(' ')),
    ...(order.blobDisks ?? []).map((disk) => `${disk.blobUri} ${disk.recoveryAccountId} ${disk.cacheAccountId}`),
  ]
    .filter(Boolean)
    .join(', ')
    .toLowerCase();

const titleOf = ({ vms }: ProtectWanted, way: string): string => {
  const names = vms.map(({ name }) => name);
  const shown = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} others` : names.join(', ');
  return `protect ${shown} (${counted(names.length, 'VM')})${way && `, ${way}`}`;
};

/** Places before what is put into them; a vault's things in the order in which Azure wants them. */
const kindsInOrder: readonly Foundation['kind'][] = [
  'group',
  'vault',
  'network',
  'availability-set',
  'account',
  'policy',
  'fabric',
  'container',
  'container-mapping',
  'network-mapping',
];

const inOrder = (foundations: readonly Foundation[]): Foundation[] =>
  [...foundations].sort((a, b) => kindsInOrder.indexOf(a.kind) - kindsInOrder.indexOf(b.kind));

const onceEachId = (foundations: readonly Foundation[]): readonly Foundation[] => [
  ...new Map(foundations.map((each) => [each.id.toLowerCase(), each])).values(),
];

const onceEach = (checks: readonly Check[]): readonly Check[] => [
  ...new Map(checks.map((check) => [`${check.subject} ${check.why}`, check])).values(),
];

const readChecks = async (wanted: ProtectWanted, scene: Scene, context: PlanContext): Promise<readonly Check[]> => {
  const { vms, source, target, subscription, vault } = scene;
  const places = vms.map(({ id }) => ({ vmId: id, vaultId: vault.id }));
  const [there, lacking, ...here] = await Promise.all([
    readTarget({ subscription, target, machines: vms.length === 1 ? vms : [], together: vms }, context),
    lackingOfWorker(places, ['protect'], context),
    ...vms.map((vm) => readSource({ vm, item: undefined, group: wanted.group, source, target }, context)),
  ]);
  const ofMachines = vms.flatMap((vm, at) =>
    [checkConfidential(vm), ...leftIn(vm, wanted), ...(here[at]?.checks ?? [])].map((check) =>
      vms.length > 1 ? { ...check, subject: `${vm.name}: ${check.subject}` } : check,
    ),
  );
  return [
    checkRegionPair(source, target, ''),
    ...there.checks,
    ...lacking,
    ...ofMachines,
    ...unknownDisks(vms, wanted),
  ];
};

/** A disk that is left out need not be one that can be replicated. */
const leftIn = (vm: Scene['vms'][number], { excludeDisks = [] }: ProtectWanted): readonly Check[] => {
  const left = excludeDisks.map((name) => name.toLowerCase());
  return checkDisks({ ...vm, disks: vm.disks.filter(({ name }) => !left.includes(name.toLowerCase())) });
};

const vaultCheck = ({ vault, source }: Scene): readonly Check[] => [
  passed('vault', `${vault.name} is in ${regionTitle(vault.region)}, outside ${source.title}.`),
];

/** As it would be typed for one machine more: what the end of a half-done operation offers. */
const againLine = (wanted: ProtectWanted, { target }: Scene): string =>
  [
    `--to ${target.name}`,
    wanted.vault && `--vault ${wanted.vault.name}`,
    ...flags(wanted),
    ...(wanted.excludeDisks ?? []).map((name) => `--exclude-disk ${name}`),
  ]
    .filter(Boolean)
    .join(' ');

const flags = (wanted: ProtectWanted): readonly string[] => {
  const given: Readonly<Record<string, string | undefined>> = {
    'resource-group': wanted.resourceGroup,
    network: wanted.network,
    subnet: wanted.subnet,
    cache: wanted.cache,
    'availability-set': wanted.availabilitySet,
    policy: wanted.policy,
    'encryption-set': wanted.encryptionSet,
    'disk-type': wanted.diskType,
    group: wanted.group,
    retention: wanted.retentionMinutes === undefined ? undefined : `${wanted.retentionMinutes / 60}h`,
    'app-consistent':
      wanted.appConsistentEveryMinutes === undefined ? undefined : `${wanted.appConsistentEveryMinutes / 60}h`,
  };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
};

const blockedPlan = (wanted: ProtectWanted, checks: readonly Check[]): Plan => ({
  title: titleOf(wanted, ''),
  lines: [],
  consequences: [],
  checks,
  facts: { decisive: { machines: wanted.vms.flatMap(({ resources }) => [...resources]) }, bounded: {}, shown: {} },
  writes: [],
  vms: wanted.vms.length,
  work: { workflow: 'protect-machines', order: {}, locks: [] },
});

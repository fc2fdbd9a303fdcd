import type { Disk, Vm, VmState } from '../../ports/azure/estate.ts';
import { type MachinePoints, madeAt, type PlacedPoint } from '../../protection/copies/machine-points.ts';
import { regionKey, sameId } from '../../protection/resource-id.ts';
import { clockTime, listed } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { Elsewhere } from './where-it-runs.ts';

/** All that decides whether Azure would make a point of a machine. */
export interface CreateFacts {
  readonly vm: Vm;
  readonly state: VmState;
  readonly disks: readonly Disk[];
  readonly all: MachinePoints;
  /** It has failed over: what runs now. */
  readonly elsewhere?: Elsewhere;
  readonly consistency: 'crash' | 'application';
  /** As they were typed. */
  readonly exclude: readonly string[];
  readonly copyTo: readonly string[];
}

type Rule = (facts: CreateFacts) => Omit<Check, 'subject'> | undefined;

export const createChecks = (facts: CreateFacts): readonly Check[] => {
  const subject = facts.vm.name;
  const found = rules.flatMap((rule) => rule(facts) ?? []).map((each): Check => ({ ...each, subject }));
  return found.length > 0 ? found : [{ outcome: 'passed', subject, why: 'a point of it can be made.' }];
};

const mostPoints = 500;
const mostAnHour = 3;
const hourMs = 3_600_000;

/** Points that are no copies: those Azure counts. */
const ownPoints = ({ points }: MachinePoints): readonly PlacedPoint[] => points.filter(({ point }) => !point.copyOf);

const block = (why: string, fix?: string): ReturnType<Rule> => ({ outcome: 'block', why, ...(fix && { fix }) });

/** A point of what has been left behind is wanted at times; nobody should take it for one of what runs. */
const leftBehind: Rule = ({ vm, elsewhere }) =>
  elsewhere && {
    outcome: 'warning',
    why: `it has failed over: what runs now is ${elsewhere.name} in ${elsewhere.region} (group ${elsewhere.group}), and the point is not of that. It is of the machine left behind, as its disks are.`,
    fix: `Points of what runs now come from Site Recovery, once it is protected again: reprotect ${vm.name}`,
  };

const agent: Rule = ({ state, consistency, vm, elsewhere }) => {
  if (consistency === 'crash') return undefined;
  if (state.power !== 'running') {
    // Said already, and why.
    if (elsewhere) return undefined;
    return { outcome: 'warning', why: 'it does not run, so the point is what is on its disks: crash-consistent.' };
  }
  return state.agent === 'ready'
    ? undefined
    : block(
        'its VM agent is not ready, and without it Azure makes no application-consistent point.',
        `Type: restore-point create ${vm.name} --crash-consistent`,
      );
};

const unmanaged: Rule = ({ vm }) =>
  vm.disks.some(({ blobUri }) => blobUri !== undefined)
    ? block('it has unmanaged disks, and Azure makes no restore points of those.', 'Convert them to managed disks.')
    : undefined;

const unfitForCrash: Rule = ({ vm, disks, consistency, exclude }) => {
  if (consistency !== 'crash') return undefined;
  const fast = disks.filter(({ type, shared }) => /^(?:UltraSSD|PremiumV2)_/iu.test(type) || shared);
  const bound = wantedDisks(vm, exclude).filter(({ writeAccelerated, ephemeral }) => writeAccelerated || ephemeral);
  const names = [...new Set([...fast, ...bound].map(({ name }) => name))];
  return names.length > 0
    ? block(
        `${listed(names)}: Azure makes no crash-consistent points of Ultra, Premium SSD v2, shared, write-accelerated or ephemeral disks.`,
        `Leave them out with --exclude, or type: restore-point create ${vm.name}`,
      )
    : undefined;
};

const sharedDisks: Rule = ({ disks, consistency, exclude }) => {
  const shared = disks.filter((disk) => disk.shared && !exclude.includes(disk.name)).map(({ name }) => name);
  return consistency === 'application' && shared.length > 0
    ? block(
        `${listed(shared)} is shared between machines, and Azure makes no points of those.`,
        'Leave it out: --exclude.',
      )
    : undefined;
};

const excluded: Rule = ({ vm, exclude }) => {
  const unknown = exclude.filter((name) => !vm.disks.some((disk) => disk.name.toLowerCase() === name.toLowerCase()));
  if (unknown.length > 0) {
    return block(`it has no disk ${listed(unknown, 'or')}.`, `It has ${listed(vm.disks.map(({ name }) => name))}.`);
  }
  return vm.disks.length > 0 && new Set(exclude.map((name) => name.toLowerCase())).size >= vm.disks.length
    ? block('every disk would be left out.')
    : undefined;
};

const tooMany: Rule = ({ all }) =>
  ownPoints(all).length >= mostPoints
    ? block(
        `it has ${mostPoints} restore points, the most that Azure keeps of one VM.`,
        'Delete some: restore-point delete.',
      )
    : undefined;

const busy: Rule = ({ all }) => {
  const creating = ownPoints(all).find(({ point }) => point.provisioning === 'creating');
  return creating
    ? {
        outcome: 'warning',
        why: `${creating.point.name} is being made, one point at a time. This one begins after it.`,
      }
    : undefined;
};

/** When the next one of its kind can be made; undefined: now. */
export const freeAgain = (
  points: readonly PlacedPoint[],
  consistency: 'crash' | 'application',
  now: Date,
): Date | undefined => {
  const recent = points
    .filter(({ point }) => !point.copyOf && (point.consistency === 'crash') === (consistency === 'crash'))
    .map(madeAt)
    .filter((at) => at > now.getTime() - hourMs)
    .sort((a, b) => a - b);
  const first = recent.at(-mostAnHour);
  return first === undefined ? undefined : new Date(first + hourMs);
};

const hourly: Rule = ({ all, consistency }) => {
  const free = freeAgain(all.points, consistency, all.readAt);
  return free
    ? {
        outcome: 'warning',
        why: `${mostAnHour} such points were made within the last hour, and Azure makes no more. This one begins at ${clockTime(free)}.`,
      }
    : undefined;
};

const copyRules: Rule = ({ vm, disks, copyTo }) => {
  if (copyTo.length === 0) return undefined;
  const near = copyTo.find((region) => regionKey(region) === regionKey(vm.region));
  if (near) return block(`it is in ${near} already.`, 'Copy to another region.');
  if (vm.confidential) return block('it is a confidential VM: Azure copies no points of those to another region.');
  const closed = disks.filter((disk) => disk.networkAccess === 'private');
  return closed.length > 0
    ? block(
        `${listed(closed.map(({ name }) => name))} can be reached through private links alone (disk access), and Azure copies no points of such disks.`,
        'Allow access from all networks on them, or leave them out: --exclude.',
      )
    : undefined;
};

const rules: readonly Rule[] = [
  leftBehind,
  agent,
  unmanaged,
  unfitForCrash,
  sharedDisks,
  excluded,
  tooMany,
  busy,
  hourly,
  copyRules,
];

/** Disks that are to be in the point. */
export const wantedDisks = (vm: Vm, exclude: readonly string[]): Vm['disks'] =>
  vm.disks.filter(({ name }) => !exclude.some((each) => each.toLowerCase() === name.toLowerCase()));

/** The collection that points of a machine go into. */
export const ownCollection = (vm: Vm, { collections }: MachinePoints) => {
  const id = `${vm.id.split('/').slice(0, 5).join('/')}/providers/Microsoft.Compute/restorePointCollections/${vm.name}`;
  const own = collections.filter(({ vmId }) => sameId(vmId, vm.id));
  const chosen = own.find((each) => sameId(each.id, id)) ?? own[0];
  return { id: chosen?.id ?? id, name: chosen?.name ?? vm.name, there: chosen !== undefined };
};

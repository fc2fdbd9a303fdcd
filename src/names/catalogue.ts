import { AzureReadInPart } from '../errors/azure.ts';
import type { NameKind, Names, Target } from '../ports/names.ts';
import { gapsIn } from '../protection/attempt.ts';
import { answersTo, mergeNames } from './merge-names.ts';
import type { Found, NameSource } from './name-source.ts';

interface Parts {
  readonly policyNames: Names;
  readonly source: NameSource;
  /** Runs it so often, until what it answers with is called. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
  readonly report: (problem: unknown) => void;
}

/** Names that can be suggested without waiting, and looked up for certain. */
interface Catalogue extends Names {
  /** Begins to keep the names in memory fresh. */
  start(): void;
  stop(): void;
}

const outside: readonly NameKind[] = ['vm', 'vault', 'recovery-plan', 'region', 'storage-account'];
const refreshMs = 5 * 60_000;
/** Points cost some requests a machine, so each round asks for a few machines in turn. */
const machinesEachRound = 3;

export const createCatalogue = ({ policyNames, source, every, report }: Parts): Catalogue => {
  let remembered: readonly Target[] = [];
  const points = new Map<string, readonly Target[]>();
  let turn = 0;
  let first: Promise<void> | undefined;
  let busy = false;
  let cancel: (() => void) | undefined;

  const readNames = async (): Promise<void> => {
    const { targets, missing } = await source.read(outside, 'shared');
    // While something cannot be read, a name is not taken for gone.
    remembered = missing.length > 0 ? mergeNames([...remembered, ...targets]) : targets;
  };

  const readPoints = async (): Promise<void> => {
    const machines = known(['vm']);
    for (const id of points.keys()) if (!machines.some(({ resources }) => resources[0] === id)) points.delete(id);
    for (let count = 0; count < Math.min(machinesEachRound, machines.length); count += 1) {
      const machine = machines[turn % machines.length];
      turn += 1;
      if (machine) points.set(machine.resources[0] ?? '', (await source.pointsOf(machine)).targets);
    }
  };

  const firstRead = (): Promise<void> => {
    first ??= readNames().catch(report);
    return first;
  };

  const round = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      await (first ? readNames() : firstRead());
      await readPoints();
    } catch (problem) {
      report(problem);
    } finally {
      busy = false;
    }
  };

  const known = (kinds: readonly NameKind[]): readonly Target[] =>
    mergeNames([
      ...policyNames.known(kinds),
      ...remembered.filter(({ kind }) => kinds.includes(kind)),
      ...(kinds.includes('point') ? [...points.values()].flat() : []),
    ]);

  const resolveFresh = async (kinds: readonly NameKind[], name: string): Promise<readonly Target[]> => {
    const read = await source.read(kinds, 'fresh');
    const point = kinds.includes('point') ? await freshPoints(name) : { targets: [], missing: [] };
    const all = mergeNames([...(await policyNames.resolve(kinds, name, 'fresh')), ...read.targets, ...point.targets]);
    const found = all.filter((target) => answersTo(target, name));
    const missing = gapsIn([read, point]);
    // Not found in half of Azure is not "there is none".
    if (found.length === 0 && missing.length > 0) throw new AzureReadInPart(`look up ${name}`, missing);
    return found;
  };

  /** `sr-4k2m9q` where it has been seen, `pay-db-01/sr-4k2m9q` always: the machine is asked for its points. */
  const freshPoints = async (name: string): Promise<Found> => {
    const slash = name.lastIndexOf('/');
    const owners =
      slash > 0
        ? await resolveFresh(['vm'], name.slice(0, slash))
        : known(['point'])
            .filter((target) => answersTo(target, name))
            .map(({ where, resources }): Target => ({ kind: 'vm', name: where, where: '', resources }));
    const lists = await Promise.all(owners.map((owner) => source.pointsOf(owner, name.slice(slash + 1))));
    return { targets: lists.flatMap(({ targets }) => targets), missing: gapsIn(lists) };
  };

  return {
    start: () => {
      void round();
      cancel ??= every(refreshMs, () => void round());
    },
    stop: () => {
      cancel?.();
      cancel = undefined;
    },
    known,
    resolve: async (kinds, name, how) => {
      if (how === 'fresh') return resolveFresh(kinds, name);
      await firstRead();
      const remembered = known(kinds).filter((target) => answersTo(target, name));
      // Points come and go all day: what is not remembered of them may be there all the same.
      return remembered.length > 0 || !kinds.includes('point') ? remembered : resolveFresh(kinds, name);
    },
  };
};

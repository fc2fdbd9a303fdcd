import type { Closing, NextLine, Running } from '../../operations/workflow.ts';
import { titleOf } from '../../plans/protect/lines.ts';
import type { MachineOrder, ProtectMachines } from '../../plans/protect/order.ts';
import { listed } from '../../views/words.ts';
import { nameOfEnabling, nameOfFirstCopy } from './enable.ts';
import { layFoundation } from './foundations.ts';

/** What came of the protection of machines: what is there now, what failed, how to go on, and how to take it back. */
export const closingOf = (order: ProtectMachines, running: Running): Closing => {
  const fates = order.machines.map((machine) => fateOf(machine, running));
  const words = fates.flatMap((fate) => (fate.kind === 'protected' ? [fate.words] : []));
  return words.length === fates.length ? finished(order, words) : partial(order, running, fates);
};

type Fate = { readonly machine: MachineOrder } & (
  | { readonly kind: 'protected'; readonly words: string }
  /** Azure replicates it; its first copy has not arrived. */
  | { readonly kind: 'begun' }
  /** Azure keeps something of it that replicates nothing. */
  | { readonly kind: 'broken'; readonly problem: NonNullable<ReturnType<Running['problemOf']>> }
  | { readonly kind: 'not-begun' }
);

const fateOf = (machine: MachineOrder, { evidenceOf, problemOf }: Running): Fate => {
  const [enabling, copying] = [nameOfEnabling(machine), nameOfFirstCopy(machine)];
  const words = evidenceOf(copying);
  if (words !== undefined) return { machine, kind: 'protected', words };
  const problem = problemOf(enabling) ?? problemOf(copying);
  if (problem?.leftBehind !== undefined) return { machine, kind: 'broken', problem };
  return { machine, kind: evidenceOf(enabling) === undefined ? 'not-begun' : 'begun' };
};

const partial = (order: ProtectMachines, running: Running, fates: readonly Fate[]): Closing => {
  const named = (...kinds: readonly Fate['kind'][]) =>
    fates.filter(({ kind }) => kinds.includes(kind)).map(({ machine }) => machine.name);
  const [replicated, broken, unbegun] = [named('protected', 'begun'), named('broken'), named('not-begun')];
  const made = order.foundations.filter((each, at) => running.evidenceOf(layFoundation(each, at).name) !== undefined);
  const things = [
    ...made.map(titleOf),
    ...replicated.map((name) => `the replication of ${name}`),
    ...broken.map((name) => `a broken item of ${name}`),
  ];
  const back = [...replicated, ...broken].map((name) => `unprotect ${name}`);
  return {
    sentences: [
      ...fates.flatMap((fate) => (fate.kind === 'protected' ? [fate.words] : [])),
      ...fates.flatMap((fate) => (fate.kind === 'broken' ? [brokenWords(fate.machine, fate.problem)] : [])),
      things.length > 0 ? `What is there now: ${listed(things)}.` : 'Nothing was created.',
      ...(unbegun.length > 0 ? [`To go on, which uses what is there: ${lineFor(unbegun, order)}`] : []),
      ...broken.map(
        (name) =>
          `To go on with ${name}, once the cause is put right: unprotect ${name}. Then: ${lineFor([name], order)}`,
      ),
      ...(back.length > 0 ? [`To take it back: ${back.join('; ')}`] : []),
      ...(made.length > 0 ? ['The rest costs next to nothing, and I delete none of it: the portal does.'] : []),
    ],
    next: [
      ...(unbegun.length > 0 ? [{ label: 'Go on', line: lineFor(unbegun, order) }] : []),
      ...broken.slice(0, 2).map((name) => ({ label: `Remove what is left of ${name}`, line: `unprotect ${name}` })),
      ...replicated.slice(0, 2).map((name) => ({ label: `End the replication of ${name}`, line: `unprotect ${name}` })),
    ],
  };
};

/** The failed step says what happened; here stands what Azure and we know of it, and what it has left. */
const brokenWords = ({ name }: MachineOrder, problem: Extract<Fate, { kind: 'broken' }>['problem']): string => {
  const { explanation, possibleCauses, recommendedAction } = problem;
  return [
    `${name} is not protected: Azure keeps an item of it that replicates nothing and is in the way of a new try.`,
    ...(explanation ? [explanation] : []),
    ...(possibleCauses ? [`Possible causes: ${possibleCauses}`] : []),
    ...(recommendedAction ? [`Azure recommends: ${recommendedAction}`] : []),
  ].join(' ');
};

const lineFor = (names: readonly string[], { again }: ProtectMachines): string => `protect ${names.join(' ')} ${again}`;

const finished = ({ machines }: ProtectMachines, sentences: readonly string[]): Closing => ({
  sentences,
  next: [
    ...machines.slice(0, 1).map(({ name }): NextLine => ({ label: `Show ${name}`, line: `status ${name}` })),
    ...machines
      .slice(0, 4)
      .map(({ name }): NextLine => ({ label: `Drill ${name}...`, line: `drill ${name}`, asks: ['network'] })),
  ],
});

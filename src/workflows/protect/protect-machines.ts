import type { Closing, Running, Step, Workflow } from '../../operations/workflow.ts';
import { titleOf } from '../../plans/protect/lines.ts';
import { type MachineOrder, type ProtectMachines, protectOrder } from '../../plans/protect/order.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { listed } from '../../views/words.ts';
import type { Tools } from '../tools.ts';
import { enable, firstCopy } from './enable.ts';
import { layFoundation } from './foundations.ts';

/** Makes what replication stands on, then replicates each machine until it is protected. */
export const protectMachines: Workflow<ProtectMachines, Tools> = {
  name: 'protect-machines',
  version: 1,
  readOrder: (order) => protectOrder.parse(order),
  steps: (order) => [
    ...order.foundations.map(layFoundation),
    ...order.machines.flatMap((each) => stepsOf(each, order)),
  ],
  closing: (order, running) => closingOf(order, running),
};

/** One machine goes on in the operation's own lane; several side by side. */
const stepsOf = (machine: MachineOrder, { machines }: ProtectMachines): readonly Step<Tools>[] => {
  const namesakes = machines.filter(({ name }) => name === machine.name);
  const own = namesakes.length > 1 ? nameIn(machine.itemId) : machine.name;
  const place = { lane: machines.length > 1 ? own : '', stage: 1 };
  return [enable(machine, place), firstCopy(machine, place)];
};

const closingOf = (order: ProtectMachines, running: Running): Closing => {
  const copied = (machine: MachineOrder) => running.evidenceOf(`first-copy-${nameIn(machine.itemId)}`);
  const done = order.machines.filter((each) => copied(each) !== undefined);
  const left = order.machines.filter((each) => copied(each) === undefined);
  if (left.length === 0)
    return finished(
      order,
      done.map((each) => copied(each) ?? ''),
    );
  const begun = order.machines.filter((each) => running.evidenceOf(`enable-${nameIn(each.itemId)}`) !== undefined);
  const made = order.foundations.filter((each, at) => running.evidenceOf(layFoundation(each, at).name) !== undefined);
  const unbegun = left.filter((each) => !begun.includes(each));
  const things = [...made.map(titleOf), ...begun.map(({ name }) => `the replication of ${name}`)];
  return {
    sentences: [
      ...done.map((each) => copied(each) ?? ''),
      things.length > 0 ? `What is there now: ${listed(things)}.` : 'Nothing was created.',
      ...(unbegun.length > 0 ? [`To go on, which uses what is there: ${lineFor(unbegun, order)}`] : []),
      ...(begun.length > 0
        ? [`To take replication back: ${begun.map(({ name }) => `unprotect ${name}`).join('; ')}`]
        : []),
      ...(made.length > 0 ? ['The rest costs next to nothing, and I delete none of it: the portal does.'] : []),
    ],
    next: [
      ...(unbegun.length > 0 ? [{ label: 'Go on', line: lineFor(unbegun, order) }] : []),
      ...begun.slice(0, 2).map(({ name }) => ({ label: `End the replication of ${name}`, line: `unprotect ${name}` })),
    ],
  };
};

const lineFor = (machines: readonly MachineOrder[], { again }: ProtectMachines): string =>
  `protect ${machines.map(({ name }) => name).join(' ')} ${again}`;

const finished = ({ machines }: ProtectMachines, sentences: readonly string[]): Closing => {
  return {
    sentences,
    next: [
      ...machines.slice(0, 1).map(({ name }) => ({ label: `Show ${name}`, line: `status ${name}` })),
      ...machines
        .slice(0, 4)
        .map(({ name }) => ({ label: `Drill ${name}...`, line: `drill ${name}`, asks: ['network'] })),
    ],
  };
};

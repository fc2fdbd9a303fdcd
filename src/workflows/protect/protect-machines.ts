import type { Step, Workflow } from '../../operations/workflow.ts';
import { type MachineOrder, type ProtectMachines, protectOrder } from '../../plans/protect/order.ts';
import { nameIn } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';
import { closingOf } from './closing.ts';
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
  closing: closingOf,
};

/** One machine goes on in the operation's own lane; several side by side. */
const stepsOf = (machine: MachineOrder, { machines }: ProtectMachines): readonly Step<Tools>[] => {
  const namesakes = machines.filter(({ name }) => name === machine.name);
  const own = namesakes.length > 1 ? nameIn(machine.itemId) : machine.name;
  const place = { lane: machines.length > 1 ? own : '', stage: 1 };
  return [enable(machine, place), firstCopy(machine, place)];
};

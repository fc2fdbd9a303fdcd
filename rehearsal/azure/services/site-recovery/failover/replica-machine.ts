import { z } from 'zod';
import type { World } from '../../../world/world.ts';
import type { ProtectedItem } from '../items/item.ts';
import type { RecoveryPoint } from '../items/recovery-points.ts';
import { type Job, newTask } from '../jobs/job.ts';
import type { Step } from '../jobs/step.ts';
import { noteFailover } from './outcome.ts';
import { createTarget } from './target.ts';

/** Which point is wanted, of a machine of Azure. */
export const pointWish = z.object({
  instanceType: z.literal('A2A'),
  recoveryPointId: z.string().nullish(),
  cloudServiceCreationOption: z.string().nullish(),
});

/** The last of a failover: the machine is made from the point, and started. */
export function replicaMachineSteps(world: World, item: ProtectedItem, point: RecoveryPoint, job: Job): Step[] {
  const failover = newTask('FailoverTask', 'VmFailover', 'Start failover');
  const start = newTask('StartVmOnSecondary', 'VmFoStartVmOnSecondary', 'Start the replica virtual machine');
  job.tasks.push(failover, start);
  return [
    {
      kind: 'timed',
      task: failover,
      seconds: 135,
      main: true,
      finish: () => void createTarget(world, item, { kind: 'failover' }),
    },
    {
      kind: 'timed',
      task: start,
      seconds: 0.6,
      finish() {
        job.details = { kind: 'failover', items: [noteFailover(world, item, point)] };
      },
    },
  ];
}

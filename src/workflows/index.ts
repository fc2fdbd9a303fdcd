import type { Workflow } from '../operations/workflow.ts';
import { backupWorkflows } from './backup/index.ts';
import { checkInside } from './check-inside.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { failOverMachine } from './fail-over-machine.ts';
import { followJob } from './follow-job.ts';
import { goOn } from './go-on.ts';
import { placeWorkflows } from './places/index.ts';
import { changeProtection } from './protect/change-protection.ts';
import { layFoundations } from './protect/lay-foundations.ts';
import { protectMachines } from './protect/protect-machines.ts';
import { setPolicy } from './protect/set-policy.ts';
import type { Tools } from './tools.ts';

/** Every workflow that this bot can carry out. */
export const workflows: readonly Workflow<unknown, Tools>[] = [
  copyRestorePoint,
  failOverMachine,
  followJob,
  goOn,
  layFoundations,
  protectMachines,
  changeProtection,
  setPolicy,
  checkInside,
  ...backupWorkflows,
  ...placeWorkflows,
];

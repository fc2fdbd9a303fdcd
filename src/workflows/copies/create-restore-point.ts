import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { copiesOfPoint, type PointOrder, pointNameOf, pointShape, pointSteps } from './point-steps.ts';

/** Makes a restore point of a machine, and copies it to other regions, side by side. */
export const createRestorePoint: Workflow<PointOrder, Tools> = {
  name: 'create-restore-point',
  version: 1,
  readOrder: (order) => pointShape.parse(order),
  steps: (order, running) => [...pointSteps(order, pointNameOf(running)), ...copiesOfPoint(order, running)],
};

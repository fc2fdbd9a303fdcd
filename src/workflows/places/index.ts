import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { failOverStorage, setStorageRedundancy } from './storage.ts';
import { enableCrossRegion, setVaultRedundancy } from './vault-settings.ts';

/** What is done with the places where data are kept. */
export const placeWorkflows: readonly Workflow<unknown, Tools>[] = [
  setVaultRedundancy,
  enableCrossRegion,
  failOverStorage,
  setStorageRedundancy,
];

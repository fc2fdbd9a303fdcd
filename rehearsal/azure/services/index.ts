import type { Service } from '../wire/route.ts';
import { authorization } from './authorization/index.ts';
import { backup } from './backup/index.ts';
import { compute } from './compute/index.ts';
import { crossRegionRestore } from './cross-region-restore/index.ts';
import { network } from './network/index.ts';
import { resourceGraph } from './resource-graph/index.ts';
import { resources } from './resources/index.ts';
import { siteRecovery } from './site-recovery/index.ts';
import { storage } from './storage/index.ts';
import { vaults } from './vaults/index.ts';

/** Everything that is played; the order is that of the coverage table. */
export const services: readonly Service[] = [
  vaults,
  siteRecovery,
  backup,
  crossRegionRestore,
  compute,
  network,
  storage,
  resources,
  authorization,
  resourceGraph,
];

import type { Route } from '../../../wire/route.ts';
import { CONTAINER, ITEM } from '../names.ts';
import { row } from '../routes.ts';
import { applyRecoveryPoint, cancelFailover, commit } from './after-failover.ts';
import { reprotect, switchProtection } from './switch-protection.ts';
import { testFailover, testFailoverCleanup } from './test-failover.ts';
import { plannedFailover, unplannedFailover } from './unplanned-failover.ts';

const CONTAINERS = 'replicationFabrics/replicationProtectionContainers';
const ITEMS = `${CONTAINERS}/replicationProtectedItems`;

const itemAction = (operation: string, name: string, handle: Route['handle'], note?: string) =>
  row(`ReplicationProtectedItems_${operation}`, 'POST', `${ITEM}/${name}`, `${ITEMS}/${name}/action`, handle, note);

export const failoverRoutes: readonly Route[] = [
  itemAction(
    'TestFailover',
    'testFailover',
    testFailover,
    'The names of its tasks are ours: no job of a single machine was ever seen.',
  ),
  itemAction('TestFailoverCleanup', 'testFailoverCleanup', testFailoverCleanup, 'The names of its tasks are ours.'),
  itemAction('UnplannedFailover', 'unplannedFailover', unplannedFailover),
  itemAction('ApplyRecoveryPoint', 'applyRecoveryPoint', applyRecoveryPoint, 'The names of its tasks are ours.'),
  itemAction('FailoverCommit', 'failoverCommit', commit, 'The names of its tasks are ours.'),
  itemAction(
    'FailoverCancel',
    'failoverCancel',
    cancelFailover,
    'Allowed until the commit, though allowedOperations never name it: what Azure does for these machines is not known.',
  ),
  itemAction(
    'PlannedFailover',
    'plannedFailover',
    plannedFailover,
    'Always refused: not offered between regions of Azure.',
  ),
  itemAction('Reprotect', 'reProtect', reprotect, 'Works for unmanaged disks only, as in Azure.'),
  row(
    'ReplicationProtectionContainers_SwitchProtection',
    'POST',
    `${CONTAINER}/switchprotection`,
    `${CONTAINERS}/switchprotection/action`,
    switchProtection,
  ),
];

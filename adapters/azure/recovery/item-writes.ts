import { commentsBody, drillBody, failoverBody, pointBody } from '../../../src/azure-bodies/moves.ts';
import { reprotectBody } from '../../../src/azure-bodies/replication.ts';
import type { RecoveryWriter } from '../../../src/ports/azure/recovery.ts';
import { nameOf } from '../core/ids.ts';
import type { SendJob } from './job-sender.ts';
import { childPath, containerPath, leafPath } from './paths.ts';

type ItemWrites = Pick<
  RecoveryWriter,
  | 'failover'
  | 'drill'
  | 'cleanUpDrill'
  | 'changePoint'
  | 'commit'
  | 'cancelFailover'
  | 'reprotect'
  | 'resync'
  | 'jobAction'
>;

/** What a disaster asks for, machine by machine. */
export const createItemWrites = (sendJob: SendJob): ItemWrites => ({
  failover: ({ itemId, pointId, shutdownSource }, sending) =>
    sendJob({
      what: `fail over ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) =>
        items.beginUnplannedFailover(...leafPath(itemId), failoverBody(pointId, shutdownSource)),
    }),
  drill: ({ itemId, networkId, pointId }, sending) =>
    sendJob({
      what: `drill ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) =>
        items.beginTestFailover(...leafPath(itemId), drillBody(networkId, pointId)),
    }),
  cleanUpDrill: ({ itemId, notes }, sending) =>
    sendJob({
      what: `clean up the drill of ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) =>
        items.beginTestFailoverCleanup(...leafPath(itemId), commentsBody(notes)),
    }),
  changePoint: ({ itemId, pointId }, sending) =>
    sendJob({
      what: `change the recovery point of ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) =>
        items.beginApplyRecoveryPoint(...leafPath(itemId), pointBody(pointId)),
    }),
  commit: ({ itemId }, sending) =>
    sendJob({
      what: `commit the failover of ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) => items.beginFailoverCommit(...leafPath(itemId)),
    }),
  cancelFailover: ({ itemId }, sending) =>
    sendJob({
      what: `cancel the failover of ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) => items.beginFailoverCancel(...leafPath(itemId)),
    }),
  reprotect: (order, sending) =>
    sendJob({
      what: `reprotect ${order.itemName}`,
      resource: `${order.containerId}/replicationProtectedItems/${order.itemName}`,
      sending,
      // The item's own operation knows nothing of managed disks: it is the container that is asked.
      begin: ({ replicationProtectionContainers: containers }) =>
        containers.beginSwitchProtection(...containerPath(order.containerId), reprotectBody(order)),
    }),
  resync: ({ itemId }, sending) =>
    sendJob({
      what: `resynchronise ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) => items.beginRepairReplication(...leafPath(itemId)),
    }),
  jobAction: ({ jobId, action, notes }, sending) =>
    sendJob({
      what: `${action} job ${nameOf(jobId)}`,
      resource: jobId,
      sending,
      begin: ({ replicationJobs: jobs }) => {
        if (action === 'cancel') return jobs.beginCancel(...childPath(jobId));
        if (action === 'restart') return jobs.beginRestart(...childPath(jobId));
        return jobs.beginResume(...childPath(jobId), commentsBody(notes));
      },
    }),
});

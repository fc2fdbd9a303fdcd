import {
  addDisksBody,
  protectBody,
  removeDisksBody,
  unprotectBody,
  updateAgentBody,
  updateBody,
} from '../../../src/azure-bodies/replication.ts';
import type { ProtectionWriter } from '../../../src/ports/azure/protection-writer.ts';
import { nameOf } from '../core/ids.ts';
import type { SendJob } from './job-sender.ts';
import { leafPath } from './paths.ts';

export const createProtectionWrites = (sendJob: SendJob): ProtectionWriter => ({
  protect: (order, sending) =>
    sendJob({
      what: `protect ${nameOf(order.vmId)}`,
      resource: order.itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) => items.beginCreate(...leafPath(order.itemId), protectBody(order)),
    }),
  unprotect: ({ itemId }, sending) =>
    sendJob({
      what: `end the protection of ${nameOf(itemId)}`,
      resource: itemId,
      deletes: true,
      sending,
      // The SDK's `beginDelete` is Azure's "disable"; its `beginPurge` is never to be used.
      begin: ({ replicationProtectedItems: items }) => items.beginDelete(...leafPath(itemId), unprotectBody),
    }),
  updateProtection: (order, sending) =>
    sendJob({
      what: `change the protection of ${nameOf(order.itemId)}`,
      resource: order.itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) => items.beginUpdate(...leafPath(order.itemId), updateBody(order)),
    }),
  addDisks: ({ itemId, disks }, sending) =>
    sendJob({
      what: `protect ${disks.length} more disks of ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) => items.beginAddDisks(...leafPath(itemId), addDisksBody(disks)),
    }),
  removeDisks: ({ itemId, diskIds }, sending) =>
    sendJob({
      what: `end the protection of ${diskIds.length} disks of ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) =>
        items.beginRemoveDisks(...leafPath(itemId), removeDisksBody(diskIds)),
    }),
  updateAgent: ({ itemId }, sending) =>
    sendJob({
      what: `update the agent of ${nameOf(itemId)}`,
      resource: itemId,
      sending,
      begin: ({ replicationProtectedItems: items }) =>
        items.beginUpdateMobilityService(...leafPath(itemId), updateAgentBody),
    }),
});

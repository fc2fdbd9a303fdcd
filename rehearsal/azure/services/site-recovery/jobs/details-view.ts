import { nameOf } from '../../resources/ids.ts';
import { fineTime } from '../times.ts';
import type { FailedOverItem, Job, JobDetails } from './job.ts';

export function detailsView({ details, affected }: Job): Record<string, unknown> {
  return { ...ownView(details), affectedObjectDetails: affected };
}

function ownView(details: JobDetails): Record<string, unknown> {
  switch (details.kind) {
    case 'failover':
      return { instanceType: 'FailoverJobDetails', protectedItemDetails: details.items.map(itemView) };
    case 'test-failover':
      return testFailoverView(details);
    case 'switch-protection':
      return { newReplicationProtectedItemId: details.newItemId, instanceType: 'SwitchProtectionJobDetails' };
    case 'export':
      return { blobUri: '', sasToken: '', instanceType: 'ExportJobDetails' };
    case 'plain':
      return { instanceType: 'AsrJobDetails' };
  }
}

function testFailoverView(details: Extract<JobDetails, { kind: 'test-failover' }>): Record<string, unknown> {
  const network = nameOf(details.networkId);
  return {
    testFailoverStatus: details.status,
    comments: details.comments,
    networkName: network,
    networkFriendlyName: network,
    networkType: details.networkType,
    protectedItemDetails: details.items.map(itemView),
    instanceType: 'TestFailoverJobDetails',
  };
}

function itemView(item: FailedOverItem): Record<string, unknown> {
  return {
    name: item.guid,
    friendlyName: item.friendlyName,
    testVmName: item.testVmName ?? null,
    testVmFriendlyName: item.testVmName ?? null,
    networkConnectionStatus: item.testVmName === undefined ? null : 'Connected',
    networkFriendlyName: item.networkName,
    subnet: item.subnet,
    recoveryPointId: item.pointId,
    recoveryPointTime: fineTime(item.pointTime),
  };
}

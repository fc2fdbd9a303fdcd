import { page } from '../../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { nameOf } from '../../resources/ids.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { errorIdOf, healthErrorsOf, healthErrorView, machineGuid } from '../items/health.ts';
import type { ProtectedItem } from '../items/item.ts';
import type { Job } from '../jobs/job.ts';
import { type Conditions, filterOf, timeIn } from '../jobs/job-filter.ts';
import { guidOf, parentOf, serviceId, types, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { siteRecoveryState } from '../state.ts';
import { fineTime } from '../times.ts';
import { itemsOf, missing, requireVault } from './lookup.ts';

/** Never stored: an event is a job's end, or a health error that an item has. */
interface Happening {
  readonly name: string;
  readonly at: number;
  readonly severity: string;
  readonly type: 'JobStatus' | 'VmHealth';
  readonly subject: string;
  readonly subjectId: string;
  readonly view: () => Record<string, unknown>;
}

export const eventRoutes: readonly Route[] = [
  row('ReplicationEvents_List', 'GET', `${VAULT}/replicationEvents`, 'replicationEvents/read', list),
  row('ReplicationEvents_Get', 'GET', `${VAULT}/replicationEvents/{eventName}`, 'replicationEvents/read', get),
];

function list(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const matches = eventMatcher(request, filterOf(request));
  const events = happenings(request.world, vault.id)
    .filter(matches)
    .sort((one, other) => other.at - one.at);
  const { value, nextLink } = page(request, events, { size: 100, view: (event) => eventView(vault.id, event) });
  return ok({ value, nextLink: nextLink ?? null });
}

function get(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const name = `${request.params.eventName}`;
  const event = happenings(request.world, vault.id).find((one) => one.name.toLowerCase() === name.toLowerCase());
  return event === undefined ? missing(request, 'event', name) : ok(eventView(vault.id, event));
}

function eventMatcher(request: ArmRequest, conditions: Conditions): (event: Happening) => boolean {
  const from = timeIn(request, conditions, 'startTime');
  const until = timeIn(request, conditions, 'endTime');
  const same = (wanted: string | undefined, value: string) =>
    wanted === undefined || wanted.toLowerCase() === value.toLowerCase();
  return (event) =>
    (from === undefined || event.at >= from) &&
    (until === undefined || event.at <= until) &&
    same(conditions.severity, event.severity) &&
    same(conditions.eventtype, event.type) &&
    same(conditions.affectedobjectfriendlyname, event.subject) &&
    same(conditions.affectedobjectcorrelationid, event.subjectId);
}

function happenings(world: World, vaultId: string): Happening[] {
  const jobs = world.state(siteRecoveryState).jobsByVault.get(vaultId.toLowerCase()) ?? [];
  const ofJobs = jobs.filter(({ endedAt }) => endedAt !== undefined).map((job) => jobEvent(job));
  return [...ofJobs, ...itemsOf(world, vaultId).flatMap((item) => healthEvents(world, item))];
}

function jobEvent(job: Job): Happening {
  const at = job.endedAt ?? job.startedAt;
  const outcome = job.stateDescription ?? (job.state === 'Succeeded' ? 'Completed' : job.state);
  return {
    name: `JobStatusMonitoringEvent;${at}_${job.id}`,
    at,
    severity: job.state === 'Failed' ? 'Critical' : 'OK',
    type: 'JobStatus',
    subject: job.target.name,
    subjectId: job.target.id,
    view: () => ({
      eventCode: guidOf('event', job.scenario),
      description: `${job.friendlyName} - ${outcome}`,
      fabricId: null,
      providerSpecificDetails: { instanceType: 'A2A' },
      eventSpecificDetails: {
        instanceType: 'JobStatus',
        jobId: job.laterId ?? job.id,
        jobFriendlyName: job.friendlyName,
        jobStatus: outcome,
        affectedObjectType: job.target.type,
      },
      healthErrors: job.errors.map(({ complaint }) => ({
        errorCode: complaint.code,
        errorMessage: complaint.message,
        possibleCauses: complaint.possibleCauses,
        recommendedAction: complaint.recommendedAction,
      })),
    }),
  };
}

function healthEvents(world: World, item: ProtectedItem): Happening[] {
  return healthErrorsOf(world, item).map((error) => ({
    name: `VmMonitoringEvent;${Math.round(error.since)}_${guidOf('event', item.state.lifecycleId, errorIdOf(error))}`,
    at: error.since,
    severity: error.level === 'Error' ? 'Critical' : 'Warning',
    type: 'VmHealth' as const,
    subject: item.state.vmName,
    subjectId: machineGuid(item),
    view: () => ({
      eventCode: guidOf('event', error.code),
      description: error.message,
      fabricId: serviceId(parentOf(parentOf(item.id))),
      providerSpecificDetails: machineDetails(world, item),
      eventSpecificDetails: null,
      healthErrors: [healthErrorView(item, error)],
    }),
  }));
}

function machineDetails(world: World, item: ProtectedItem): Record<string, unknown> {
  const fabric = fabricOf(world, parentOf(item.id));
  const remote = fabricOf(world, item.state.recoveryContainerId);
  return {
    instanceType: 'A2A',
    protectedItemName: nameOf(item.id),
    fabricObjectId: item.state.vmId.toLowerCase(),
    fabricName: fabric?.name ?? '',
    fabricLocation: fabric?.state.region ?? '',
    remoteFabricName: remote?.name ?? '',
    remoteFabricLocation: remote?.state.region ?? '',
  };
}

function eventView(vaultId: string, event: Happening): Record<string, unknown> {
  return {
    id: serviceId(`${vaultId}/replicationEvents/${event.name}`),
    name: event.name,
    type: types.event,
    properties: {
      eventType: event.type,
      affectedObjectFriendlyName: event.subject,
      affectedObjectCorrelationId: event.subjectId,
      severity: event.severity,
      timeOfOccurrence: fineTime(Math.round(event.at)),
      ...event.view(),
    },
  };
}

/** What a job of Site Recovery does, by Azure's name of its scenario. */
const jobs: Readonly<Record<string, string>> = {
  InitialReplication: 'first copy',
  EnableDr: 'start of replication',
  DisableDr: 'end of replication',
  UnplannedFailover: 'failover',
  PlannedFailover: 'planned failover',
  TestFailover: 'drill',
  TestFailoverCleanup: 'cleanup of the drill',
  ChangePit: 'change of the recovery point',
  CommitFailover: 'commit',
  CancelFailover: 'undoing of the failover',
  SwitchProtection: 'reprotection',
  SwitchReplicationGroupProtection: 'reprotection',
  ReverseReplicate: 'reprotection',
  RepairReplication: 'resynchronisation',
  UpdateVmProperties: 'change of its settings',
  AddDisks: 'adding of disks',
  RemoveDisks: 'removal of disks',
  UpdateMobilityService: 'update of its agent',
};

/** As in `its failover runs`. One that is not known bears Azure's name. */
export const jobWords = (scenario: string): string => jobs[scenario] ?? `job ${scenario}`;

const ends: Readonly<Record<string, string>> = {
  Completed: 'completed',
  CompletedWithInformation: 'completed, with notes in the job',
  Failed: 'failed',
  Cancelled: 'cancelled',
};

/** `Failover - Completed` is how Azure tells the end of a job; what else an event says stays as it is. */
export const eventWords = (what: string): string => {
  const { job, end = '' } = /^(?<job>.+) - (?<end>[A-Za-z]+)$/u.exec(what)?.groups ?? {};
  const words = ends[end];
  return words === undefined ? what : `${job}: ${words}`;
};

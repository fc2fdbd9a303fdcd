import { z } from 'zod';
import type { ArmResource } from '../../world/resources.ts';
import type { StateKey, World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import type { Vault } from '../vaults/vault.ts';
import { azureTime, DAY, HOUR } from './times.ts';

const POLICY_TYPE = 'Microsoft.RecoveryServices/vaults/backupPolicies';

/** Vaults that were given Azure's own policies already: what was deleted afterwards stays deleted. */
const FURNISHED: StateKey<WeakSet<Vault>> = { name: 'backup-furnished-vaults', make: () => new WeakSet() };

export function policiesOf(world: World, vault: Vault): ArmResource[] {
  furnish(world, vault);
  return world.resources.list(POLICY_TYPE, vault.id);
}

export function findPolicy(world: World, vault: Vault, name: string): ArmResource | undefined {
  furnish(world, vault);
  return world.resources.get(`${vault.id}/backupPolicies/${name}`);
}

function furnish(world: World, vault: Vault): void {
  const furnished = world.state(FURNISHED);
  if (furnished.has(vault)) return;
  furnished.add(vault);
  // Of an earlier vault of the same name.
  for (const stale of world.resources.list(POLICY_TYPE, vault.id)) world.resources.delete(stale.id);
  const firstRun = Math.floor(world.clock.now() / DAY) * DAY + 16.5 * HOUR;
  putPolicy(world, `${vault.id}/backupPolicies/HourlyLogBackup`, hourlyLogBackup(azureTime(firstRun)));
  putPolicy(world, `${vault.id}/backupPolicies/EnhancedPolicy`, enhancedPolicy(azureTime(firstRun)));
  putPolicy(world, `${vault.id}/backupPolicies/DefaultPolicy`, dailyPolicy(azureTime(firstRun)));
}

export function putPolicy(world: World, id: string, properties: Record<string, unknown>): ArmResource {
  const policy: ArmResource = { id, name: nameOf(id), type: POLICY_TYPE, properties };
  world.resources.put(policy);
  return policy;
}

function dailyPolicy(at: string): Record<string, unknown> {
  return {
    backupManagementType: 'AzureIaasVM',
    instantRPDetails: {},
    schedulePolicy: dailySchedule(at),
    retentionPolicy: thirtyDays(at),
    instantRpRetentionRangeInDays: 2,
    timeZone: 'UTC',
  };
}

function enhancedPolicy(at: string): Record<string, unknown> {
  return {
    backupManagementType: 'AzureIaasVM',
    policyType: 'V2',
    instantRPDetails: {},
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: { interval: 4, scheduleWindowStartTime: at, scheduleWindowDuration: 12 },
    },
    retentionPolicy: thirtyDays(at),
    instantRpRetentionRangeInDays: 2,
    timeZone: 'UTC',
  };
}

/** For databases; virtual machines cannot use it. */
function hourlyLogBackup(at: string): Record<string, unknown> {
  const log = {
    policyType: 'Log',
    schedulePolicy: { schedulePolicyType: 'LogSchedulePolicy', scheduleFrequencyInMins: 60 },
    retentionPolicy: {
      retentionPolicyType: 'SimpleRetentionPolicy',
      retentionDuration: { count: 30, durationType: 'Days' },
    },
  };
  return {
    backupManagementType: 'AzureWorkload',
    workLoadType: 'SQLDataBase',
    settings: { timeZone: 'UTC', issqlcompression: false, isCompression: false },
    subProtectionPolicy: [
      { policyType: 'Full', schedulePolicy: dailySchedule(at), retentionPolicy: thirtyDays(at) },
      log,
    ],
  };
}

function dailySchedule(at: string): Record<string, unknown> {
  return {
    schedulePolicyType: 'SimpleSchedulePolicy',
    scheduleRunFrequency: 'Daily',
    scheduleRunTimes: [at],
    scheduleWeeklyFrequency: 0,
  };
}

function thirtyDays(at: string): Record<string, unknown> {
  return {
    retentionPolicyType: 'LongTermRetentionPolicy',
    dailySchedule: { retentionTimes: [at], retentionDuration: { count: 30, durationType: 'Days' } },
  };
}

const retention = z.object({ retentionDuration: z.object({ count: z.number() }) });

const shape = z.object({
  schedulePolicy: z
    .object({
      scheduleRunFrequency: z.string().optional(),
      scheduleRunTimes: z.array(z.string()).optional(),
      hourlySchedule: z.object({ interval: z.number(), scheduleWindowStartTime: z.string().optional() }).optional(),
      dailySchedule: z.object({ scheduleRunTimes: z.array(z.string()).optional() }).optional(),
      weeklySchedule: z.object({ scheduleRunTimes: z.array(z.string()).optional() }).optional(),
    })
    .optional(),
  retentionPolicy: z.object({ dailySchedule: retention.optional(), weeklySchedule: retention.optional() }).optional(),
  instantRpRetentionRangeInDays: z.number().optional(),
});

/** When backups run under a policy and how long they are kept. */
export interface Rules {
  readonly everyMs: number;
  /** Milliseconds after midnight, UTC. */
  readonly timeOfDay: number;
  readonly keptMs: number;
  readonly instantMs: number;
}

export function rulesOf(policyProperties: Record<string, unknown>): Rules {
  const { data } = shape.safeParse(policyProperties);
  const schedule = data?.schedulePolicy;
  const { dailySchedule, weeklySchedule } = data?.retentionPolicy ?? {};
  const runAt =
    schedule?.scheduleRunTimes?.[0] ??
    schedule?.dailySchedule?.scheduleRunTimes?.[0] ??
    schedule?.weeklySchedule?.scheduleRunTimes?.[0] ??
    schedule?.hourlySchedule?.scheduleWindowStartTime;
  const days = dailySchedule?.retentionDuration.count ?? (weeklySchedule?.retentionDuration.count ?? 4) * 7;
  return {
    everyMs: everyMs(schedule?.scheduleRunFrequency, schedule?.hourlySchedule?.interval),
    timeOfDay: (Date.parse(runAt ?? '') || 0) % DAY,
    keptMs: days * DAY,
    instantMs: (data?.instantRpRetentionRangeInDays ?? 2) * DAY,
  };
}

function everyMs(frequency: string | undefined, interval: number | undefined): number {
  if (frequency === 'Weekly') return 7 * DAY;
  if (frequency === 'Hourly') return Math.max(1, interval ?? 4) * HOUR;
  return DAY;
}

/** The next time after `now` that the policy starts backups. */
export function nextRun(rules: Rules, now: number): number {
  const today = Math.floor(now / DAY) * DAY + rules.timeOfDay;
  return today > now ? today : today + DAY;
}

import { z } from 'zod';
import type { BackupPolicySummary } from '../../../src/ports/azure/backup.ts';
import { number, text, texts } from '../core/shapes.ts';
import { time } from '../core/times.ts';
import { vaultIdOf } from './names.ts';

const runs = z.looseObject({ scheduleRunTimes: z.array(time).nullish(), scheduleRunDays: texts });

const keeping = z.looseObject({
  retentionDuration: z.looseObject({ count: z.number(), durationType: z.string() }).nullish(),
});

const policyShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  properties: z.looseObject({
    backupManagementType: text,
    timeZone: text,
    protectedItemsCount: number,
    instantRpRetentionRangeInDays: number,
    schedulePolicy: runs
      .extend({
        scheduleRunFrequency: text,
        dailySchedule: runs.nullish(),
        weeklySchedule: runs.nullish(),
        hourlySchedule: z
          .object({
            interval: number,
            scheduleWindowStartTime: time,
            scheduleWindowDuration: number,
          })
          .nullish(),
      })
      .nullish(),
    retentionPolicy: z
      .object({
        dailySchedule: keeping.nullish(),
        weeklySchedule: keeping.nullish(),
        monthlySchedule: keeping.nullish(),
        yearlySchedule: keeping.nullish(),
      })
      .nullish(),
  }),
});

type Policy = z.output<typeof policyShape>;
type Wire = Policy['properties'];

const kinds: Readonly<Record<string, BackupPolicySummary['of']>> = {
  AzureIaasVM: 'machines',
  AzureWorkload: 'databases',
  AzureSql: 'databases',
};

const policyOf = ({ id, name, properties }: Policy): BackupPolicySummary => ({
  id,
  name,
  vaultId: vaultIdOf(id),
  of: kinds[properties.backupManagementType ?? ''] ?? 'other',
  schedule: scheduleOf(properties),
  keeps: keepsOf(properties),
  items: properties.protectedItemsCount ?? 0,
});

const scheduleOf = ({ schedulePolicy, timeZone }: Wire): string => {
  const zone = timeZone ?? 'UTC';
  switch (schedulePolicy?.scheduleRunFrequency) {
    case 'Hourly':
      return hourly(schedulePolicy.hourlySchedule, zone);
    case 'Weekly': {
      const weekly = schedulePolicy.weeklySchedule ?? schedulePolicy;
      return `every ${listed(weekly.scheduleRunDays.length > 0 ? weekly.scheduleRunDays : ['week'])}${timesOf(weekly, zone)}`;
    }
    case 'Daily':
      return `every day${timesOf(schedulePolicy.dailySchedule ?? schedulePolicy, zone)}`;
    default:
      return 'on a schedule that is not known here';
  }
};

type Hourly = NonNullable<NonNullable<Wire['schedulePolicy']>['hourlySchedule']>;

const hourly = (schedule: Hourly | null | undefined, zone: string): string => {
  const { interval = 4, scheduleWindowStartTime: from, scheduleWindowDuration: hours } = schedule ?? {};
  const window = from && hours ? `, for ${hours} hours from ${clockOf(from)} ${zone}` : '';
  return `every ${interval} hours${window}`;
};

const timesOf = ({ scheduleRunTimes }: z.output<typeof runs>, zone: string): string => {
  const times = (scheduleRunTimes ?? []).flatMap((at) => (at === undefined ? [] : clockOf(at)));
  return times.length > 0 ? ` at ${listed(times)} ${zone}` : '';
};

/** The hour stands in the zone of the policy, though Azure writes it as if it were UTC. */
const clockOf = (at: Date): string => at.toISOString().slice(11, 16);

const keepsOf = ({ retentionPolicy, instantRpRetentionRangeInDays: instant }: Wire): string => {
  const { dailySchedule, weeklySchedule, monthlySchedule, yearlySchedule } = retentionPolicy ?? {};
  const parts = [
    kept('daily', dailySchedule),
    kept('weekly', weeklySchedule),
    kept('monthly', monthlySchedule),
    kept('yearly', yearlySchedule),
    instant ? `a snapshot beside the machine ${counted(instant, 'day')}` : [],
  ].flat();
  return parts.length > 0 ? parts.join(', ') : 'as Azure decides';
};

const kept = (which: string, schedule: z.output<typeof keeping> | null | undefined): string | [] => {
  const duration = schedule?.retentionDuration;
  return duration ? `${which} ones ${counted(duration.count, duration.durationType.toLowerCase())}` : [];
};

const counted = (count: number, unit: string): string => {
  const one = unit.replace(/s$/u, '');
  return `${count} ${count === 1 ? one : `${one}s`}`;
};

const listed = (words: readonly string[]): string => words.join(', ').replace(/, ([^,]+)$/u, ' and $1');

export const backupPolicy = policyShape.transform(policyOf);

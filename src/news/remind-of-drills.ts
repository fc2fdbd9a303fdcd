import type { Readers } from '../ports/azure/readers.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Dedupe } from '../ports/dedupe.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { drillReminder } from '../views/drill-reminder.ts';

interface ReminderParts {
  readonly readers: Readers;
  readonly speaker: Speaker;
  readonly dedupe: Dedupe;
}

/** The first reminder comes so long after the drill was first seen, and another one each time it has passed again. */
const everySeconds = 4 * 3600;
const longestDrillSeconds = 30 * 24 * 3600;

/**
 * Reminds of drills that are still to be cleaned up, whoever began them: what Azure shows is what is owed, so that no
 * restart makes it forget. Every front may do it; each reminder is given once.
 */
export const createDrillReminder =
  ({ readers, speaker, dedupe }: ReminderParts) =>
  async (): Promise<void> => {
    const { value: items } = await readers.recovery.items('shared');
    const due: string[] = [];
    for (const item of items) if (item.drillWaitsForCleanup && (await isDue(item, dedupe))) due.push(item.vmName);
    if (due.length > 0) await speaker.announce('announcements', drillReminder(due));
  };

const isDue = async ({ id, lifecycleId, lastDrillAt }: ProtectedItem, dedupe: Dedupe): Promise<boolean> => {
  // The time of the last one tells two drills of a machine apart.
  const subject = `drill ${lifecycleId ?? id.toLowerCase()} ${lastDrillAt?.toISOString() ?? 'first'}`;
  const isNew = await dedupe.first(`${subject} seen`, longestDrillSeconds);
  const isTime = await dedupe.first(`${subject} reminded`, everySeconds);
  return isTime && !isNew;
};

import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { CopyRecords } from '../ports/copy-records.ts';
import type { Journal } from '../ports/journal.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { ownJobs } from './operation-tale.ts';
import { seeConditions } from './see-conditions.ts';
import { createSeeCopies } from './see-copies.ts';
import { seeJobs } from './see-jobs.ts';
import type { Sighting } from './sighting.ts';

interface SeeParts {
  readonly readers: Readers;
  readonly journal: Journal;
  readonly kept: { readonly copies: CopyRecords };
  readonly policy: () => Policy;
  readonly now: () => Date;
}

/** Jobs may be listed so much later than they began. */
const overlapMs = 24 * 3_600_000;
/** Of so many operations the jobs are known as the bot's own. */
const remembered = 100;

/** Everything in Azure that can be watched, as it stands now. */
export const createSee = ({ readers, journal, kept, policy: current, now: clock }: SeeParts) => {
  const seeCopies = createSeeCopies({ readers, kept });
  return async (first: Date, asked: readonly Subscription[]): Promise<readonly Sighting[]> => {
    const [policy, now] = [current(), clock()];
    const since = new Date(Math.max(first.getTime(), now.getTime() - overlapMs) - overlapMs);
    const own = new Set(await jobsOfOperations(journal));
    const seen = await Promise.all([
      seeJobs({ readers, policy, since, now, own }),
      seeConditions({ readers, policy, now }),
      seeCopies({ asked, policy, since, now }),
    ]);
    return seen.flat();
  };
};

const jobsOfOperations = async (journal: Journal): Promise<readonly string[]> => {
  const ids = await journal.recent(remembered);
  const journals = await Promise.all(ids.map((id) => journal.read(id)));
  return journals.flatMap((recorded) => ownJobs(recorded?.entries ?? []));
};

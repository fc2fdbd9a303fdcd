import type { OperationState } from './state.ts';

type Begun = Pick<OperationState, 'started' | 'startedAt'>;

/** From when its time counts, wherever it is told: an outage lasts since somebody asked, and not since enough agreed. */
export const countedFrom = ({ started, startedAt }: Begun): number =>
  isOutage(started) ? (started.askedAt ?? startedAt) : startedAt;

const isOutage = ({ command }: OperationState['started']): boolean => command === 'failover' || command === 'failback';

import { createLanes } from '../../chat/lanes.ts';
import type { Time } from '../../chat/time.ts';

interface Window {
  readonly milliseconds: number;
  readonly sends: number;
}

/** What the platform takes from a bot in one conversation. */
const windows: readonly Window[] = [
  { milliseconds: 1000, sends: 7 },
  { milliseconds: 2000, sends: 8 },
  { milliseconds: 30_000, sends: 60 },
  { milliseconds: 3_600_000, sends: 1800 },
];

const longest = Math.max(...windows.map(({ milliseconds }) => milliseconds));

/** One queue a conversation: what is said there stays in order, and never goes faster than the platform takes it. */
export const createPace = ({ now, sleep }: Time) => {
  const lanes = createLanes();
  const sent = new Map<string, number[]>();

  const inTurn = async <Result>(conversation: string, say: () => Promise<Result>): Promise<Result> => {
    const wait = waitAfter(sent.get(conversation) ?? [], now());
    if (wait > 0) await sleep(wait);
    // Counted from when it is over: it arrived before, and the platform counts from then.
    return say().finally(() => {
      const recent = (sent.get(conversation) ?? []).filter((time) => time > now() - longest);
      sent.set(conversation, [...recent, now()]);
    });
  };

  return <Result>(conversation: string, say: () => Promise<Result>): Promise<Result> =>
    lanes(conversation, () => inTurn(conversation, say));
};

const waitAfter = (times: readonly number[], now: number): number =>
  Math.max(
    0,
    ...windows.map(({ milliseconds, sends }) => {
      const oldest = times[times.length - sends];
      return oldest === undefined ? 0 : oldest + milliseconds - now;
    }),
  );

import { clocksApart } from '../operations/clocks-apart.ts';
import type { Check } from '../plans/plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { ChatPort } from '../ports/chat.ts';
import type { Journal } from '../ports/journal.ts';
import type { SelfCheck } from '../ports/self-check.ts';
import type { StoreClock, StoreHealth } from '../ports/store.ts';
import type { StoreGuard } from '../ports/store-guard.ts';
import type { Wakeups } from '../ports/wakeups.ts';
import { attempt } from '../protection/attempt.ts';
import { gapWords } from '../views/gap-words.ts';

interface SelfCheckParts {
  readonly health: StoreHealth;
  readonly clock: StoreClock;
  readonly guard: Pick<StoreGuard, 'state'>;
  readonly wakeups: Pick<Wakeups, 'lag'>;
  readonly journal: Pick<Journal, 'unfinished'>;
  readonly readers: Pick<Readers, 'estate'>;
  readonly policy: () => Policy;
  readonly chats: readonly ChatPort[];
}

/** What is due is taken up within seconds while a worker runs. */
const mostLagSeconds = 60;

export const createSelfCheck = (parts: SelfCheckParts): SelfCheck => ({
  look: async () => {
    const store = await checkStore(parts);
    const others = [checkAzure(parts), checkPolicy(parts), checkChats(parts)];
    return [...store, ...(await Promise.all(others))];
  },
});

/** Where it does not answer, nothing else that it keeps can be known. */
const checkStore = async (parts: SelfCheckParts): Promise<readonly Check[]> => {
  const { health } = parts;
  try {
    const apart = clocksApart(await parts.clock.ahead());
    const redis: Check = apart
      ? { outcome: 'block', subject: 'Redis', why: apart.slice(0, -1), fix: 'Set the clocks right.' }
      : { outcome: 'passed', subject: 'Redis', why: 'it answers, and its clock and mine agree' };
    return [redis, checkHold(parts), await checkWork(parts)];
  } catch {
    const state = health.state();
    const since = state.reachable ? '' : ` since ${state.since.toISOString()}`;
    const fix = 'Until it is back I can show things and change nothing.';
    return [{ outcome: 'block', subject: 'Redis', why: `it does not answer${since}`, fix }];
  }
};

const checkHold = ({ guard }: SelfCheckParts): Check => {
  const subject = 'Hold';
  if (guard.state().kind === 'sound') return { outcome: 'passed', subject, why: 'nothing is held' };
  const why = 'Redis was replaced by one that knows less, so everything that decides or changes is held';
  return { outcome: 'block', subject, why, fix: 'Look, and lift it: lift-hold' };
};

const checkWork = async ({ wakeups, journal }: SelfCheckParts): Promise<Check> => {
  const [lag, unfinished] = await Promise.all([wakeups.lag(), journal.unfinished()]);
  const seconds = Math.round(lag / 1000);
  const subject = 'Work';
  const running = `${unfinished.length === 0 ? 'no operation runs' : `operations that have not ended: ${unfinished.length}`}`;
  if (seconds <= mostLagSeconds)
    return { outcome: 'passed', subject, why: `${running}, and nothing that is due waits` };
  const why = `${running}, and what is due has waited for ${seconds} s: no process takes it up`;
  return { outcome: 'block', subject, why, fix: 'See that a front and a worker run, and read their logs.' };
};

const checkAzure = async ({ readers }: SelfCheckParts): Promise<Check> => {
  const subject = 'Azure';
  const machines = await attempt('the machines', readers.estate.vms('fresh'));
  if (!machines.read)
    return { outcome: 'block', subject, why: gapWords(machines.missing).replace(/\.$/u, ''), fix: identityFix };
  const why = `I read ${machines.value.length} VMs just now`;
  if (machines.missing.length === 0) return { outcome: 'passed', subject, why };
  return { outcome: 'warning', subject, why: `${why}, and not all: ${gapWords(machines.missing)}`, fix: identityFix };
};

const identityFix = 'See that the reading identity has the role of docs/azure-role.json in each subscription.';

const checkPolicy = async ({ policy }: SelfCheckParts): Promise<Check> => {
  const { version, people, channels } = policy();
  const why = `version ${version} is in force (people: ${people.length}, channels: ${channels.length})`;
  return { outcome: 'passed', subject: 'Policy', why };
};

const checkChats = async ({ chats }: SelfCheckParts): Promise<Check> => {
  const platforms = chats.map(({ platform }) => platform);
  return { outcome: 'passed', subject: 'Chats', why: `I am connected to ${platforms.join(' and ')}` };
};

import type { Clock } from './pace.ts';

const betweenEditsMs = 2000;

/** One edit in two seconds a message: what comes sooner takes the place of what has not been said yet. */
export const createEdits = <Content>({ now, sleep }: Clock, send: (key: string, content: Content) => Promise<void>) => {
  /** What is said next. */
  const waiting = new Map<string, Content>();
  const running = new Map<string, Promise<void>>();
  const lastAt = new Map<string, number>();

  const sendNext = async (key: string): Promise<void> => {
    for (const [other, at] of lastAt) if (at + betweenEditsMs <= now()) lastAt.delete(other);
    const last = lastAt.get(key);
    if (last !== undefined) await sleep(last + betweenEditsMs - now());
    const content = waiting.get(key) as Content;
    waiting.delete(key);
    lastAt.set(key, now());
    await send(key, content);
  };

  return (key: string, content: Content): Promise<void> => {
    const before = running.get(key);
    const isAwaited = waiting.has(key);
    waiting.set(key, content);
    if (before && isAwaited) return before;
    const done = (before ?? Promise.resolve()).catch(() => {}).then(() => sendNext(key));
    running.set(key, done);
    const forget = () => running.get(key) === done && running.delete(key);
    done.then(forget, forget);
    return done;
  };
};

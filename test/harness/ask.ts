import type { Approvals } from '../../src/ports/approvals.ts';

interface Asking {
  readonly say: (who: string, line: string) => Promise<string>;
  readonly approvals: Pick<Approvals, 'read'>;
}

/** Ana asks, and as many others agree as it takes; what it became. */
export const createAsk =
  ({ say, approvals }: Asking) =>
  async (line: string): Promise<string> => {
    const answer = await say('ana', line);
    const id = /\bDR-\d+/u.exec(answer)?.[0];
    if (!id) throw new Error(`No request came of "${line}":\n${answer}`);
    for (const who of ['cleo', 'rob']) {
      const request = await approvals.read(id);
      if (request?.state.kind !== 'open') break;
      const typed = request.rule.typeTarget ? ` --type "${request.rule.typeTarget}"` : '';
      await say(who, `approve ${id} ${request.digest.slice(0, 4)}${typed}`);
    }
    const decided = await approvals.read(id);
    if (decided?.state.kind !== 'started') throw new Error(`${id} did not start: ${JSON.stringify(decided?.state)}`);
    return id;
  };

import { AzureRefused } from '../../../src/errors/azure.ts';
import type { OperationToken, Sending } from '../../../src/ports/azure/write.ts';
import type { Clients } from './clients.ts';
import type { Core } from './core.ts';
import { nameOf } from './ids.ts';
import { tokenOf } from './tokens.ts';

interface WriteOrder {
  /** Without the name: `create snapshot`. */
  readonly doing: string;
  /** What is written. */
  readonly resource: string;
  readonly repeatable: boolean;
  readonly deletes?: boolean;
  readonly start: (clients: Clients) => Promise<unknown>;
}

/** Sends a write of a resource, and gives the token of whichever kind Azure's answer allows. */
export const write = async (
  core: Core,
  { doing, resource, repeatable, deletes = false, start }: WriteOrder,
  sending: Sending,
): Promise<OperationToken> => {
  const written = { resource, deletes, now: core.timing.now() };
  try {
    const answer = await core.send({ what: `${doing} ${nameOf(resource)}`, sending, repeatable, start });
    return tokenOf(answer, written);
  } catch (error) {
    if (deletes && error instanceof AzureRefused && error.problem.status === 404) return gone(written);
    throw error;
  }
};

/** What is not there need not be deleted. */
const gone = ({ resource, now }: { readonly resource: string; readonly now: Date }): OperationToken => ({
  kind: 'done',
  at: resource,
  resource,
  acceptedAt: now.toISOString(),
  deletes: true,
});

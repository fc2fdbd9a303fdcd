import type { OperationToken } from '../../../src/ports/azure/write.ts';
import type { Answer } from '../core/call.ts';
import { operationIn } from '../core/tokens.ts';
import { locationPath } from './names.ts';

/** What the answer to a write tells of how to ask for it later. Azure's own addresses carry signatures: they are left. */
interface Accepted {
  readonly answer: Answer;
  /** The item or the job. */
  readonly resource: string;
  readonly now: Date;
}

/** `below` is the path that the operation's name belongs to. */
export const backupToken = (below: string, { answer, resource, now }: Accepted): OperationToken => {
  const operation = answer.status === 202 ? operationIn(answer) : undefined;
  const acceptedAt = now.toISOString();
  if (operation !== undefined) return { kind: 'backup-operation', at: `${below}/${operation}`, resource, acceptedAt };
  // Without the name of an operation there is nothing to wait for: what was asked for was so already.
  return { kind: 'done', at: resource, resource, acceptedAt };
};

export const secondaryToken = (
  { subscription, region }: { readonly subscription: string; readonly region: string },
  { answer, resource, now }: Accepted,
): OperationToken => ({
  kind: 'cross-region-operation',
  at: `${locationPath(subscription, region)}/backupCrrOperationsStatus/${operationIn(answer) ?? ''}`,
  resource,
  acceptedAt: now.toISOString(),
});

/** What `at` names: an operation of which a job may come, one of a job itself, or the job. */
export type Followed =
  | { readonly kind: 'operation' | 'validation' | 'job'; readonly name: string }
  | { readonly kind: 'cancelling'; readonly name: string; readonly jobId: string };

export const followedBy = ({ at, resource }: OperationToken): Followed => {
  const [kind = '', encoded = ''] = at.split('/').slice(-2);
  const name = decodeURIComponent(encoded);
  switch (kind.toLowerCase()) {
    case 'backupjobs':
      return { kind: 'job', name };
    case 'operationsstatus':
      return { kind: 'cancelling', name, jobId: resource };
    case 'backupvalidateoperationsstatuses':
      return { kind: 'validation', name };
    default:
      return { kind: 'operation', name };
  }
};

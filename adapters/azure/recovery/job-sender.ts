import type { SiteRecoveryManagementClient } from '@azure/arm-recoveryservices-siterecovery';
import { OutcomeUnknown } from '../../../src/errors/azure.ts';
import type { OperationToken, Sending } from '../../../src/ports/azure/write.ts';
import { parseId } from '../core/ids.ts';
import type { Send } from '../core/sending.ts';
import { operationIn } from '../core/tokens.ts';
import { vaultOf } from './spelling.ts';

interface JobOrder {
  readonly what: string;
  /** What is written; its vault is where the job will be found. */
  readonly resource: string;
  readonly deletes?: boolean;
  readonly sending: Sending;
  readonly begin: (client: SiteRecoveryManagementClient) => Promise<unknown>;
}

export type SendJob = (order: JobOrder) => Promise<OperationToken>;

/**
 * Every write of Site Recovery begins a job, and none is sent twice, be it a PUT: a second one meets the job of the
 * first, and its refusal would pass for the answer.
 */
export const createJobSender =
  (send: Send, now: () => Date): SendJob =>
  async ({ what, resource, deletes, sending, begin }) => {
    const sentAt = now();
    const answer = await send({
      what,
      sending,
      repeatable: false,
      start: async (clients) => begin(await clients.siteRecovery(parseId(resource).subscription)),
    });
    const token = { resource, acceptedAt: now().toISOString(), ...(deletes && { deletes }) };
    if (answer.status !== 202) return { kind: 'done', at: resource, ...token };
    const job = operationIn(answer);
    // Accepted, but as what? The job is still to be found, by the request id.
    if (job === undefined) throw new OutcomeUnknown(what, sentAt, new Error('Azure named no job.'));
    return { kind: 'recovery-job', at: `${vaultOf(resource)}/replicationJobs/${job}`, ...token };
  };

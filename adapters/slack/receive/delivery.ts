import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const given = z.object({
  event_id: z.string().min(1).max(200).optional().catch(undefined),
  trigger_id: z.string().min(1).max(200).optional().catch(undefined),
});

const carried = z.object({ envelope: z.string().optional(), signed: z.string().optional() });

/** Slack's own id of a delivery: the event's, the click's, the envelope's; else what the request was signed with. */
export const deliveryIdOf = (body: unknown, context: unknown): string => {
  const { event_id: event, trigger_id: trigger } = given.parse(body);
  const { envelope, signed } = carried.parse(context);
  const id = event ?? trigger ?? envelope ?? signed;
  if (id === undefined) throw new Error('A delivery from Slack has no id.');
  return id;
};

/** A submission has the id of the view as it stood: submitted twice, it is the same one. */
export const submissionIdOf = ({ id, hash }: { readonly id: string; readonly hash: string }): string =>
  `view:${id}:${hash}`;

/** What a signed request can be recognised by. */
export const signedMaterial = ({ headers }: Pick<IncomingMessage, 'headers'>) => ({
  signed: createHash('sha256')
    .update(`${headers['x-slack-request-timestamp']}:${headers['x-slack-signature']}`)
    .digest('hex'),
});

const envelopeShape = z.object({ envelope_id: z.string().optional() });

/** What an envelope of Socket Mode can be recognised by. */
export const envelopeMaterial = (envelope: unknown) => {
  const read = envelopeShape.safeParse(envelope);
  return read.success && read.data.envelope_id ? { envelope: read.data.envelope_id } : {};
};

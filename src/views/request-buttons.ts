import { approveLine } from '../approvals/decide.ts';
import { shortDigest } from '../approvals/digest.ts';
import type { ChangeRequest } from '../approvals/request.ts';
import { runs } from '../messages/compose.ts';
import type { Action } from '../messages/message.ts';

/** It says what was seen: the revision, and the digest's beginning. */
export const approveButton = (request: ChangeRequest): Action =>
  runs('Approve...', `${approveLine(request)} --revision ${request.revision}`, 'primary', {
    confirm: `Approve ${request.id}: ${request.plan.title}? With the last approval it starts at once.`,
    ...(request.rule.typeTarget !== undefined && { asks: ['type'] }),
  });

export const denyButton = ({ id, digest }: ChangeRequest, label = 'Deny...'): Action =>
  runs(label, `deny ${id} --digest ${shortDigest(digest)}`, 'danger', { asks: ['reason'] });

export const breakGlassButton = ({ id, digest }: ChangeRequest): Action =>
  runs('Break glass...', `break-glass ${id} --digest ${shortDigest(digest)}`, 'danger', {
    asks: ['incident', 'reason'],
  });

export const signOffButton = ({ id }: ChangeRequest): Action =>
  runs(`Sign off ${id}...`, `review ${id}`, undefined, { asks: ['note'] });

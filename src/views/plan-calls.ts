import { shortDigest } from '../approvals/digest.ts';
import type { ChangeRequest } from '../approvals/request.ts';
import { actions, code, message, note, runs, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Write } from '../plans/plan.ts';
import { planBlocks } from './plan.ts';
import { counted } from './words.ts';

/** What was or is to be agreed to, whatever became of it. */
export const wholePlan = ({ id, plan, digest, line }: ChangeRequest): Message =>
  message(
    `${id} was planned as: ${plan.title}`,
    'neutral',
    ...planBlocks(plan),
    note(`Asked as: ${line}. Digest ${shortDigest(digest)}.`),
    actions(runs('Show every Azure call', `approvals ${id} --calls`), runs(`Show ${id}`, `approvals ${id}`)),
  );

/** Everything that would be sent, with its bodies: for whoever wants to know exactly. */
export const everyCall = ({ id, plan }: ChangeRequest): Message =>
  message(
    `${id} sends ${counted(plan.writes.length, 'call')} to Azure.`,
    'neutral',
    ...plan.writes.map((write, at) => code(callText(write, at + 1))),
    note('Each is made again from fresh facts right before it is sent; nothing of this text is sent as it stands.'),
    actions(runs('Same as az commands', `approvals ${id} --az`), runs(`Show ${id}`, `approvals ${id}`)),
  );

const callText = ({ call, action, resource }: Write, number: number): string =>
  [
    `${number}  ${call.method} ${resource}`,
    `   ${action}`,
    ...(call.body === undefined ? [] : [JSON.stringify(call.body, null, 2)]),
  ].join('\n');

/** A way out when the bot is gone. */
export const azLines = ({ id, plan }: ChangeRequest): Message => {
  const lines = plan.writes.flatMap(({ az }) => az ?? []);
  const without = plan.writes.length - lines.length;
  return message(
    lines.length > 0 ? `${id} as az commands` : `${id} cannot be written as az commands.`,
    'neutral',
    lines.length > 0 ? code(lines.join('\n')) : undefined,
    without > 0 ? note(`${counted(without, 'call')} of it has no az command of its own: see every call.`) : undefined,
    text('Whoever runs these by hand acts without approval, journal and locks: only when I am gone.'),
    actions(runs('Show every Azure call', `approvals ${id} --calls`), runs(`Show ${id}`, `approvals ${id}`)),
  );
};

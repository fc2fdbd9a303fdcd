import { accountOf } from '../approvals/voice.ts';
import { flagName } from '../parser/read-arguments.ts';
import type { Policy } from '../policy/policy.ts';
import type { AuditEvent, Recorder } from '../ports/audit.ts';
import type { FormValues, Input, Invocation, Reply } from '../ports/chat.ts';
import type { LinkedPeople } from '../ports/links.ts';
import { whose } from './identify.ts';

interface Parts {
  readonly recorder: Recorder;
  readonly policy: () => Policy;
  readonly linked: Pick<LinkedPeople, 'remembered'>;
}

/** What somebody asked for, as they typed it, and what they were answered. A repeated delivery was taken down before. */
export const takeDown = (parts: Parts, { account, channel, input }: Invocation, reply: Reply): void => {
  if (reply.kind === 'nothing') return;
  const { recorder, policy, linked } = parts;
  const { person, unconfirmed } = whose(account, policy(), linked.remembered(account));
  const who: Pick<AuditEvent, 'person' | 'account'> = {
    ...(person && { person: person.id }),
    account: accountOf(account),
  };
  const answered = reply.kind === 'form' ? `a form: ${reply.form.title}` : reply.message.title;
  const where = channel.personal ? 'in person' : channel.id;
  const known = unconfirmed && { known: 'by a link that nobody confirmed' };
  recorder.record({ kind: 'command', what: typed(input), ...who, facts: { where, answered, ...known } });
  if (reply.kind === 'refusal')
    recorder.record({ kind: 'refusal', what: answered, ...who, facts: { to: typed(input), ...known } });
};

/** Nothing longer is read as a command, and strangers write here as well. */
const longest = 8000;

const typed = (input: Input): string => {
  const whole = wholeOf(input);
  return whole.length > longest ? `${whole.slice(0, longest)}... (${whole.length} characters)` : whole;
};

const wholeOf = (input: Input): string => {
  if (input.kind === 'line') return input.text;
  return input.kind === 'home' ? '(opened the home page)' : [input.command, ...valuesIn(input.values)].join(' ');
};

const valuesIn = (values: FormValues): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${flagName(name)} ${JSON.stringify(value)}`],
  );

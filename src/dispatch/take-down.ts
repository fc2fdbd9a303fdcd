import type { Policy } from '../policy/policy.ts';
import type { AuditEvent, Recorder } from '../ports/audit.ts';
import type { FormValues, Input, Invocation, Reply } from '../ports/chat.ts';
import { identify } from './identify.ts';

interface Parts {
  readonly recorder: Recorder;
  readonly policy: () => Policy;
}

/** What somebody asked for, as they typed it, and what they were answered. A repeated delivery was taken down before. */
export const takeDown = ({ recorder, policy }: Parts, { account, channel, input }: Invocation, reply: Reply): void => {
  if (reply.kind === 'nothing') return;
  const who: Pick<AuditEvent, 'person' | 'account'> = {
    ...withPerson(identify(account, policy())?.id),
    account: [account.platform, account.tenant, account.id].filter((part) => part !== '').join(' '),
  };
  const answered = reply.kind === 'form' ? `a form: ${reply.form.title}` : reply.message.title;
  const where = channel.personal ? 'in person' : channel.id;
  recorder.record({ kind: 'command', what: typed(input), ...who, facts: { where, answered } });
  if (reply.kind === 'refusal')
    recorder.record({ kind: 'refusal', what: answered, ...who, facts: { to: typed(input) } });
};

const withPerson = (person: string | undefined) => (person === undefined ? {} : { person });

const typed = (input: Input): string => {
  if (input.kind === 'line') return input.text;
  return input.kind === 'home' ? '(opened the home page)' : [input.command, ...valuesIn(input.values)].join(' ');
};

const valuesIn = (values: FormValues): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${JSON.stringify(value)}`],
  );

import { authorize, authorizeWrites, shownAccess } from '../authorization/authorize.ts';
import { type Decision, type Subject, subjectOf } from '../authorization/decide.ts';
import type { Access, Change, Command, PlanContext, Query } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import { canonicalLine, type Faulty, type Parsed, parse, type Understood } from '../parser/parse.ts';
import type { Reply } from '../ports/chat.ts';
import type { Target } from '../ports/names.ts';
import { faultyLine, severalCommands, unknownCommand, unreadable } from '../views/not-understood.ts';
import { planRefused } from '../views/plan.ts';
import { notAllowed, notInThisChannel, storeUnreachable, unknownPerson } from '../views/refused.ts';
import { usageOf } from '../views/usage.ts';
import { correctedLines, unresolvedName } from './correct.ts';
import type { Conversation } from './dispatcher.ts';
import { examine } from './examine.ts';
import { formOf } from './form.ts';
import { silencedBy } from './identify.ts';
import { resolveNames } from './resolve-names.ts';

/** From what was understood to what is answered. */
export const answer = async (talk: Conversation, parsed: Parsed): Promise<Reply> => {
  switch (parsed.kind) {
    case 'empty':
      return answer(talk, parse('help', talk.catalog));
    case 'unreadable':
      return refusal(unreadable(parsed.why));
    case 'unknown':
      return refusal(unknownCommand(parsed.typed, await correctedLines(talk, parsed.meant)));
    case 'ambiguous':
      return refusal(severalCommands(parsed.typed, parsed.commands));
    case 'faulty':
      return isBarred(talk, parsed.command) ?? askAgain(parsed);
    case 'command':
      return isBarred(talk, parsed.command) ?? run(talk, parsed);
  }
};

const refusal = (message: Message): Reply => ({ kind: 'refusal', message });

/** People whom the policy does not know are not even shown a form. */
const isBarred = ({ asker }: Conversation, command: Command): Reply | undefined => {
  if (asker.person || command.access === 'everyone') return undefined;
  const { platform, tenant, id } = asker.account;
  return refusal(unknownPerson([platform, tenant, id].filter((part) => part !== '').join(' ')));
};

/** A form where the form can mend it, else the fault in words. */
const askAgain = ({ command, typed, faults }: Faulty): Reply => {
  const unmendable = faults.filter((fault) => fault.argument === undefined);
  if (unmendable.length === 0) return { kind: 'form', form: formOf(command, typed, faults) };
  return refusal(
    faultyLine(
      command,
      usageOf(command),
      unmendable.map((fault) => fault.text),
    ),
  );
};

const run = async (talk: Conversation, understood: Understood): Promise<Reply> => {
  const { command } = understood;
  const resolved = await resolveNames(command, understood.values, talk.names);
  if (resolved.kind === 'unresolved') return refusal(unresolvedName(understood, resolved));
  const access = typeof command.access === 'function' ? command.access(resolved.values) : command.access;
  const decision = authorize(subject(talk), access, resolved.targets, talk.current);
  if (!decision.allowed) return refusal(refusedCommand(command, access, resolved.targets, decision));
  return command.kind === 'query'
    ? answerQuery(talk, command, resolved.values)
    : planChange(talk, command, canonicalLine(command, understood.typed), resolved.values);
};

const subject = ({ asker, current }: Conversation): Subject | undefined =>
  asker.person && subjectOf(asker.person, current, asker.listed);

const refusedCommand = (
  command: Command,
  access: Access,
  targets: readonly Target[],
  decision: Decision & { allowed: false },
): Message => {
  const about = targets.length > 0 ? ` ${targets.map((target) => target.name).join(', ')}` : '';
  return notAllowed({ command: command.name, about, needs: shownAccess(access), decision });
};

const answerQuery = async (
  talk: Conversation,
  query: Query,
  values: Readonly<Record<string, unknown>>,
): Promise<Reply> => {
  const message = await query.answer(values, {
    ...planContext(talk),
    catalog: talk.catalog,
    examine: (line) => examine(talk, line),
  });
  const wanted = values.share === true;
  const silenced = wanted ? silencedBy(talk.invocation.channel, talk.current) : undefined;
  return { kind: 'message', message: silenced ? withNote(message, silenced) : message, shared: wanted && !silenced };
};

const withNote = (message: Message, silenced: string): Message => ({
  ...message,
  blocks: [...message.blocks, { kind: 'note', text: `Shown to you alone: ${silenced}.` }],
});

const planContext = ({ asker, current, now }: Conversation): PlanContext => ({ asker, policy: current, now });

const planChange = async (
  talk: Conversation,
  command: Change,
  line: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Reply> => {
  const silenced = silencedBy(talk.invocation.channel, talk.current);
  if (silenced) return refusal(notInThisChannel(silenced));
  const health = talk.store.state();
  if (!talk.recorded || !health.reachable)
    return refusal(storeUnreachable(health.reachable ? talk.now() : health.since));
  const plan = await command.plan(values, planContext(talk));
  const allowed = authorizeWrites(subject(talk) as Subject, command.name, plan.writes, talk.current);
  if (!allowed.allowed)
    return refusal(notAllowed({ command: command.name, about: '', needs: 'more', decision: allowed }));
  if (plan.checks.some((check) => check.outcome === 'block')) return refusal(planRefused(plan));
  return {
    kind: 'message',
    message: await talk.desk.receive({ command, line, plan, asker: talk.asker }),
    shared: true,
  };
};

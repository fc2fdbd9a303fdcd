import { authorize, shownAccess } from '../authorization/authorize.ts';
import { readingRights } from '../authorization/may-read.ts';
import type { Act, ActContext, Change, Command, Query } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import { createUnderWay } from '../operations/under-way.ts';
import { canonicalLine, type Faulty, type Parsed, parse, type Understood } from '../parser/parse.ts';
import type { Reply } from '../ports/chat.ts';
import { notByOwnLink } from '../views/links.ts';
import { faultyLine, severalCommands, unknownCommand, unreadable } from '../views/not-understood.ts';
import { offering } from '../views/offer.ts';
import { planRefused } from '../views/plan.ts';
import { brokeDeciding, notAllowed, notInThisChannel, storeUnreachable, unknownPerson } from '../views/refused.ts';
import { usageOf } from '../views/usage.ts';
import { correctedLines, unresolvedName } from './correct.ts';
import type { Conversation } from './dispatcher.ts';
import { examine } from './examine.ts';
import { formOf } from './form.ts';
import { foreignTo, silencedBy } from './identify.ts';
import { barredByOwnLink, type Judged, judge, planFor, subjectFor } from './judge.ts';
import { pinPoints } from './pin-points.ts';

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
  const judged = await judge(understood, talk.asker, { names: talk.names, policy: talk.current });
  if (judged.kind === 'unresolved') return refusal(unresolvedName(understood, judged));
  if (judged.kind === 'refused') return refusal(refusedCommand(command, judged));
  if (command.kind === 'query')
    return answerQuery(talk, command, judged.values, canonicalLine(command, understood.typed));
  if (barredByOwnLink(command, talk.asker)) return refusal(notByOwnLink());
  if (cannotKeep(talk)) return refusal(storeUnreachable(lostSince(talk)));
  if (command.kind === 'act') return carryOut(talk, command, judged.values);
  return planChange(talk, command, understood, judged);
};

const carryOut = async (
  talk: Conversation,
  command: Act,
  values: Readonly<Record<string, unknown>>,
): Promise<Reply> => {
  const foreign = foreignTo(talk.invocation.channel, talk.current);
  return foreign ? refusal(notInThisChannel(foreign)) : decided(talk, () => command.act(values, actContext(talk)));
};

/** What breaks after something was written down must not be answered as if nothing had happened. */
const decided = async (talk: Conversation, decide: () => Promise<Message>): Promise<Reply> => {
  try {
    return { kind: 'message', message: await decide(), shared: false };
  } catch (error) {
    return refusal(brokeDeciding(talk.report(error, talk.invocation)));
  }
};

const cannotKeep = ({ recorded, store }: Conversation): boolean => !recorded || !store.state().reachable;

const lostSince = ({ store, now }: Conversation): Date => {
  const state = store.state();
  return state.reachable ? now() : state.since;
};

const refusedCommand = (command: Command, { targets, access, decision }: Judged & { kind: 'refused' }): Message => {
  const about = targets.length > 0 ? ` ${targets.map((target) => target.name).join(', ')}` : '';
  return notAllowed({ command: command.name, about, needs: shownAccess(access), decision });
};

const answerQuery = async (
  talk: Conversation,
  query: Query,
  values: Readonly<Record<string, unknown>>,
  again: string,
): Promise<Reply> => {
  const wanted = values.share === true;
  const silenced = wanted ? silencedBy(talk.invocation.channel, talk.current) : undefined;
  const shared = wanted && !silenced;
  const message = await query.answer(values, {
    ...actContext(talk),
    shared,
    offer: offering(talk.catalog, shared ? undefined : (command) => mayGive(talk, command)),
    catalog: talk.catalog,
    audit: talk.audit,
    selfCheck: talk.selfCheck,
    lastPoints: talk.lastPoints,
    mayRead: readingRights(subjectFor(talk.asker, talk.current), talk.current),
    examine: (line) => examine(talk, line),
  });
  const notes = [silenced && `Shown to you alone: ${silenced}.`, unreadRolesOf(talk)];
  return { kind: 'message', message: withNotes(message, notes), shared, again };
};

/** Somewhere, at least: about what, only the line itself would say. */
const mayGive = ({ asker, current }: Conversation, { access }: Command): boolean =>
  typeof access === 'function' || authorize(subjectFor(asker, current), access, [], current).allowed;

/** Rows may be left out over it. */
const unreadRolesOf = ({ asker, current }: Conversation): string | undefined => {
  const why = asker.person && current.unreadRoles?.[asker.person.id];
  return why && `${why} What lifeboat.yaml gives you counts alone.`;
};

const withNotes = (message: Message, notes: readonly (string | undefined)[]): Message => ({
  ...message,
  blocks: [...message.blocks, ...notes.flatMap((text) => (text ? [{ kind: 'note', text } as const] : []))],
});

const actContext = ({ asker, current, catalog, journal, ...parts }: Conversation): ActContext => {
  const { now, readers, kept, decisions, operations, hold, watching, links } = parts;
  const operation = createUnderWay(catalog, journal);
  return { asker, policy: current, now, readers, kept, decisions, operations, hold, watching, links, operation };
};

const planChange = async (
  talk: Conversation,
  command: Change,
  understood: Understood,
  { values, access, targets }: Judged & { kind: 'allowed' },
): Promise<Reply> => {
  const silenced = silencedBy(talk.invocation.channel, talk.current);
  if (silenced) return refusal(notInThisChannel(silenced));
  const planned = await planFor(command, values, talk.asker, {
    policy: talk.current,
    now: talk.now,
    readers: talk.readers,
    kept: talk.kept,
    operation: createUnderWay(talk.catalog, talk.journal),
  });
  if (planned.kind === 'refused') {
    return refusal(notAllowed({ command: command.name, about: '', needs: 'more', decision: planned.decision }));
  }
  const { plan } = planned;
  if (planned.kind === 'blocked') return refusal(planRefused(plan));
  const typed = pinPoints(understood.typed, values);
  const line = canonicalLine(command, typed);
  const about = plan.about ?? { access, targets };
  return decided(talk, () => talk.desk.receive({ command, line, typed, ...about, plan, asker: talk.asker }));
};

import type { Verdict } from '../approvals/decide.ts';
import { shortDigest } from '../approvals/digest.ts';
import type { ChangeRequest } from '../approvals/request.ts';
import { actions, message, note, runs, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import { glassOpens } from './glass.ts';
import { planBlocks } from './plan.ts';
import { endOf, needs } from './request.ts';
import { approveButton, denyButton } from './request-buttons.ts';
import { begun, clockTime } from './words.ts';

/** Every click gets an answer; these are the ones that changed nothing. */
export const didNotCount = (request: ChangeRequest, verdict: Exclude<Verdict, { kind: 'counts' }>): Message => {
  const { id, asker, rule } = request;
  switch (verdict.kind) {
    case 'too-late':
      return message(`${id}: ${endOf(request)}`, 'neutral', actions(next(request)));
    case 'own-request':
      return said(
        'You asked for this yourself, so somebody else has to decide it.',
        runs('Withdraw', `withdraw ${id}`),
      );
    case 'counted-already':
      return said(`You have approved ${id} already. A person counts once.`, runs('Retract', `retract ${id}`));
    case 'not-counted-yet':
      return said(`You have not approved ${id}, so there is nothing to retract.`);
    case 'not-eligible':
      return notFor(`You may not decide this: it needs ${needs(rule)}.`, verdict);
    case 'not-holding-glass':
      return notFor(`You may not start ${id} alone: it needs the grant break-glass there.`, verdict);
    case 'changed':
      return changed(request);
    case 'type-target':
      return toType(request, verdict.expected);
    case 'no-reason':
      return said(`Say why, in a sentence: ${id} --reason "..."`);
    case 'no-incident':
      return said(`Say which incident it is: break-glass ${id} --incident INC-... --reason "..."`);
    case 'not-yours':
      return said(`Only ${asker.name}, who asked for ${id}, can withdraw it.`);
    case 'no-glass':
      return said(`Nobody may start ${id} alone (rule: ${rule.rule}). It needs ${needs(rule)}.`);
    case 'broken-already':
      return said(
        `${request.breakGlass?.by.name} has broken glass already. ${glassOpens(request)}`,
        denyButton(request),
      );
    case 'nothing-to-review':
      return said(`${id} was not started by one person alone, so there is nothing to sign off.`);
    case 'reviewed-already':
      return said(`${request.review?.by.name} signed ${id} off at ${clockTime(new Date(request.review?.at ?? 0))}.`);
    case 'own-review':
      return said('You asked for this or started it, so somebody else has to sign it off.');
  }
};

const said = (title: string, button?: ReturnType<typeof runs>): Message => message(title, 'neutral', actions(button));

const notFor = (
  title: string,
  { refusal }: { readonly refusal: { readonly why: string; readonly rule: string } },
): Message => message(title, 'neutral', text(`${begun(refusal.why)} (rule: ${refusal.rule}).`));

const changed = (request: ChangeRequest): Message =>
  message(
    `${request.id} is not what you saw: its digest is ${shortDigest(request.digest)} now. Your click was not counted.`,
    'warning',
    ...(request.changes ?? []).map(text),
    text(`As it is now: ${request.plan.title}`),
    ...planBlocks(request.plan),
    actions(approveButton(request)),
  );

const toType = (request: ChangeRequest, expected: string): Message =>
  message(
    `To approve ${request.id}, type what it is about: ${expected}.`,
    'neutral',
    note(`approve ${request.id} ${shortDigest(request.digest)} --type "${expected}"`),
    actions(approveButton(request)),
  );

/** What can be done instead: what runs can be looked at, what ended without it can be asked for again. */
const next = ({ id, state, line }: ChangeRequest) => {
  if (state.kind === 'open') return undefined;
  return state.kind === 'started' ? runs(`Show ${id}`, `operation ${id}`) : runs('Plan it again', line);
};

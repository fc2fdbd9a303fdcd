import type { App } from '@slack/bolt';
import { callbacks, readNotes } from '../modals/modal.ts';
import { valuesFrom } from '../modals/values.ts';
import { submissionIdOf } from './delivery.ts';
import { formForLine, judgeForm, type SubmissionAnswer } from './modals.ts';
import { type ListenParts, speakerOf } from './parts.ts';
import { submissionShape } from './payloads.ts';

/** A modal came back: judged at once and acknowledged with what is wrong, or taken and carried further afterwards. */
export const onSubmission = (app: App, { hearing, people, conversation, report }: ListenParts): void => {
  app.view({ type: 'view_submission', callback_id: /.*/u }, async ({ ack, body }) => {
    const { user, view } = submissionShape.parse(body);
    const notes = readNotes(view.private_metadata);
    if (!notes) {
      await ack();
      return report('a modal came back that is not of this bot', new Error(`Unknown modal ${view.callback_id}`));
    }
    const speaker = speakerOf(user);
    const incoming = { speaker, origin: { ...notes.origin, user: user.id }, deliveryId: submissionIdOf(view) };
    const values = valuesFrom(view.state.values, notes.lists);
    const account = people.claimed(speaker);
    if (view.callback_id === callbacks.line) {
      const line = String(values.line ?? '');
      const answer = formForLine(hearing, account, line, incoming.origin);
      await acknowledge(ack, answer);
      if (answer.kind === 'taken') await conversation.ask(incoming, { kind: 'line', text: line });
      return;
    }
    const answer = judgeForm(hearing, account, notes, values);
    await acknowledge(ack, answer);
    if (answer.kind !== 'taken') return;
    const { command, keep } = notes;
    await conversation.ask(incoming, { kind: 'form', command, values: { ...keep, ...values } });
  });
};

type Ack = Parameters<Parameters<App['view']>[1]>[0]['ack'];

const acknowledge = (ack: Ack, answer: SubmissionAnswer): Promise<void> => {
  switch (answer.kind) {
    case 'taken':
      return ack();
    case 'wrong':
      return ack({ response_action: 'errors', errors: { ...answer.errors } });
    case 'next':
      return ack({ response_action: 'update', view: answer.view });
  }
};

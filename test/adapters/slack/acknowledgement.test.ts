import { expect, test } from 'vitest';
import { actions, message, runs } from '../../../src/messages/compose.ts';
import type { Form, Hearing } from '../../../src/ports/chat.ts';
import { channelIn, startSlackWith } from './slack-stage.ts';

/** Nothing behind it ever answers: Redis and Azure are gone. */
const nothingAnswers: Hearing = {
  receive: () => new Promise(() => {}),
  formFor: () => undefined,
  check: () => undefined,
  suggest: () => [{ value: 'payments', label: 'payments' }],
};

const form: Form = {
  command: 'status',
  title: 'status',
  submit: 'Show',
  keep: {},
  fields: [
    { name: 'target', label: 'Target', hint: '', input: { kind: 'name', many: false }, required: true },
    { name: 'reason', label: 'Reason', hint: '', input: { kind: 'text', long: true, many: false }, required: false },
  ],
};

test('a command and a button are acknowledged though nothing behind them ever answers', async () => {
  const { slack, chat } = await startSlackWith(nothingAnswers);
  const card = message('DR-7', 'neutral', actions(runs('Approve', 'approve DR-7')));
  await chat.post(channelIn(slack, 'C0DR'), card);

  const deliveries = [
    await slack.as('UANA').types('C0DR', 'status payments'),
    await slack.as('UANA').clicks('C0DR', 'Approve'),
    await slack.as('UANA').mentions('C0DR', 'status payments'),
    await slack.as('UANA').opensHome(),
  ];

  expect(deliveries.map((delivery) => delivery?.status)).toEqual([200, 200, 200, 200]);
  expect(slack.complaints).toEqual([]);
});

test('the same while Slack itself answers no call', async () => {
  const { slack } = await startSlackWith(nothingAnswers);
  for (const method of ['users.info', 'conversations.info', 'conversations.open', 'views.open']) {
    slack.fail(method, 'break', 1000);
  }

  const typed = await slack.as('UANA').types('C0DR', 'status payments');
  const used = await slack.as('UANA').uses('lifeboat');

  expect([typed.status, used.status]).toEqual([200, 200]);
});

test('a form is judged, taken and helped along from definitions and memory alone', async () => {
  const hearing: Hearing = {
    ...nothingAnswers,
    formFor: () => form,
    check: (_account, { values }) =>
      values.target === 'nobody'
        ? {
            ...form,
            fields: form.fields.map((field) => ({ ...field, ...(field.name === 'target' && { problem: 'No.' }) })),
          }
        : undefined,
  };
  const { slack } = await startSlackWith(hearing);
  const ana = slack.as('UANA');
  await ana.types('C0DR', 'status');
  await expect.poll(() => ana.view()?.definition.title.text).toBe('status');

  const suggestions = await ana.suggestions('field:target', 'pay');
  const wrong = await ana.submits({ 'field:target': 'nobody' });
  const right = await ana.submits({ 'field:target': 'payments' });

  expect(suggestions.map(({ value }) => value)).toEqual(['payments', 'pay']);
  expect(JSON.parse(wrong.body)).toEqual({ response_action: 'errors', errors: { 'field:target': 'No.' } });
  expect(right.body).toBe('');
  expect(ana.view()).toBeUndefined();
});

test('who the bot is, is not asked before something is acknowledged', async () => {
  const { slack } = await startSlackWith(nothingAnswers);
  const before = slack.calls.filter(({ method }) => method === 'auth.test').length;

  await slack.as('UANA').types('C0DR', 'whoami');

  expect(before).toBe(1);
  expect(slack.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1);
});

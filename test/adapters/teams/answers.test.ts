import { expect, test, vi } from 'vitest';
import { isJson } from '../../../rehearsal/teams/shapes.ts';
import { actions, message, runs, text } from '../../../src/messages/compose.ts';
import type { Message } from '../../../src/messages/message.ts';
import type { Reply } from '../../../src/ports/chat.ts';
import { hearingThat, lineOf } from './hearing.ts';
import { channelId, groupChatId, startTeamsWorld } from './teams-world.ts';

const told = (said: Message, shared = false): Reply => ({ kind: 'message', message: said, shared });
const toldLine = (title: string): Reply => told(message(title, 'neutral'));

test.each([channelId, groupChatId])(
  'a private answer goes to the own chat, and a line in %s says so',
  async (place) => {
    const { teams } = await startTeamsWorld(hearingThat(() => toldLine('For you alone')));

    await teams.as('Ana').says('whoami', place);

    await vi.waitFor(() =>
      expect(teams.as('Cleo').sees(place).at(-1)?.text).toBe('Ana, I wrote to you in our own chat.'),
    );
    expect(teams.as('Ana').sees().at(-1)?.text).toContain('For you alone');
    expect(teams.as('Cleo').sees()).toEqual([]);
  },
);

test('who has not added the bot to their chats is told how', async () => {
  const { teams, lost } = await startTeamsWorld(hearingThat(() => toldLine('For you alone')));
  teams.world.personalOf(teams.world.personNamed('Ana')).installed = false;

  await teams.as('Ana').says('whoami', channelId);

  await vi.waitFor(() => expect(teams.as('Ana').sees(channelId).at(-1)?.text).toContain('add me to your chats'));
  expect(JSON.stringify(teams.as('Cleo').sees(channelId))).not.toContain('For you alone');
  expect(lost).toEqual([]);
});

test('where the platform can whisper, it does, and nobody else sees it', async () => {
  const { teams } = await startTeamsWorld(
    hearingThat(() => toldLine('For you alone')),
    { targetedMessages: true },
  );

  await teams.as('Ana').says('whoami', channelId);

  await vi.waitFor(() => expect(teams.as('Ana').sees(channelId).at(-1)?.text).toContain('For you alone'));
  expect(teams.as('Cleo').sees(channelId)).toHaveLength(1);
  expect(teams.as('Ana').sees()).toEqual([]);
});

test('a mention is not part of the line', async () => {
  const hearing = hearingThat(() => ({ kind: 'nothing' }));
  const { teams } = await startTeamsWorld(hearing);

  await teams.as('Ana').says('status&nbsp;payments', channelId);

  await vi.waitFor(() => expect(hearing.heard.map(lineOf)).toEqual(['status payments']));
});

test('a line that only a client sent becomes no button before the eyes of others', async () => {
  const { teams } = await startTeamsWorld(hearingThat(() => told(message('Payments', 'good'), true)));
  await teams.as('Ana').says('status', channelId);
  await vi.waitFor(() => expect(teams.as('Cleo').sees(channelId)).toHaveLength(2));
  const { activity } = teams.delivered[0] ?? {};
  const data = { line: 'status --share', back: 'approve DR-1042 9f3c' };

  await teams.deliver({
    ...activity,
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: crypto.randomUUID(),
    value: { action: { data } },
  });

  await vi.waitFor(() => expect(teams.as('Cleo').sees(channelId)).toHaveLength(3));
  expect(JSON.stringify(teams.as('Cleo').sees(channelId))).not.toContain('approve DR-1042');
});

test('a press that takes long is answered in time, and its answer comes to the own chat', async () => {
  let finish: (reply: Reply) => void = () => {};
  const slow = new Promise<Reply>((resolve) => {
    finish = resolve;
  });
  const hearing = hearingThat((heard) => (lineOf(heard) === 'check all' ? slow : { kind: 'nothing' }));
  const { teams, chat, channel } = await startTeamsWorld(hearing, { answerWithinMs: 20 });
  await teams.install(channelId);
  await chat.post(channel(channelId), message('All', 'neutral', actions(runs('Check', 'check all'))));
  const card = teams.as('Ana').sees(channelId).at(-1);

  const answer = await teams.as('Ana').presses(card?.id ?? '', 'Check');
  const again = await teams.deliverAgain();
  finish(toldLine('All is well'));

  expect(answer).toMatchObject({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message' },
  });
  expect(again.body).toEqual(answer.body);
  await vi.waitFor(() => expect(teams.as('Ana').sees().at(-1)?.text).toContain('All is well'));
  expect(teams.as('Ana').sees()).toHaveLength(1);
  expect(hearing.heard).toHaveLength(1);
});

test('a question has to be answered with yes, also where the client did not ask it', async () => {
  const hearing = hearingThat(() => toldLine('Stopped'));
  const { teams, chat, channel } = await startTeamsWorld(hearing);
  await teams.install(channelId);
  const stop = runs('Stop', 'stop DR-7', 'danger', { confirm: 'Stop DR-7 after this step?' });
  await chat.post(channel(channelId), message('DR-7', 'neutral', actions(stop)));
  const card = teams.as('Ana').sees(channelId).at(-1);
  expect(card?.text).toContain('Stop DR-7 after this step?');

  expect(() => teams.as('Ana').presses(card?.id ?? '', 'Stop')).toThrow('The client asks for: sure');
  await teams.as('Ana').submits(card?.id ?? '', 'Stop');
  await vi.waitFor(() => expect(teams.as('Ana').sees().at(-1)?.text).toContain('Stop DR-7 after this step?'));
  expect(hearing.heard).toEqual([]);

  await teams.as('Ana').presses(card?.id ?? '', 'Stop', { sure: 'yes' });

  expect(hearing.heard.map(lineOf)).toEqual(['stop DR-7']);
});

test('a card shows each person their own, and everybody else the one that is safe', async () => {
  const hearing = hearingThat(({ account }) =>
    account.name === 'Cleo'
      ? told({
          ...message('DR-7 for Cleo', 'neutral', actions(runs('Approve', 'approve DR-7'))),
          personalLine: 'approvals DR-7',
        })
      : { kind: 'refusal', message: message('I do not know you.', 'bad') },
  );
  const { teams, chat, channel } = await startTeamsWorld(hearing);
  await teams.install(channelId);
  const base = {
    ...message('DR-7 waits', 'neutral', actions(runs('Details', 'details DR-7'))),
    personalLine: 'approvals DR-7',
  };
  const ref = await chat.post(channel(channelId), base);

  for (const who of ['Cleo', 'Rob']) await teams.as(who).views(ref.id);

  expect(hearing.heard.map(lineOf)).toEqual(['approvals DR-7', 'approvals DR-7']);
  expect(teams.as('Cleo').sees(channelId).at(-1)).toMatchObject({ buttons: ['Approve'] });
  expect(teams.as('Rob').sees(channelId).at(-1)?.text).toContain('DR-7 waits');
  expect(teams.as('Rob').sees(channelId).at(-1)?.text).not.toContain('know you');

  await chat.edit(ref, { ...base, title: 'DR-7 is decided' });
  expect(teams.as('Cleo').sees(channelId).at(-1)?.text).toContain('DR-7 is decided');
});

test('an answer in the place of a card leads back to it', async () => {
  const card = {
    ...message('DR-7 waits', 'neutral', actions(runs('Details', 'details DR-7'))),
    personalLine: 'approvals DR-7',
  };
  const hearing = hearingThat((heard) => (lineOf(heard) === 'details DR-7' ? toldLine('Every call') : told(card)));
  const { teams, chat, channel } = await startTeamsWorld(hearing);
  await teams.install(channelId);
  const { id } = await chat.post(channel(channelId), card);

  await teams.as('Ana').presses(id, 'Details');
  expect(teams.as('Ana').sees(channelId).at(-1)).toMatchObject({ buttons: ['Back'] });
  await teams.as('Ana').presses(id, 'Back');

  expect(teams.as('Ana').sees(channelId).at(-1)?.text).toContain('DR-7 waits');
});

test('where it is known who looks, the form of a button opens on the card itself', async () => {
  const form = {
    command: 'deny',
    title: 'deny',
    submit: 'Do it',
    keep: { request: 'DR-7' },
    fields: [
      { name: 'reason', label: 'Reason', hint: '', input: { kind: 'text', long: true, many: false }, required: true },
    ],
  } as const;
  const offered = told(message('DR-7', 'neutral', actions(runs('Deny', 'deny DR-7', 'danger', { asks: ['reason'] }))));
  const hearing = hearingThat(() => offered, { formFor: (_who, line) => (line === 'deny DR-7' ? form : undefined) });
  const { teams } = await startTeamsWorld(hearing);
  await teams.as('Ana').says('approvals DR-7');
  await vi.waitFor(() => expect(teams.as('Ana').sees().at(-1)?.text).toContain('Reason'));

  const card = teams.as('Ana').sees().at(-1);
  expect(() => teams.as('Ana').presses(card?.id ?? '', 'Do it')).toThrow('The client asks for: arg.reason');
  await teams.as('Ana').presses(card?.id ?? '', 'Do it', { 'arg.reason': 'not now' });

  expect(hearing.heard.at(-1)?.input).toEqual({
    kind: 'form',
    command: 'deny',
    values: { request: 'DR-7', reason: 'not now' },
  });
});

test('a field suggests what is known, and takes what was typed', async () => {
  const hearing = hearingThat(() => ({ kind: 'nothing' }), {
    suggest: (_who, { command, argument, typed }) =>
      command === 'failover' && argument === 'target' && 'pay-web-01'.startsWith(typed)
        ? [{ value: 'pay-web-01', label: 'pay-web-01 (VM)' }]
        : [],
  });
  const { teams, chat, channel } = await startTeamsWorld(hearing);
  await teams.install(channelId);
  const { id } = await chat.post(channel(channelId), message('Any card', 'neutral', text('x')));

  const { status, body } = await teams.as('Ana').types(id, 'failover\ntarget', 'pay');

  expect(status).toBe(200);
  expect(isJson(body) && body.value).toEqual({
    results: [
      { value: 'pay-web-01', title: 'pay-web-01 (VM)' },
      { value: 'pay', title: 'pay' },
    ],
  });
});

test('whoever adds the bot to their chats sees what needs them', async () => {
  const hearing = hearingThat(() => toldLine('Two requests wait for you'));
  const { teams } = await startTeamsWorld(hearing);

  await teams.install(teams.world.personalOf(teams.world.personNamed('Ana')).id);

  await vi.waitFor(() => expect(teams.as('Ana').sees().at(-1)?.text).toContain('Two requests wait'));
  expect(hearing.heard.map(lineOf)).toEqual(['home']);
});

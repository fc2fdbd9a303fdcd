import { expect, test } from 'vitest';
import type { RehearsalSlack } from '../../../rehearsal/slack/index.ts';
import { actions, message, runs } from '../../../src/messages/compose.ts';
import { startTalk } from '../../sample/talk.ts';
import { startSlackWith } from './slack-stage.ts';

const people = ['ana', 'cleo', 'mallory'];

/** The real dispatcher behind it: Ana operates payments, nobody knows Mallory. */
const start = async (socket = false) => {
  const talk = startTalk();
  const members = [...people.map((name) => `U-${name}`), 'UBOT'];
  const clock = { aheadMs: 0 };
  const started = await startSlackWith(talk.hearing, {
    socket,
    slack: {
      teamId: 'T1',
      now: () => Date.now() + clock.aheadMs,
      users: people.map((name) => ({ id: `U-${name}`, name, role: 'member' as const })),
      channels: [{ id: 'C1', name: 'dr', members }],
    },
  });
  const post = async (body: string, headers: Record<string, string>) =>
    (await fetch(started.chat.address ?? '', { method: 'POST', body, headers })).status;
  return { ...started, clock, talk, post, ana: started.slack.as('U-ana') };
};

const body = new URLSearchParams({
  team_id: 'T1',
  user_id: 'U-ana',
  channel_id: 'C1',
  command: '/dr',
  text: 'failover payments',
  trigger_id: 't',
  response_url: 'http://127.0.0.1:9/r',
}).toString();

test.each([
  ['a forged signature', ({ signed, app }: RehearsalSlack) => signed(body, `${app.signingSecret}x`, Date.now(), false)],
  [
    'an old timestamp',
    ({ signed, app }: RehearsalSlack) => signed(body, app.signingSecret, Date.now() - 400_000, false),
  ],
  [
    'a body changed after signing',
    ({ signed, app }: RehearsalSlack) => ({ ...signed(body, app.signingSecret, Date.now(), false), body: `${body}x` }),
  ],
  ['no signature', () => ({ body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })],
  [
    'a certificate check that smuggles a command',
    () => ({ body: `ssl_check=1&${body}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  ],
])('%s does nothing', async (what, make) => {
  const { slack, post, talk, problems } = await start();
  const request = make(slack);

  const status = await post(request.body, { ...request.headers });

  expect(status).toBe(what.startsWith('a certificate') ? 200 : 401);
  expect(talk.proposals).toEqual([]);
  if (status === 401) expect(problems.length).toBeGreaterThan(0);
});

test.each([
  ['over HTTP', false],
  ['by Socket Mode', true],
])('the same request sent ten times acts once, %s', async (_how, socket) => {
  const { slack, ana, talk } = await start(socket);
  await ana.types('C1', 'failover payments');
  await expect.poll(() => talk.proposals.length).toBe(1);

  for (let again = 0; again < 9; again += 1) {
    const [request] = slack.http.sent;
    if (request) await slack.http.deliver(request, 'command');
    else await slack.socket.deliver(slack.socket.sent[0] ?? '', 'command');
  }
  await ana.types('C1', 'whoami');
  await expect.poll(() => ana.sees('C1').at(-1)?.text).toContain('You are Ana Ruiz');

  expect(talk.proposals).toHaveLength(1);
});

test('an event that Slack delivers again acts once', async () => {
  const { slack, ana, talk, clock } = await start();
  const event = slack.payloads.event({
    type: 'app_mention',
    user: 'U-ana',
    text: `<@${slack.app.botUser}> failover payments`,
    ts: '1.1',
    channel: 'C1',
  });

  await slack.outbox.send(event);
  await expect.poll(() => talk.proposals.length).toBe(1);
  // Signed anew, so that nothing but the event's own id tells that it is the same.
  clock.aheadMs = 60_000;
  await slack.outbox.send(event, { number: 1, reason: 'http_timeout' });
  await ana.types('C1', 'whoami');
  await expect.poll(() => ana.sees('C1').at(-1)?.text).toContain('You are Ana Ruiz');

  expect(talk.proposals).toHaveLength(1);
});

test('a form submitted twice acts once', async () => {
  const { slack, ana, talk } = await start();
  await ana.types('C1', 'failover');
  await expect.poll(() => ana.view()).toBeDefined();

  await ana.submits({ 'field:target': 'payments' });
  await expect.poll(() => talk.proposals.length).toBe(1);
  const submission = slack.http.sent.at(-1);
  if (submission) await slack.http.deliver(submission, 'interaction');
  await ana.types('C1', 'whoami');
  await expect.poll(() => ana.sees('C1').at(-1)?.text).toContain('You are Ana Ruiz');

  expect(talk.proposals).toHaveLength(1);
});

test('somebody of a foreign workspace is told so, whatever they type', async () => {
  const { slack, talk } = await start();
  const stranger = { id: 'U-ana', teamId: 'TFOREIGN', name: 'ana', realName: 'Ana', role: 'stranger' } as const;
  const channel = slack.channel('C1').channel;
  if (!channel) throw new Error('The channel is missing.');

  await slack.outbox.send(slack.payloads.command(stranger, channel, 'failover payments'));

  await expect.poll(() => slack.as('U-ana').sees('C1').at(-1)?.text).toContain('I do not know whose account this is');
  expect(talk.proposals).toEqual([]);
});

test('somebody whom nobody knows is told so, and shown no form', async () => {
  const { slack, talk } = await start();
  const mallory = slack.as('U-mallory');

  await mallory.types('C1', 'failover');

  await expect.poll(() => mallory.sees('C1').at(-1)?.text).toContain('I do not know whose account this is');
  expect(mallory.view()).toBeUndefined();
  expect(talk.proposals).toEqual([]);
});

const card = message('DR-7', 'neutral', actions(runs('Show', 'status payments')));
const channel = { platform: 'slack', tenant: 'T1', id: 'C1', personal: false, sharedOutside: false } as const;

test.each([
  ['another action', { action_id: 'drop_everything' }],
  ['a value that is no JSON', { value: 'failover payments' }],
  ['a value of another shape', { value: '{"l":["failover payments"]}' }],
  ['no value', { value: undefined }],
])('a button with %s is answered and does nothing', async (_what, changes) => {
  const { slack, chat, talk, problems } = await start();
  await chat.post(channel, card);
  const cleo = slack.as('U-cleo');

  await cleo.tampers('C1', 'Show', changes);

  await expect.poll(() => cleo.sees('C1').at(-1)?.text).toContain('I do not know this button');
  expect(talk.proposals).toEqual([]);
  expect(problems.map(({ problem }) => problem)).toContain('a button that is not of this bot was pressed');
});

test('a value changed into another command gives nobody more than typing it would', async () => {
  const { slack, chat, talk } = await start();
  await chat.post(channel, card);
  const mallory = slack.as('U-mallory');

  await mallory.tampers('C1', 'Show', { value: '{"l":"failover payments"}' });

  await expect.poll(() => mallory.sees('C1').at(-1)?.text).toContain('I do not know whose account this is');
  expect(talk.proposals).toEqual([]);
});

test('a line of 100 kB is refused in words', async () => {
  const { ana, talk } = await start();

  await ana.types('C1', `failover payments --reason "${'x'.repeat(100_000)}"`);

  await expect.poll(() => ana.sees('C1').at(-1)?.text).toContain('I read up to');
  expect(talk.proposals).toEqual([]);
});

test.each([
  ['metadata that is not ours', { private_metadata: '{"c":5}' }],
  ['another command in its metadata', { private_metadata: '{"c":"__proto__","k":{},"l":[],"r":{"user":"U-ana"}}' }],
])('a modal with %s does nothing', async (_what, changes) => {
  const { slack, ana, talk } = await start();
  await ana.types('C1', 'failover');
  await expect.poll(() => ana.view()).toBeDefined();
  const view = ana.view();
  if (view) view.definition = { ...view.definition, ...changes };

  const { status } = await ana.submits({ 'field:target': 'payments' });

  expect(status).toBe(200);
  expect(talk.proposals).toEqual([]);
  expect(slack.complaints).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['a number', '7'],
  [
    'an unknown event',
    JSON.stringify({ type: 'event_callback', event_id: 'E', team_id: 'T1', event: { type: 'zzz' } }),
  ],
  ['an event without a body', JSON.stringify({ type: 'event_callback', event_id: 'E', team_id: 'T1' })],
  [
    'a mention without a channel',
    JSON.stringify({
      type: 'event_callback',
      event_id: 'E',
      team_id: 'T1',
      event: { type: 'app_mention', user: 'U-ana', text: 'x' },
    }),
  ],
])('a signed request that holds %s leaves the bot alive', async (_what, text) => {
  const { slack, post, ana } = await start();
  const request = slack.signed(text, slack.app.signingSecret, Date.now(), true);

  const answered = await Promise.race([
    post(request.body, { ...request.headers }),
    new Promise<string>((resolve) => setTimeout(() => resolve('silence'), 500)),
  ]);
  await ana.types('C1', 'whoami');

  expect(answered).not.toBe(500);
  await expect.poll(() => ana.sees('C1').at(-1)?.text).toContain('You are Ana Ruiz');
});

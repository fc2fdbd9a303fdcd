import { expect, test, vi } from 'vitest';
import { ChatRefused, ChatUnreachable, SaidPerhaps } from '../../../src/errors/chat.ts';
import { actions, message, runs, text } from '../../../src/messages/compose.ts';
import { hearingThat } from './hearing.ts';
import { channelId, groupChatId, secondChannelId, startTeamsWorld } from './teams-world.ts';

const start = async () => {
  const world = await startTeamsWorld(hearingThat(() => ({ kind: 'nothing' })));
  await world.teams.install(channelId);
  const post = (title: string, where = channelId) => world.chat.post(world.channel(where), message(title, 'neutral'));
  const titles = (where = channelId) =>
    world.teams
      .as('Cleo')
      .sees(where)
      .map(({ text }) => text);
  return { ...world, post, titles };
};

test('a message whose fate is unknown is said once, and reported as such', async () => {
  const { teams, post, titles } = await start();
  teams.faults.add({ method: 'POST', accepted: true });

  await expect(post('once')).rejects.toBeInstanceOf(SaidPerhaps);

  expect(titles()).toEqual(['once']);
});

test.each([500, 502, 503, 504])('a gateway that answers %i may have passed a message on', async (status) => {
  const { teams, post, titles } = await start();
  teams.faults.add({ method: 'POST', status, accepted: true });

  await expect(post('once')).rejects.toBeInstanceOf(SaidPerhaps);

  expect(titles()).toEqual(['once']);
});

test.each([412, 429])('a message that was turned away with %i is said again', async (status) => {
  const { teams, post, titles, waits } = await start();
  teams.faults.add({ method: 'POST', status, retryAfter: 7 }, { method: 'POST', status });

  await post('said');

  expect(titles()).toEqual(['said']);
  expect(waits.filter((wait) => wait >= 7000)).toHaveLength(1);
});

test.each([412, 429, 502, 504, undefined])('an edit that failed with %s is made again', async (status) => {
  const { teams, chat, post, titles } = await start();
  const ref = await post('before');
  teams.faults.add({ method: 'PUT', ...(status !== undefined && { status }) });

  await chat.edit(ref, message('after', 'neutral'));

  expect(titles()).toEqual(['after']);
});

test('of a message that takes several cards all that can be pressed goes with what is edited', async () => {
  const { teams, chat, channel } = await start();
  const long = Array.from({ length: 12 }, (_, at) => text(`${at} ${'word '.repeat(600)}`));
  const open = (votes: string) => message(votes, 'neutral', ...long, actions(runs('Approve', 'approve DR-1 9f3c')));
  const seen = () => teams.as('Cleo').sees(channelId);
  const ref = await chat.post(channel(channelId), open('0 of 2'));
  const posted = seen().map(({ buttons }) => buttons);
  await chat.edit(ref, open('1 of 2'));
  const voted = seen().map(({ buttons }) => buttons);

  await chat.edit(ref, message('Approved.', 'good'));

  expect(posted.length).toBeGreaterThan(1);
  expect(posted.flat()).toEqual(['Approve']);
  expect(voted.flat()).toEqual(['Approve']);
  expect(seen().flatMap(({ buttons }) => buttons)).toEqual([]);
});

test('what stays turned away was not said, and may be said later', async () => {
  const { teams, post, titles } = await start();
  teams.faults.add(...Array.from({ length: 5 }, () => ({ method: 'POST' as const, status: 429 })));

  await expect(post('never')).rejects.toBeInstanceOf(ChatUnreachable);

  expect(titles()).toEqual([]);
});

test('while nobody answers, nothing was sent', async () => {
  const { teams, post } = await start();
  await teams.close();

  await expect(post('never')).rejects.toBeInstanceOf(ChatUnreachable);
});

test('bursts wait for their turn, and stay in order', async () => {
  const { post, titles, teams, waits } = await start();

  await Promise.all(Array.from({ length: 12 }, (_, at) => post(`message ${at}`)));

  expect(titles()).toEqual(Array.from({ length: 12 }, (_, at) => `message ${at}`));
  expect(teams.calls.filter(({ status }) => status === 429)).toEqual([]);
  expect(waits.length).toBeGreaterThan(0);
});

test('one conversation does not hold up another', async () => {
  const { teams, post, titles, waits } = await start();
  await teams.install(groupChatId);
  await Promise.all(Array.from({ length: 7 }, () => post('busy')));
  waits.length = 0;

  await post('at once', groupChatId);

  expect(titles(groupChatId)).toEqual(['at once']);
  expect(waits).toEqual([]);
});

test('edits in a hurry are as many as the platform takes, and end with the last', async () => {
  const { teams, chat, post, titles } = await start();
  const ref = await post('step 0');

  await Promise.all(Array.from({ length: 20 }, (_, at) => chat.edit(ref, message(`step ${at + 1}`, 'neutral'))));

  expect(titles()).toEqual(['step 20']);
  expect(teams.calls.filter(({ method }) => method === 'PUT').length).toBeLessThan(4);
});

test('a conversation that the bot was taken out of is dropped once, and somebody hears of it', async () => {
  const { teams, chat, channel, lost, conversations, post } = await start();
  const { tenant } = channel(channelId);
  const ref = await post('still there');
  teams.conversation(channelId).installed = false;

  const tries = await Promise.allSettled([post('gone'), post('gone'), chat.edit(ref, message('gone', 'neutral'))]);

  expect(tries.map((each) => each.status === 'rejected' && each.reason)).toEqual([
    expect.any(ChatRefused),
    expect.any(ChatRefused),
    expect.any(ChatRefused),
  ]);
  expect(lost.map(({ id }) => id)).toEqual([channelId]);
  expect(await conversations.find(tenant, channelId)).toBeUndefined();
});

test('who removes the bot is believed at once, and who adds it again too', async () => {
  const { teams, lost, post, titles } = await start();

  await teams.remove(channelId);
  await expect(post('gone')).rejects.toBeInstanceOf(ChatRefused);
  expect(lost.map(({ id }) => id)).toEqual([channelId]);
  await teams.install(channelId);
  await post('back');

  expect(titles()).toEqual(['back']);
});

test('a message that was deleted does not close its conversation', async () => {
  const { teams, chat, post, lost, titles } = await start();
  const ref = await post('deleted');
  teams.world.remove(channelId, ref.id);

  await expect(chat.edit(ref, message('again', 'neutral'))).rejects.toMatchObject({
    code: 'ActivityNotFoundInConversation',
  });
  await post('next');

  expect(lost).toEqual([]);
  expect(titles()).toEqual(['next']);
});

test('the other channels of a team are open as well, before anybody spoke there', async () => {
  const { post, titles } = await start();

  await post('hello', secondChannelId);

  expect(titles(secondChannelId)).toEqual(['hello']);
});

test('what does not fit on a card goes on beneath it, and every card fits', async () => {
  const { chat, channel, teams } = await start();
  const lines = Array.from({ length: 400 }, (_, at) => text(`line ${at} ${'of a long answer '.repeat(10)}`));

  const ref = await chat.post(channel(channelId), message('Long', 'neutral', ...lines));

  const [first, ...rest] = teams.as('Cleo').sees(channelId);
  expect(first?.id).toBe(ref.id);
  expect(rest.every(({ beneath }) => beneath === ref.id)).toBe(true);
  expect(rest.at(-1)?.text).toContain('line 399 ');
  for (const { card } of [first, ...rest].flatMap((each) => each ?? [])) {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
  }
  await chat.edit(ref, message('Longer', 'neutral', ...lines));
  expect(teams.as('Cleo').sees(channelId)[0]?.text).toContain('This is the beginning');
});

test('a person who never wrote is reached where the tenant is', async () => {
  const { chat, account, teams, conversations } = await start();

  const ref = await chat.direct(account('Rob'), message('Hello', 'neutral'));

  expect(ref.channel.personal).toBe(true);
  expect(
    teams
      .as('Rob')
      .sees()
      .map(({ text }) => text),
  ).toEqual(['Hello']);
  expect(await conversations.ofPerson(account('Rob').tenant, account('Rob').id)).toMatchObject({ id: ref.channel.id });
  await vi.waitFor(() => expect(teams.as('Cleo').sees()).toEqual([]));
});

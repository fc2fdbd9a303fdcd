import { expect, onTestFinished } from 'vitest';
import { SlackChat } from '../../../adapters/slack/slack-chat.ts';
import { startSlack } from '../../../rehearsal/slack/index.ts';
import type { Channel } from '../../../src/policy/policy.ts';
import type { Card, Fields, Name, Room, Stage } from './stage.ts';

const everybody: readonly Name[] = ['ana', 'cleo', 'rob', 'dan'];
const rooms = { dr: 'C1', approvals: 'C2' } as const;

export const slackChannels: readonly Channel[] = [
  {
    name: '#dr',
    address: { platform: 'slack', workspace: 'T1', channel: rooms.dr },
    purposes: ['commands'],
    watches: [],
  },
  {
    name: '#dr-approvals',
    address: { platform: 'slack', workspace: 'T1', channel: rooms.approvals },
    purposes: ['approvals'],
    watches: [],
  },
];

/** Rehearsal Slack with the adapter connected to it: real signatures. */
export const openSlackStage = async (): Promise<Stage> => {
  const members = [...everybody.map((name) => `U-${name}`), 'UBOT'];
  const slack = await startSlack({
    teamId: 'T1',
    users: everybody.map((name) => ({ id: `U-${name}`, name, role: 'member' as const })),
    channels: Object.entries(rooms).map(([name, id]) => ({ id, name, members })),
  });
  onTestFinished(() => slack.close());
  const problems: string[] = [];
  let aheadMs = 0;
  const chat = new SlackChat({
    botToken: slack.app.botToken,
    apiUrl: slack.apiUrl,
    inbound: { kind: 'http', signingSecret: slack.app.signingSecret, host: '127.0.0.1', port: 0 },
    report: (problem, error) => problems.push(`${problem}: ${error}`),
    // What the adapter waits for to spare Slack passes by itself.
    time: {
      now: () => Date.now() + aheadMs,
      sleep: async (milliseconds) => {
        aheadMs += milliseconds;
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
    editEveryMs: 5,
  });
  const as = (who: Name) => slack.as(`U-${who}`);
  const cardsIn = (who: Name, channel: string): readonly Card[] =>
    as(who)
      .sees(channel)
      .map(({ ts: id, text, buttons }) => ({ id, text, buttons }));
  const fills = async (who: Name, fields: Fields): Promise<void> => {
    await expect.poll(() => as(who).view()?.errors, { timeout: 30_000 }).toBeDefined();
    const inputs = Object.entries(fields).map(([name, value]) => [`field:${name}`, value]);
    await as(who).submits(Object.fromEntries(inputs));
    expect(as(who).view()?.errors).toBeUndefined();
  };

  return {
    platform: 'Slack',
    chat,
    async listen(hearing) {
      await chat.start(hearing);
      onTestFinished(() => chat.stop());
      slack.deliverTo(chat.address ?? '');
    },
    says: async (who, line) => void (await as(who).types(rooms.dr, line)),
    tells: async (who, line) => void (await as(who).tells(line)),
    async presses(who, room, label, fields) {
      await as(who).clicks(rooms[room], label);
      if (fields) await fills(who, fields);
    },
    fills,
    sees: (who: Name, room: Room) => cardsIn(who, rooms[room]),
    seesAlone: (who) => cardsIn(who, as(who).directly()),
    faults: () => [...slack.complaints, ...slack.notified(), ...problems],
  };
};

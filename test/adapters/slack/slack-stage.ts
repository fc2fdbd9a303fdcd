import { onTestFinished } from 'vitest';
import { SlackChat, type SlackOptions } from '../../../adapters/slack/slack-chat.ts';
import { type RehearsalSlack, startSlack } from '../../../rehearsal/slack/index.ts';
import type { Account, ChannelRef, Hearing } from '../../../src/ports/chat.ts';
import type { ChannelStage, Seen } from '../../contract/chat.ts';

const inhabitants = {
  users: [
    { id: 'UANA', name: 'ana', realName: 'Ana Ruiz', role: 'member' },
    { id: 'UCLEO', name: 'cleo', realName: 'Cleo Wirth', role: 'member' },
    { id: 'UGUEST', name: 'gus', role: 'guest' },
    { id: 'USTRANGER', name: 'stan', role: 'stranger' },
  ],
  channels: [
    { id: 'C0DR', name: 'dr', members: ['UANA', 'UCLEO', 'UBOT'] },
    { id: 'C0ELSE', name: 'elsewhere', members: ['UANA'] },
    { id: 'C0GUESTS', name: 'with-guests', members: ['UANA', 'UGUEST', 'UBOT'] },
    { id: 'C0SHARED', name: 'shared', members: ['UANA', 'USTRANGER', 'UBOT'], sharedOutside: true },
  ],
} as const;

type Started = Parameters<typeof startSlack>[0];

const time = {
  now: Date.now,
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};

/** A workspace with the bot in it, over real sockets with real signatures. */
export const startSlackWith = async (
  hearing: Hearing,
  {
    slack: changes,
    bot,
    socket = false,
  }: { slack?: Partial<Started>; bot?: Partial<SlackOptions>; socket?: boolean } = {},
) => {
  const slack = await startSlack({ ...inhabitants, ...changes });
  onTestFinished(() => slack.close());
  const problems: { problem: string; error: unknown }[] = [];
  const { botToken, appToken, signingSecret } = slack.app;
  const chat = new SlackChat({
    botToken,
    apiUrl: slack.apiUrl,
    inbound: socket
      ? { kind: 'socket', appToken, apiUrl: slack.apiUrl }
      : { kind: 'http', signingSecret, host: '127.0.0.1', port: 0 },
    report: (problem, error) => problems.push({ problem, error }),
    time,
    editEveryMs: 20,
    ...bot,
  });
  await chat.start(hearing);
  onTestFinished(() => chat.stop());
  if (chat.address) slack.deliverTo(chat.address);
  else await slack.socket.opened();
  return { slack, chat, problems };
};

const accountIn = (slack: RehearsalSlack, id: string): Account => ({
  platform: 'slack',
  tenant: slack.teamId,
  id,
  name: id,
  outsider: false,
});

export const channelIn = (slack: RehearsalSlack, id: string): ChannelRef => ({
  platform: 'slack',
  tenant: slack.teamId,
  id,
  personal: false,
  sharedOutside: false,
});

/** Rehearsal Slack as the contract suite wants a platform. */
export const slackStage =
  (how: Parameters<typeof startSlackWith>[1] = {}) =>
  async (hearing: Hearing): Promise<ChannelStage> => {
    const { slack, chat } = await startSlackWith(hearing, how);
    const as = ({ id }: Account) => slack.as(id);
    const seen = (who: Account, channel: string): readonly Seen[] =>
      as(who)
        .sees(channel)
        .map(({ ts, text, buttons, threadTs }) => ({ id: ts, text, buttons, ...(threadTs && { beneath: threadTs }) }));
    return {
      chat,
      ana: accountIn(slack, 'UANA'),
      cleo: accountIn(slack, 'UCLEO'),
      channel: channelIn(slack, 'C0DR'),
      elsewhere: channelIn(slack, 'C0ELSE'),
      types: async (who, line) => void (await as(who).types('C0DR', line)),
      clicks: async (who, label) => void (await as(who).clicks('C0DR', label)),
      form: async (who) => {
        const view = as(who).view();
        if (!view) return undefined;
        const names = view.definition.blocks.map((block) => fieldName(block.block_id ?? ''));
        const problems = Object.entries(view.errors).map(([id, problem]) => [fieldName(id), problem]);
        return { title: view.definition.title.text, fields: names, problems: Object.fromEntries(problems) };
      },
      fills: async (who, values) => {
        const inputs = Object.entries(values).map(([name, value]) => [`field:${name}`, value]);
        await as(who).submits(Object.fromEntries(inputs));
      },
      sees: async (who) => seen(who, 'C0DR'),
      seesAlone: async (who) => seen(who, as(who).directly()),
      deliversAgain: async () => {
        const last = slack.http.sent.at(-1);
        if (last) await slack.http.deliver(last, 'command');
        else await slack.socket.deliver(slack.socket.sent.at(-1) ?? '', 'command');
      },
      notified: async () => slack.notified(),
    };
  };

const fieldName = (blockId: string): string => blockId.replace(/^field:/u, '');

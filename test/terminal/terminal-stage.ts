import { PassThrough } from 'node:stream';
import { TerminalChat } from '../../adapters/terminal/terminal-chat.ts';
import type { Hearing } from '../../src/ports/chat.ts';
import type { ChatStage } from '../contract/chat.ts';

/** One person at a terminal: types lines, presses numbers, and sees one long sheet of paper. */
export const startTerminalStage = async (hearing: Hearing): Promise<ChatStage> => {
  const input = new PassThrough();
  const output = new PassThrough();
  let paper = '';
  output.on('data', (chunk: Buffer) => {
    paper += chunk.toString();
  });
  const chat = new TerminalChat({ input, output, user: 'ana', greeting: 'Lifeboat', commandNames: [] });
  await chat.start(hearing);
  const types = async (line: string) => void input.write(`${line}\n`);
  const asked = () => /(?:\n|> )(\w+): (\w+)(?: \([^)]*\))?\? [^\n]*\(Empty leaves\.\)\n> $/u.exec(paper);
  return {
    chat,
    ana: chat.account,
    cleo: chat.account,
    channel: { platform: 'terminal', tenant: '', id: 'ana', personal: true, sharedOutside: false },
    types: (_who, line) => types(line),
    clicks: (_who, label) => {
      const number = [...paper.matchAll(/\[(\d+) ([^\]]+)\]/gu)].findLast(([, , shown]) => shown === label)?.[1];
      if (!number) throw new Error(`No button "${label}" is shown.`);
      return types(number);
    },
    form: async () => {
      const [, title, label] = asked() ?? [];
      return title && label ? { title, problems: {}, fields: [label.toLowerCase()] } : undefined;
    },
    fills: async (_who, values) => {
      for (const value of Object.values(values)) await types(String(value));
    },
    sees: async () => [{ id: 'paper', text: paper, buttons: [] }],
  };
};

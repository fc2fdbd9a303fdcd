import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { TerminalChat } from '../../adapters/terminal/terminal-chat.ts';
import { actions, message, runs } from '../../src/messages/compose.ts';
import type { Hearing } from '../../src/ports/chat.ts';
import { startTalk } from '../sample/talk.ts';

/** Types the lines into a terminal of the operating system's user `ana` and answers everything that she sees. */
const session = async (...lines: readonly string[]): Promise<string> => {
  const talk = startTalk();
  const input = new PassThrough();
  const output = new PassThrough();
  const seen = readAll(output);
  const terminal = new TerminalChat({ input, output, user: 'ana', greeting: 'Lifeboat', commandNames: ['help'] });

  const receive: Hearing['receive'] = (invocation) => talk.send('ana', invocation.input, invocation);
  await terminal.start({ ...talk.hearing, receive });
  for (const line of lines) input.write(`${line}\n`);
  input.end();
  await terminal.closed;
  output.end();
  return seen;
};

test('knows the operating system user as a person of the policy', async () => {
  const seen = await session('whoami');

  expect(seen).toContain('You are Ana Ruiz.');
  expect(seen).toContain('terminal ana');
});

test.each([
  ['status payments', 'Yes. You may give status on application payments.'],
  ['restore-point copy weekly-3', 'No. You hold nothing in copies there (rule: no rule gives it).'],
  ['failover payments', 'Yes. You may give failover on application payments.'],
])('answers can-i %s', async (line, expected) => {
  expect(await session(`can-i ${line}`)).toContain(expected);
});

test('presses a button by its number', async () => {
  const seen = await session('statos payments', '1');

  expect(seen).toContain('[1 Run: status payments]');
  expect(seen).toContain('payments: protected');
});

test('asks for what is missing, and runs the command with the answer', async () => {
  const seen = await session('status', 'payments');

  expect(seen).toContain('status: Target? A VM or an application. For example payments. (Empty leaves.)');
  expect(seen).toContain('payments: protected');
});

test('leaves a form at an empty answer', async () => {
  expect(await session('failover', '', 'whoami')).toContain('Left. Nothing was done.');
});

test('ends at exit and reads nothing after it', async () => {
  expect(await session('exit', 'whoami')).not.toContain('Ana Ruiz');
});

test('a number presses the button that it was shown with, whatever came in since', async () => {
  const seen = await session('statos payments', 'explode', '1', '2');

  expect(seen).toContain('[1 Run: status payments]');
  expect(seen).toContain('[3 Show all topics]');
  expect(seen).toContain('payments: protected');
  expect(seen).toContain('status: Show how well something is protected.');
});

test('an empty line asks nothing', async () => {
  expect(await session('', '  ')).not.toContain('commands.');
});

test('an edit that changes nothing is not written again', async () => {
  const output = new PassThrough();
  const seen = readAll(output);
  const terminal = new TerminalChat({
    input: new PassThrough(),
    output,
    user: 'ana',
    greeting: 'Lifeboat',
    commandNames: [],
  });
  const step = (title: string) => message(title, 'neutral', actions(runs('Stop', 'stop DR-1')));

  const ref = await terminal.direct(terminal.account, step('step 1'));
  await terminal.edit(ref, step('step 2'));
  await terminal.edit(ref, step('step 2'));
  output.end();

  expect((await seen).match(/step 2/gu)).toHaveLength(1);
});

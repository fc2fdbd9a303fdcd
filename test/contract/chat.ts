import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ChatRefused } from '../../src/errors/chat.ts';
import { actions, message, note, runs, text } from '../../src/messages/compose.ts';
import type {
  Account,
  ChannelRef,
  ChatPort,
  Filled,
  Form,
  FormValues,
  Hearing,
  Invocation,
  MessageRef,
  Reply,
} from '../../src/ports/chat.ts';

/** A platform seen from the people's side: what they do there, and what they see. */
export interface ChatStage {
  readonly chat: ChatPort;
  /** Two people of the platform; `channel` is where both are. On a platform of one person they are the same. */
  readonly ana: Account;
  readonly cleo: Account;
  readonly channel: ChannelRef;
  types(who: Account, line: string): Promise<void>;
  /** Presses the last button of that label that they see. */
  clicks(who: Account, label: string): Promise<void>;
  /** The form that is open before them. */
  form(who: Account): Promise<ShownForm | undefined>;
  fills(who: Account, values: FormValues): Promise<void>;
  /** Everything that they see in the channel, oldest first, each as it stands now. */
  sees(who: Account): Promise<readonly Seen[]>;
}

/** What only a platform of several people in channels has. */
export interface ChannelStage extends ChatStage {
  /** A channel that the bot is not in. */
  readonly elsewhere: ChannelRef;
  /** What they see in their own conversation with the bot. */
  seesAlone(who: Account): Promise<readonly Seen[]>;
  /** The platform delivers once more what it delivered last. */
  deliversAgain(): Promise<void>;
  /** Whom markup in something said would notify: people, groups, everybody. */
  notified(): Promise<readonly string[]>;
}

export interface ShownForm {
  readonly title: string;
  /** By the name of the field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly fields: readonly string[];
}

export interface Seen {
  /** The platform's own id, by which an edit can be told from a new message. */
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly string[];
  /** The message that it stands beneath. */
  readonly beneath?: string;
}

type Start<Stage extends ChatStage> = (hearing: Hearing) => Promise<Stage>;

/** What every `ChatPort` does for a person who talks to the bot. */
export const describeConversation = (name: string, start: Start<ChatStage>): void => {
  const open = opening(start);

  describe(`${name}, a conversation`, () => {
    test('what a person types arrives with their account and their channel', async () => {
      const { stage, heard } = await open();

      await stage.types(stage.ana, 'status payments');

      const [invocation] = await waitFor(heard, 1);
      expect(invocation).toMatchObject({ account: idOf(stage.ana), channel: channelOf(stage.channel) });
      expect(invocation?.input).toEqual({ kind: 'line', text: 'status payments' });
    });

    test('the answer is seen by who asked', async () => {
      const { stage } = await open({ answer: () => told('payments: protected', text('All is well.')) });

      await stage.types(stage.ana, 'status payments');

      await seesText(stage, stage.ana, 'payments: protected');
      await seesText(stage, stage.ana, 'All is well.');
    });

    test('a refusal is seen as well', async () => {
      const { stage } = await open({ answer: () => ({ kind: 'refusal', message: message('No.', 'bad') }) });

      await stage.types(stage.ana, 'failover payments');

      await seesText(stage, stage.ana, 'No.');
    });

    test('what is posted is seen', async () => {
      const { stage } = await open();

      await stage.chat.post(stage.channel, message('DR-1042 is running', 'neutral'));

      await seesText(stage, stage.ana, 'DR-1042 is running');
    });

    test('two typings of the same line are two deliveries', async () => {
      const { stage, heard } = await open({ answer: () => told('again') });

      await stage.types(stage.ana, 'whoami');
      await waitFor(heard, 1);
      await stage.types(stage.ana, 'whoami');

      const [one, other] = await waitFor(heard, 2);
      expect(one?.deliveryId).not.toBe(other?.deliveryId);
    });

    test('a form comes for what is missing, and goes back filled in with what was kept', async () => {
      const { stage, heard } = await open({
        formFor: (line) => (line === 'deny DR-7' ? denial : undefined),
        answer: answering({ 'deny DR-7': { kind: 'form', form: denial } }),
      });

      await stage.types(stage.ana, 'deny DR-7');
      await formOf(stage, stage.ana);
      await stage.fills(stage.ana, { reason: 'not now' });

      const filled = await waitForForm(heard);
      expect(filled).toMatchObject({ command: 'deny', values: { request: 'DR-7', reason: 'not now' } });
    });

    test('a button does what typing its line would do', async () => {
      const offered = told('Did you mean this?', actions(runs('Run: whoami', 'whoami')));
      const { stage, heard } = await open({ answer: answering({ whami: offered, whoami: told('You are Ana.') }) });

      await stage.types(stage.ana, 'whami');
      await seesText(stage, stage.ana, 'Did you mean this?');
      await stage.clicks(stage.ana, 'Run: whoami');

      const [, clicked] = await waitFor(heard, 2);
      expect(clicked).toMatchObject({ account: idOf(stage.ana), input: { kind: 'line', text: 'whoami' } });
      await seesText(stage, stage.ana, 'You are Ana.');
    });

    test('a very long answer can be read to its end', async () => {
      const lines = Array.from({ length: 400 }, (_, at) => text(`line ${at} ${'of a long answer '.repeat(10)}`));
      const { stage } = await open({ answer: () => ({ ...told('Long', ...lines), again: 'points pay-db-01' }) });

      await stage.types(stage.ana, 'points pay-db-01');

      await seesText(stage, stage.ana, 'line 0 ');
      for (let page = 0; page < 30 && !(await seenText(stage, stage.ana)).includes('line 399 '); page += 1) {
        const before = await seenText(stage, stage.ana);
        await stage.clicks(stage.ana, nextPage);
        await eventually(async () => expect(await seenText(stage, stage.ana)).not.toBe(before));
      }
      await seesText(stage, stage.ana, 'line 399 ');
    });
  });
};

/** What every `ChatPort` does where several people share channels. */
export const describeChannels = (name: string, start: Start<ChannelStage>): void => {
  const open = opening(start);

  describe(`${name}, channels`, () => {
    test('a private answer is seen by who asked, and by nobody else', async () => {
      const { stage } = await open({ answer: () => told('For you alone') });

      await stage.types(stage.ana, 'whoami');

      await seesText(stage, stage.ana, 'For you alone');
      expect(await seenText(stage, stage.cleo)).not.toContain('For you alone');
    });

    test('a shared answer is seen by everybody there', async () => {
      const { stage } = await open({ answer: () => ({ ...told('For all'), shared: true }) });

      await stage.types(stage.ana, 'status --share');

      await seesText(stage, stage.cleo, 'For all');
    });

    test('what is posted is edited in place', async () => {
      const { stage } = await open();
      const ref = await stage.chat.post(stage.channel, message('step 1 of 3', 'neutral'));

      await stage.chat.edit(ref, message('step 2 of 3', 'neutral', note('Began 14:05 UTC.')));

      await seesText(stage, stage.cleo, 'step 2 of 3');
      expect(await seenText(stage, stage.cleo)).not.toContain('step 1 of 3');
      expect(await stage.sees(stage.cleo)).toHaveLength(1);
    });

    test('many edits at once end with the last one', async () => {
      const { stage } = await open();
      const ref = await stage.chat.post(stage.channel, message('step 0', 'neutral'));

      await Promise.all([1, 2, 3, 4, 5, 6].map((step) => stage.chat.edit(ref, message(`step ${step}`, 'neutral'))));

      await seesText(stage, stage.cleo, 'step 6');
      expect(await stage.sees(stage.cleo)).toHaveLength(1);
    });

    test('a reply stands beneath what it replies to', async () => {
      const { stage } = await open();
      const ref = await stage.chat.post(stage.channel, message('DR-1042', 'neutral'));

      await stage.chat.reply(ref, message('group 1 is done', 'good'));

      const reply = await seesText(stage, stage.cleo, 'group 1 is done');
      const first = (await stage.sees(stage.cleo)).find((seen) => seen.text.includes('DR-1042'));
      expect(reply.beneath).toBe(first?.id);
    });

    test('what is said to one person is seen by that person alone', async () => {
      const { stage } = await open();

      const ref = await stage.chat.direct(stage.ana, message('A link was made', 'neutral'));

      expect(ref.channel.personal).toBe(true);
      await eventually(async () => expect(textOf(await stage.seesAlone(stage.ana))).toContain('A link was made'));
      expect(textOf(await stage.seesAlone(stage.cleo))).not.toContain('A link was made');
      expect(await seenText(stage, stage.ana)).not.toContain('A link was made');
    });

    test('a delivery that is repeated carries the same id', async () => {
      const { stage, heard } = await open({ answer: () => told('once') });
      await stage.types(stage.ana, 'whoami');
      await waitFor(heard, 1);

      await stage.deliversAgain();

      const [one, again] = await waitFor(heard, 2);
      expect(again?.deliveryId).toBe(one?.deliveryId);
      expect(again?.account).toEqual(one?.account);
    });

    test('a repeated delivery that was answered before says nothing', async () => {
      let times = 0;
      const { stage, heard } = await open({
        answer: () => {
          times += 1;
          return times === 1 ? told('answered') : { kind: 'nothing' };
        },
      });
      await stage.types(stage.ana, 'whoami');
      await seesText(stage, stage.ana, 'answered');

      await stage.deliversAgain();
      await waitFor(heard, 2);
      await stage.chat.post(stage.channel, message('afterwards', 'neutral'));

      await seesText(stage, stage.ana, 'afterwards');
      const answers = (await stage.sees(stage.ana)).filter((seen) => seen.text.includes('answered'));
      expect(answers).toHaveLength(1);
    });

    test('a button on a posted card knows who pressed it', async () => {
      const { stage, heard } = await open({ answer: () => told('counted') });
      await stage.chat.post(stage.channel, message('DR-7', 'neutral', actions(runs('Approve', 'approve DR-7 9f3c'))));
      await seesText(stage, stage.cleo, 'DR-7');

      await stage.clicks(stage.cleo, 'Approve');

      const [invocation] = await waitFor(heard, 1);
      expect(invocation).toMatchObject({ account: idOf(stage.cleo), channel: channelOf(stage.channel) });
    });

    test('a button that asks for something opens its form, and runs nothing before', async () => {
      const { stage, heard } = await open({
        formFor: (line, asks) => (line === 'deny DR-7' && asks?.includes('reason') ? denial : undefined),
      });
      const button = runs('Deny', 'deny DR-7', 'danger', { asks: ['reason'] });
      await stage.chat.post(stage.channel, message('DR-7', 'neutral', actions(button)));
      await seesText(stage, stage.cleo, 'DR-7');

      await stage.clicks(stage.cleo, 'Deny');

      expect((await formOf(stage, stage.cleo)).fields).toEqual(['reason']);
      expect(heard).toEqual([]);
    });

    test('a form that was filled in wrongly comes back with what is wrong, and is not run', async () => {
      const { stage, heard } = await open({
        formFor: (line) => (line === 'deny DR-7' ? denial : undefined),
        check: ({ values }) =>
          values.reason === 'x' ? withProblem(denial, 'reason', 'Say a little more.') : undefined,
      });
      await stage.types(stage.ana, 'deny DR-7');
      await formOf(stage, stage.ana);

      await stage.fills(stage.ana, { reason: 'x' });

      await eventually(async () =>
        expect((await stage.form(stage.ana))?.problems).toEqual({ reason: 'Say a little more.' }),
      );
      expect(heard.filter(({ input }) => input.kind === 'form')).toEqual([]);
      await stage.fills(stage.ana, { reason: 'the freeze has begun' });
      expect(await waitForForm(heard)).toMatchObject({ values: { reason: 'the freeze has begun' } });
    });

    test('names notify nobody, whatever they look like', async () => {
      const { stage } = await open();
      const names = ['<!channel>', '<!here|x>', `<@${stage.cleo.id}>`, '@channel', '@everyone', '<at>Cleo</at>'];

      const hostile = names.map((name) => runs(`Show ${name}`, 'whoami'));
      const everywhere = message(
        `VM ${names.join(' ')}`,
        'warning',
        text(names.join(' ')),
        note(names.join(' ')),
        { kind: 'facts', facts: names.map((name) => ({ label: name, value: name })) },
        { kind: 'table', columns: names, rows: [names] },
        { kind: 'steps', steps: names.map((name) => ({ state: 'running', title: name, detail: name })) },
        { kind: 'code', text: names.join('\n') },
        actions(...hostile),
      );
      await stage.chat.post(stage.channel, everywhere);

      await seesText(stage, stage.cleo, 'VM');
      expect(await stage.notified()).toEqual([]);
    });

    test('what cannot be said there is refused as such', async () => {
      const { stage } = await open();

      const posted = stage.chat.post(stage.elsewhere, message('hello', 'neutral'));

      await expect(posted).rejects.toBeInstanceOf(ChatRefused);
    });

    test('an edit of what is not there is refused as such', async () => {
      const { stage } = await open();
      const ref: MessageRef = await stage.chat.post(stage.channel, message('here', 'neutral'));

      const edited = stage.chat.edit({ ...ref, id: `${ref.id.slice(0, -1)}x` }, message('there', 'neutral'));

      await expect(edited).rejects.toBeInstanceOf(ChatRefused);
    });
  });
};

const nextPage = 'Next page';

/** A busy machine is slow, and that is not what is tested. */
const eventually = <Result>(look: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(look, { timeout: 10_000 });

interface Script {
  readonly answer: (invocation: Invocation) => Reply;
  readonly formFor: (line: string, asks?: readonly string[]) => Form | undefined;
  readonly check: (filled: Filled) => Form | undefined;
}

/** Starts a platform against a hearing that says what the test wants, and writes down what it heard. */
const opening =
  <Stage extends ChatStage>(start: Start<Stage>) =>
  async (script: Partial<Script> = {}) => {
    const heard: Invocation[] = [];
    const stage = await start({
      receive: async (invocation) => {
        heard.push(invocation);
        return script.answer?.(invocation) ?? { kind: 'nothing' };
      },
      formFor: (_account, line, asks) => script.formFor?.(line, asks),
      check: (_account, filled) => script.check?.(filled),
      suggest: () => [],
    });
    onTestFinished(() => stage.chat.stop());
    return { stage, heard };
  };

const told = (title: string, ...blocks: Parameters<typeof message>[2][]) =>
  ({ kind: 'message', message: message(title, 'neutral', ...blocks), shared: false }) satisfies Reply;

const answering =
  (answers: Readonly<Record<string, Reply>>) =>
  ({ input }: Invocation): Reply =>
    (input.kind === 'line' && answers[input.text]) || { kind: 'nothing' };

const denial: Form = {
  command: 'deny',
  title: 'deny',
  submit: 'Do it',
  keep: { request: 'DR-7' },
  fields: [
    {
      name: 'reason',
      label: 'Reason',
      hint: 'Why.',
      input: { kind: 'text', long: true, many: false },
      required: true,
    },
  ],
};

const withProblem = (form: Form, name: string, problem: string): Form => ({
  ...form,
  fields: form.fields.map((field) => (field.name === name ? { ...field, problem } : field)),
});

const idOf = ({ platform, tenant, id, outsider }: Account) => ({ platform, tenant, id, outsider });

const channelOf = ({ platform, tenant, id, personal }: ChannelRef) => ({ platform, tenant, id, personal });

const waitFor = (heard: readonly Invocation[], count: number) =>
  eventually(() => {
    expect(heard.length).toBeGreaterThanOrEqual(count);
    return heard;
  });

const waitForForm = (heard: readonly Invocation[]) =>
  eventually(() => {
    const filled = heard.find(({ input }) => input.kind === 'form');
    expect(filled).toBeDefined();
    return filled?.input;
  });

const formOf = (stage: ChatStage, who: Account) =>
  eventually(async () => {
    const form = await stage.form(who);
    expect(form).toBeDefined();
    return form as ShownForm;
  });

const textOf = (seen: readonly Seen[]): string => seen.map((each) => each.text).join('\n');

const seenText = async (stage: ChatStage, who: Account): Promise<string> => textOf(await stage.sees(who));

const seesText = (stage: ChatStage, who: Account, expected: string): Promise<Seen> =>
  eventually(async () => {
    const found = (await stage.sees(who)).findLast((seen) => seen.text.includes(expected));
    expect(found?.text ?? (await seenText(stage, who))).toContain(expected);
    return found as Seen;
  });

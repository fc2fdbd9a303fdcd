import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { policyOfBoth, startOnBoth } from './stages/both.ts';
import { answered, startConversation } from './stages/conversation.ts';
import { expectEach, paymentsAlone, policyOfPayments } from './stages/payments.ts';
import type { Name, Stage } from './stages/stage.ts';

/** Two have to agree to an outage; of Rob the policy knows his account on Slack alone. */
const policy: Policy = {
  ...policyOfBoth,
  people: policyOfBoth.people.map((person) =>
    person.id === 'rob'
      ? { ...person, accounts: person.accounts.filter(({ platform }) => platform !== 'entra') }
      : person,
  ),
  approvals: { ...policyOfBoth.approvals, rules: [{ rule: 'two', when: { danger: 'outage' }, quorum: 2 }] },
};

const typedByTwo: Policy = {
  ...policyOfPayments,
  approvals: {
    ...policyOfPayments.approvals,
    rules: [{ rule: 'typed by two', when: { danger: 'outage' }, quorum: 2, typeTarget: true }],
  },
};

const told = (stage: Stage, who: Name, line: string, expected: RegExp) =>
  answered(stage, who, expected, () => stage.tells(who, line));

/** The card of a request, as everybody sees it. */
const cardOf = (stage: Stage, id: string) => stage.sees('dan', 'approvals').find(({ text }) => text.includes(id));

/** Presses Approve on the card that is there, or comes. */
const approves = async (stage: Stage, who: Name, id: string, expected: RegExp) => {
  await expect.poll(() => cardOf(stage, id)?.text).toContain(`Plan for ${id}`);
  return answered(stage, who, expected, () => stage.presses(who, 'approvals', 'Approve...'));
};

describeOnRedis('Slack and Teams together', (connect) => {
  const start = async () => {
    const both = await startOnBoth(connect, { policy });
    /** Rob says that his account on Teams is his, and Cleo knows it to be so. */
    const robIsLinked = async (): Promise<void> => {
      const { slack, teams } = both;
      const { text } = await told(slack, 'rob', 'link', /Your code is/u);
      await told(teams, 'rob', `link ${codeIn(text)}`, /is linked to Rob Lane now \(L-1\)/u);
      await answered(slack, 'cleo', /L-1: .* confirmed by Cleo Wirth/u, () => slack.says('cleo', 'link-confirm L-1'));
    };
    return { ...both, robIsLinked };
  };

  test('asked on Slack, agreed to on both, each person counted once, and followed on both', async () => {
    const { bench, slack, teams, faults, robIsLinked } = await start();
    await robIsLinked();
    const id = await startConversation(bench, slack).request('failover pay-web-01 --reason "INC-88123 power loss"');
    const approvals = async () => (await bench.approvals.read(id))?.approvals.map(({ person }) => person);
    const cards = () => [slack, teams].map((stage) => cardOf(stage, id));

    await approves(teams, 'ana', id, /You asked for this yourself/u);
    expect(await approvals()).toEqual([]);

    await approves(slack, 'cleo', id, /Counted: 1 of 2/u);
    await expect.poll(() => cards().map((card) => /1 of 2: Cleo Wirth/u.test(card?.text ?? ''))).toEqual([true, true]);
    await approves(teams, 'cleo', id, /already/u);
    expect(await approvals()).toEqual(['cleo']);

    await approves(teams, 'rob', id, /Its steps: operation DR-/u);
    await answered(teams, 'ana', /fail over pay-web-01.* is watched here/u, () => teams.says('ana', `watch ${id}`));
    expect(await approvals()).toEqual(['cleo', 'rob']);
    await expect
      .poll(() => cards().map((card) => /Approved .* by Cleo Wirth and Rob Lane/u.test(card?.text ?? '')))
      .toEqual([true, true]);
    expect(cards().map((card) => card?.buttons.filter((label) => label.startsWith('Approve')))).toEqual([[], []]);

    const { ended } = await bench.carryOut(id, { turns: 30, seconds: 60 });
    expect(ended).toMatchObject({ outcome: 'done' });
    for (const stage of [slack, teams]) {
      const titles = stage.sees('dan', 'dr').map(({ text }) => text.split('\n')[0]);
      expect(titles).toContainEqual(expect.stringMatching(new RegExp(`${id} fail over .*: done after`, 'u')));
      expect(titles).toContainEqual(expect.stringContaining(`${id} finished`));
    }
    expect(faults()).toEqual([]);
  });

  const ways = [
    ['slack', 'teams'],
    ['teams', 'slack'],
  ] as const;

  test.each(ways)('a failover of four machines is asked on %s and decided on %s', async (asked, decided) => {
    const { bench, faults, ...stages } = await startOnBoth(connect, { scenario: paymentsAlone, policy: typedByTwo });
    const there = startConversation(bench, stages[decided]);
    const here = startConversation(bench, stages[asked]);

    const id = await here.request('failover payments --reason "INC-88123 power loss"');
    const plan = await there.decide(id);
    const progress = await here.follow(id, 60);
    const end = await here.endOf(id);
    const report = await answered(stages[decided], 'rob', /Report of/u, () =>
      stages[decided].says('rob', `report ${id}`),
    );

    expectEach(plan, (name) => `${name}\\s+recovery point: latest; RPO \\d`);
    expect(plan).toContain('Ana Ruiz asked: failover payments --reason "INC-88123 power loss"');
    expect((await bench.approvals.read(id))?.approvals.map(({ person }) => person)).toEqual(['cleo', 'rob']);
    for (const stage of Object.values(stages))
      await expect.poll(() => cardOf(stage, id)?.text).toMatch(/Approved .* by Cleo Wirth and Rob Lane/u);
    expectEach(progress.join(), (name) => `fail ${name} over to West US\\s+(?:running: )?Shut down the virtual`);
    expect(end.text).toContain('Asked by Ana Ruiz, approved by Cleo Wirth and Rob Lane.');
    expect(end.buttons[0]).toBe('Commit payments');
    expectEach(report.text, (name) => `${name}\\s+done\\s+\\d+ s\\s+\\d{4}-.* UTC\\s+\\d+ `);
    expect(report.text).toMatch(/Approval wait: until enough had agreed/u);
    expect(faults()).toEqual([]);
  });

  test('accounts are linked from Slack to Teams alone, and decide nothing before somebody else confirms it', async () => {
    const { bench, slack, teams } = await start();
    await told(teams, 'rob', 'link', /A link begins on Slack/u);
    const first = codeIn((await told(slack, 'rob', 'link', /Your code is/u)).text);
    await told(slack, 'dan', `link ${first}`, /A code is typed to me on Teams/u);
    await answered(teams, 'rob', /Others could read that code, so it is void/u, () =>
      teams.says('rob', `link ${first}`),
    );
    await told(teams, 'rob', `link ${first}`, /I know no such code/u);

    const code = codeIn((await told(slack, 'rob', 'link', /Your code is/u)).text);
    await told(teams, 'rob', `link ${code}`, /is linked to Rob Lane now \(L-1\)/u);
    const id = await startConversation(bench, slack).request('failover pay-web-01');
    await approves(teams, 'rob', id, /known here by a link that you made yourself/u);
    await told(slack, 'rob', 'link-confirm L-1', /Nobody confirms a link of their own/u);
    expect((await bench.approvals.read(id))?.approvals).toEqual([]);
  });
});

const codeIn = (text: string): string => /Your code is (?<code>[A-Z0-9]{10})/u.exec(text)?.groups?.code ?? '';

import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { topicNames, topics } from '../../src/definitions/topics.ts';
import { shown, startTalk } from '../sample/talk.ts';

const catalog = createCatalog(commands);
const { say } = startTalk({ catalog });

test.each([
  ['help failovers', 'Fail over, and back'],
  ['help fail over', 'Fail over, and back'],
  ['help restore', 'Restore from any recovery point'],
  ['help Recovery-Plan', 'Recover many VMs in an order'],
  ['help failover', 'failover: Fail a VM'],
  ['help vault redundancy', 'vault redundancy: Keep the backups'],
  ['help quota', 'Nothing here is about "quota"'],
  ['help paired', 'About "paired"'],
  ['help re', 'About "re"'],
])('%s answers: %s', async (line, expected) => {
  expect(shown(await say('rob', line))).toContain(expected);
});

test('the overview leads to every topic, and the topics together to every command', async () => {
  const overview = shown(await say('rob', 'help'));
  const told = await Promise.all(topicNames.map(async (topic) => shown(await say('rob', `help ${topic}`))));

  for (const topic of topicNames) expect(overview).toContain(`help ${topic}`);
  for (const { name, summary } of commands) {
    expect(told.filter((each) => each.includes(`  ${name}: `) && each.includes(summary))).toHaveLength(1);
  }
});

test('no topic is called like a command, which would hide it', () => {
  expect(topicNames.filter((topic) => catalog.find(topic))).toEqual([]);
  expect(new Set(commands.map(({ topic }) => topic)).size).toBe(Object.keys(topics).length);
});

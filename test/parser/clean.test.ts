import { expect, test } from 'vitest';
import { clean } from '../../src/parser/clean.ts';

test.each([
  ['<@U0BOT> status payments', 'status payments', 'a leading mention on Slack'],
  ['<@U0BOT|lifeboat> status', 'status', 'a leading mention with a label'],
  ['<at>Lifeboat</at> status payments', 'status payments', 'a leading mention on Teams'],
  ['/dr status payments', 'status payments', 'the slash command itself'],
  ['can-i ask <@U123|ana>', 'can-i ask @U123', 'a mention inside'],
  ['watch x <#C1|dr-payments>', 'watch x #C1', 'a channel'],
  ['status <http://pay.example|pay.example>', 'status pay.example', 'a name that Slack took for a link'],
  ['see <https://a.example/b>', 'see https://a.example/b', 'a link without a label'],
  ['failover R&amp;D', 'failover R&D', 'an ampersand'],
  ['note &lt;@U1&gt;', 'note <@U1>', 'an escaped mention, which is not one'],
  ['a &amp;lt; b', 'a &lt; b', 'an entity, decoded once only'],
  ['status\u00a0payments\u200b', 'status payments', 'spaces that are none'],
  ['status\r\npayments\u0000', 'status  payments', 'line ends and control characters'],
])('reads %j as %j: %s', (typed, meant) => {
  expect(clean(typed)).toBe(meant);
});

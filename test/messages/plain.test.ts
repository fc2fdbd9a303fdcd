import { expect, test } from 'vitest';
import { actions, code, facts, message, note, runs, table, text } from '../../src/messages/compose.ts';
import { renderPlain } from '../../src/messages/plain.ts';

test('every kind of block reads as text', () => {
  const all = message(
    'DR-1042 failover of payments: 50 %',
    'neutral',
    text('Two lines\nof text.'),
    facts(['From', 'East US'], ['Recovery point', '13:52 UTC']),
    table(
      ['VM', 'State'],
      [
        ['pay-web-01', 'protected'],
        ['pay-db', 'first copy'],
      ],
    ),
    {
      kind: 'steps',
      steps: [
        { state: 'done', title: 'Databases', detail: '5 min 31 s' },
        { state: 'waiting', title: 'Web' },
      ],
    },
    code('az vm list'),
    note('Read from Azure 20 s ago.'),
    actions(runs('Stop after this group', 'stop DR-1042'), {
      kind: 'link',
      label: 'Open',
      url: 'https://portal.example',
    }),
  );

  expect(renderPlain(all)).toBe(`DR-1042 failover of payments: 50 %
Two lines
of text.
  From:            East US
  Recovery point:  13:52 UTC
  VM          State
  pay-web-01  protected
  pay-db      first copy
  done     Databases  5 min 31 s
  waiting  Web
    az vm list
Read from Azure 20 s ago.
[Stop after this group] [Open: https://portal.example]`);
});

test('a name cannot steer the terminal that shows it', () => {
  const shown = renderPlain(message('VM \u001b[2J\u0007evil\u202e', 'neutral', text('a\u001b]0;title\u0007b')));

  expect(shown).toBe('VM \ufffd[2J\ufffdevil\ufffd\na\ufffd]0;title\ufffdb');
});

import { arg, flag } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { lookBack } from '../src/definitions/durations.ts';
import { choice, wholeNumber, words } from '../src/definitions/kinds.ts';

const mostShown = 30;

export const audit = defineQuery({
  name: 'audit',
  topic: 'bot',
  summary: 'Show what was asked, decided, sent to Azure and told, newest first; or export all of it as lines of JSON.',
  access: { level: 'contributor', area: 'any' },
  args: {
    how: arg(choice('export'), { help: 'export gives the records themselves', example: 'export', optional: true }),
    who: flag(words, { help: 'Whose: a person of the policy, or an account', example: 'ana' }),
    what: flag(words, { help: 'A request, a kind of record, or a word in it', example: 'DR-1042' }),
    since: flag(lookBack, { help: 'How far back', example: '24h' }),
    from: flag(wholeNumber, { help: 'The record that an export begins with', example: '120', fallback: '1' }),
  },
  answer: ({ how, who, what, since, from }, { audit: log, now, asker }) => {
    if (how === 'export') return log.page(from, asker.account.platform === 'terminal');
    return log.show({
      most: mostShown,
      ...(who && { who }),
      ...(what && { what }),
      ...(since !== undefined && { since: new Date(now().getTime() - since * 1000) }),
    });
  },
});

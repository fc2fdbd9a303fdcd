import { flag } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { toggle } from '../src/definitions/kinds.ts';

export const liftHold = defineAct({
  name: 'lift-hold',
  topic: 'bot',
  summary: 'Show what is held since the store was replaced, and let decisions count again.',
  access: { level: 'contributor', area: 'every' },
  args: { looked: flag(toggle, { help: 'You have compared Azure with the operations here: lift it' }) },
  act: ({ looked }, { hold, asker }) => hold.lift({ looked }, asker),
});

import { arg } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { watchId } from '../src/definitions/kinds.ts';

export const unwatch = defineAct({
  name: 'unwatch',
  topic: 'news',
  summary: 'Stop telling this channel of something.',
  ofOnesOwn: true,
  access: 'people',
  args: { watch: arg(watchId, { help: 'Which, as watches shows it', example: 'W-12' }) },
  act: ({ watch }, { watching, asker }) => watching.unwatch(watch, asker),
});

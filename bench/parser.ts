import { commands } from '../commands/index.ts';
import { createCatalog } from '../src/catalog/catalog.ts';
import { parse } from '../src/parser/parse.ts';

/**
 * How the parser's work grows with a line's length: the time for 7,900 characters over that for 790, in one run.
 * About 10 is proportional to the length; about 100 would be its square.
 */
const shapes = ['x', '<', '"', "'", '—', '&amp;', '<@', ' =', '--a ', '\u202e', '" ', '<http://x|', 'a '];
const catalog = createCatalog(commands);

const microseconds = (line: string): number => {
  const rounds = 200;
  const before = process.hrtime.bigint();
  for (let round = 0; round < rounds; round += 1) parse(line, catalog);
  return Number(process.hrtime.bigint() - before) / 1000 / rounds;
};

for (const shape of shapes) {
  const fill = (length: number) => shape.repeat(Math.ceil(length / shape.length)).slice(0, length);
  microseconds(fill(790));
  const short = microseconds(fill(790));
  const long = microseconds(fill(7900));
  process.stdout.write(
    `${JSON.stringify(shape).padEnd(14)} ${short.toFixed(1).padStart(9)} us  ${long.toFixed(1).padStart(9)} us  x${(long / short).toFixed(1)}\n`,
  );
}

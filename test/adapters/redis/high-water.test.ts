import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { HighWater } from '../../../adapters/redis/high-water.ts';
import { emptyFolder } from '../../redis-servers.ts';

const failed = (error: unknown) => {
  throw error;
};

describe('The highest count', () => {
  it('only ever rises, and is there again for the next process', async () => {
    const file = join(emptyFolder(), 'new', 'high-water.json');
    const first = new HighWater({ file, failed });
    expect(first.highest).toEqual({ counter: 0, mark: '' });

    for (const counter of [1, 2, 7, 5, 3]) first.raise({ counter, mark: `m${counter}` });
    await first.settle();

    expect(first.highest).toEqual({ counter: 7, mark: 'm7' });
    expect(new HighWater({ file, failed }).highest).toEqual({ counter: 7, mark: 'm7' });
  });

  it('is written once for many that come together, and leaves no draft behind', async () => {
    const file = join(emptyFolder(), 'high-water.json');
    const highWater = new HighWater({ file, failed });

    highWater.raise({ counter: 1, mark: 'a' });
    await expect.poll(() => readdirSync(dirname(file)), { timeout: 5000 }).toEqual(['high-water.json']);
    for (let counter = 2; counter <= 1000; counter += 1) highWater.raise({ counter, mark: 'b' });
    expect(readFileSync(file, 'utf8')).toContain('"counter":1,');
    await highWater.settle();

    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ counter: 1000, mark: 'b' });
    expect(readdirSync(dirname(file))).toEqual(['high-water.json']);
  });

  it('is never lowered in the file by a process that knows less', async () => {
    const file = join(emptyFolder(), 'high-water.json');
    const behind = new HighWater({ file, failed });
    const ahead = new HighWater({ file, failed });
    ahead.raise({ counter: 9, mark: 'ahead' });
    await ahead.settle();

    behind.raise({ counter: 4, mark: 'behind' });
    await behind.settle();

    expect(new HighWater({ file, failed }).highest).toEqual({ counter: 9, mark: 'ahead' });
  });

  it('stays in memory when there is no file, or none can be written, and that is said', async () => {
    const noticed = vi.fn();
    const inMemory = new HighWater({ failed });
    const file = join(emptyFolder(), 'high-water.json');
    const blocked = new HighWater({ file, failed: noticed });
    mkdirSync(`${file}.${process.pid}`);

    for (const highWater of [inMemory, blocked]) highWater.raise({ counter: 3, mark: 'm' });
    await Promise.all([inMemory.settle(), blocked.settle()]);

    expect([inMemory.highest.counter, blocked.highest.counter]).toEqual([3, 3]);
    expect(noticed).toHaveBeenCalledOnce();
  });

  it.each(['', 'nothing', '{"counter":-1,"mark":""}', '{"mark":"a"}'])(
    'is not guessed from a file that says %j',
    (text) => {
      const file = join(emptyFolder(), 'high-water.json');
      writeFileSync(file, text);

      expect(() => new HighWater({ file, failed })).toThrow(/high-water\.json should hold.*remove the file/);
    },
  );
});

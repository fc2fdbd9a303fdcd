import { expect, test } from 'vitest';
import type { PolicyDifference } from '../../src/policy/difference.ts';
import { createPolicyStore } from '../../src/policy/store.ts';
import { fileWith, policyOf, sample } from './sample-file.ts';

const withDan = fileWith({ people: { ...sample.people, dan: { name: 'Dan' } } });

/** A store over a file that a test rewrites. */
const storeOver = (first: string) => {
  const file = { text: first, fails: undefined as Error | undefined };
  const told: PolicyDifference[] = [];
  const fail = { with: undefined as Error | undefined };
  const store = createPolicyStore({
    policy: policyOf(first),
    readFile: async () => {
      if (file.fails) throw file.fails;
      return file.text;
    },
    onChange: (difference) => {
      if (fail.with) throw fail.with;
      told.push(difference);
    },
  });
  return { file, told, store, fail };
};

test('a file that did not change changes nothing and tells nobody', async () => {
  const { store, told } = storeOver(fileWith());
  const first = store.current();

  const reloaded = await store.reload();

  expect(reloaded).toEqual({ changed: false });
  expect(store.current()).toBe(first);
  expect(told).toEqual([]);
});

test('a new file takes effect, and its difference is told', async () => {
  const { store, file, told } = storeOver(fileWith());
  file.text = withDan;

  const reloaded = await store.reload();

  expect(reloaded).toMatchObject({ changed: true, difference: { lines: ['added: person dan (name Dan)'] } });
  expect(store.current()).toEqual(policyOf(withDan));
  expect(told).toHaveLength(1);
});

test('a difference that could not be told is told by the next reload, of the same file too', async () => {
  const { store, file, told, fail } = storeOver(fileWith());
  file.text = withDan;
  fail.with = new Error('Redis is away.');
  await expect(store.reload()).rejects.toThrow('Redis is away.');
  expect(store.current()).toEqual(policyOf(withDan));

  fail.with = undefined;
  const reloaded = await store.reload();

  expect(reloaded).toMatchObject({ changed: true });
  expect(told).toMatchObject([{ lines: ['added: person dan (name Dan)'] }]);
  expect(await store.reload()).toEqual({ changed: false });
});

test('the new policy is in force before its difference is told', async () => {
  const seen: string[] = [];
  const store = createPolicyStore({
    policy: policyOf(fileWith()),
    readFile: async () => withDan,
    onChange: ({ to }) => {
      seen.push(to, store.current().version);
    },
  });

  await store.reload();

  expect(seen).toEqual([policyOf(withDan).version, policyOf(withDan).version]);
});

test('a broken file keeps the old policy and says what is wrong', async () => {
  const { store, file, told } = storeOver(fileWith());
  const first = store.current();
  file.text = 'people: { ana: {} }';

  const reloaded = await store.reload();

  expect(reloaded).toEqual({ problems: [{ key: 'people.ana.name', value: '(missing)', expected: 'a line of text' }] });
  expect(store.current()).toBe(first);
  expect(told).toEqual([]);
});

test('a file that cannot be read keeps the old policy', async () => {
  const { store, file } = storeOver(fileWith());
  const first = store.current();
  file.fails = Object.assign(new Error('no such file'), { code: 'ENOENT' });

  const reloaded = await store.reload();

  expect(reloaded).toMatchObject({ problems: [{ key: 'the file', value: 'cannot be read (ENOENT)' }] });
  expect(store.current()).toBe(first);
});

test('after a broken file a repaired one takes effect', async () => {
  const { store, file } = storeOver(fileWith());
  file.text = '{';
  await store.reload();
  file.text = withDan;

  const reloaded = await store.reload();

  expect(reloaded).toMatchObject({ changed: true });
});

test('of two reloads at once the later text wins', async () => {
  let release = (_text: string): void => {};
  const slow = new Promise<string>((resolve) => {
    release = resolve;
  });
  const texts = [slow, Promise.resolve(withDan)];
  const store = createPolicyStore({
    policy: policyOf(fileWith()),
    readFile: async () => (await texts.shift()) ?? '',
    onChange: () => {},
  });

  const both = [store.reload(), store.reload()];
  release(fileWith({ channels: [] }));
  await Promise.all(both);

  expect(store.current().version).toBe(policyOf(withDan).version);
});

test('a listener that fails does not stop the next reload', async () => {
  const texts = [withDan, fileWith()];
  const store = createPolicyStore({
    policy: policyOf(fileWith()),
    readFile: async () => texts.shift() ?? '',
    onChange: ({ lines }) => {
      if (lines.some((line) => line.startsWith('added'))) throw new Error('the audit channel is away');
    },
  });

  await expect(store.reload()).rejects.toThrow('audit channel');
  expect(await store.reload()).toMatchObject({ changed: true });
});

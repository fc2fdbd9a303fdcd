import { readdirSync } from 'node:fs';
import type { KnownBlock, ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import { homeView } from '../../adapters/slack/home/home.ts';
import { modalFor } from '../../adapters/slack/modals/modal.ts';
import { pagesOf } from '../../adapters/slack/render/pages.ts';
import { commands } from '../../commands/index.ts';
import { faultsIn, isTooLong } from '../../rehearsal/slack/world/block-limits.ts';
import type { Block } from '../../rehearsal/slack/world/shapes.ts';
import { formOf } from '../../src/dispatch/form.ts';
import { views } from './views.ts';

const origin = { user: 'U0ANA', channel: 'C0DR' };
const modals = Object.fromEntries(
  commands
    .filter(({ args }) => Object.keys(args).length > 0)
    .map((command) => [command.name.replaceAll(' ', '-'), modalFor(formOf(command, {}, []), origin)]),
);

/** The same JSON, as the rehearsal reads it. */
const wire = (blocks: readonly KnownBlock[]): readonly Block[] => JSON.parse(JSON.stringify(blocks));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

test.each(Object.entries(views))(
  '%s is shown on Slack as its golden file says, within the limits',
  async (name, message) => {
    const pages = pagesOf(message, { planBlocks: true });
    const plain = pagesOf(message, { planBlocks: false });

    const blocks: readonly KnownBlock[][] = pages.map((page) => [...page.blocks]);
    await expect(json(blocks.length === 1 ? blocks[0] : blocks)).toMatchFileSnapshot(`slack/${name}.json`);
    for (const page of [...pages, ...plain]) {
      expect(faultsIn(wire(page.blocks), { surface: 'message', planBlocks: page !== plain[0] })).toEqual([]);
      expect(isTooLong(wire(page.blocks))).toBe(false);
      expect(page.text).not.toBe('');
    }
    expect(
      faultsIn(wire(homeView(message).blocks as readonly KnownBlock[]), { surface: 'home', planBlocks: false }),
    ).toEqual([]);
  },
);

test.each(Object.entries(modals))('the form of %s is a modal within the limits', async (name, modal) => {
  const view: ModalView | undefined = modal;

  await expect(json(view)).toMatchFileSnapshot(`slack/modal-${name}.json`);
  expect(view?.title.text.length).toBeLessThan(25);
  expect(
    faultsIn(wire((view?.blocks ?? []) as readonly KnownBlock[]), { surface: 'modal', planBlocks: false }),
  ).toEqual([]);
});

test('no golden file of Slack outlives its view or its form', () => {
  const files = readdirSync(new URL('slack', import.meta.url)).map((file) => file.replace(/\.json$/u, ''));

  const known = [...Object.keys(views), ...Object.keys(modals).map((name) => `modal-${name}`)];
  expect(files.filter((name) => !known.includes(name))).toEqual([]);
});

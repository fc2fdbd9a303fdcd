import { faultsIn } from '../world/block-limits.ts';
import { type Block, type HomeView, isObject, type Json, type ModalView } from '../world/shapes.ts';
import type { OpenView, Workspace } from '../world/workspace.ts';
import { type Method, nested, text } from './method.ts';

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': {
    run: (args, { workspace, triggers, changed }) => {
      const view = modalFrom(nested(args, 'view'), workspace);
      if ('error' in view) return view;
      const trigger = triggers.use(text(args, 'trigger_id'));
      if ('error' in trigger) return trigger;
      const opened = openView(workspace, trigger.user, view);
      changed();
      return { view: { ...opened.definition, id: opened.id, hash: opened.hash } };
    },
  },
  'views.update': {
    run: (args, { workspace, changed }) => {
      const open = workspace.views.get(text(args, 'view_id'));
      if (!open) return { error: 'not_found' };
      if (text(args, 'hash') && text(args, 'hash') !== open.hash) return { error: 'hash_conflict' };
      const view = modalFrom(nested(args, 'view'), workspace);
      if ('error' in view) return view;
      showInstead(workspace, open, view);
      changed();
      return { view: { ...open.definition, id: open.id, hash: open.hash } };
    },
  },
  'views.publish': {
    run: (args, { workspace, changed }) => {
      const view = nested(args, 'view');
      const user = text(args, 'user_id');
      if (!workspace.users.has(user)) return { error: 'invalid_arguments' };
      if (!isObject(view) || view.type !== 'home') return invalid(['view must be of type home']);
      const faults = faultsIn(view.blocks, { surface: 'home', planBlocks: workspace.app.planBlocks });
      if (faults.length > 0) return invalid(faults);
      workspace.homes.set(user, view as unknown as HomeView);
      changed();
      return { view: { type: 'home' } };
    },
  },
};

const invalid = (faults: readonly string[]) => ({
  error: 'invalid_arguments',
  details: faults.map((fault) => `[ERROR] ${fault}`),
});

export const modalFrom = (
  view: unknown,
  { app }: Workspace,
): ModalView | { readonly type?: never; readonly error: string; readonly details: readonly string[] } => {
  if (!isObject(view) || view.type !== 'modal' || !isObject(view.title)) return invalid(['view must be a modal']);
  const faults = [
    ...faultsIn(view.blocks, { surface: 'modal', planBlocks: app.planBlocks }),
    ...tooLong(view.title, 24, 'title'),
    ...tooLong(view.submit, 24, 'submit'),
    ...tooLong(view.close, 24, 'close'),
    ...(text(view, 'private_metadata').length > 3000 ? ['private_metadata must be less than 3001 characters'] : []),
    ...(hasInput(view.blocks) && !view.submit ? ['submit is required when there is an input'] : []),
  ];
  return faults.length > 0 ? invalid(faults) : (view as unknown as ModalView);
};

const tooLong = (value: unknown, most: number, what: string): readonly string[] =>
  isObject(value) && text(value as Json, 'text').length > most
    ? [`${what} must be less than ${most + 1} characters`]
    : [];

const hasInput = (blocks: unknown): boolean =>
  Array.isArray(blocks) && blocks.some((block: Block) => block.type === 'input');

const openView = (workspace: Workspace, user: string, definition: ModalView): OpenView => {
  const opened = { id: workspace.id('V'), hash: workspace.id('hash.'), user, definition, errors: {} };
  workspace.views.set(opened.id, opened);
  return opened;
};

export const showInstead = (workspace: Workspace, open: OpenView, definition: ModalView): void => {
  Object.assign(open, { definition, hash: workspace.id('hash.'), errors: {} });
};

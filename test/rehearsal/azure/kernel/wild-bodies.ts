import type { WireAnswer } from '../../../../rehearsal/azure/wire/exchange.ts';

/** What a caller has found out about the bodies that operations take: from their own answers and their complaints. */
interface BodyLore {
  /** The best body known for the operation. */
  known(operation: string): unknown;
  learn(operation: string, sent: unknown, answer: WireAnswer): void;
}

type Json = Record<string, unknown>;

const COMPLAINT = /([\w.]+): Invalid (?:input: expected (\w+)|option: expected one of ((?:"[^"]+"\|?)+))/g;

export function createBodyLore(idLike: () => string): BodyLore {
  const bodies = new Map<string, unknown>();

  function valueFor(name: string, type: string | undefined, options: string | undefined): unknown {
    if (options !== undefined) return options.split('|')[0]?.replaceAll('"', '');
    if (type === 'object' || type === 'record') return {};
    if (type === 'array') return [];
    if (type === 'number' || type === 'int') return 1;
    if (type === 'boolean') return true;
    if (name.toLowerCase().endsWith('id')) return idLike();
    return name === 'location' ? 'eastus' : 'x';
  }

  return {
    known: (operation) => bodies.get(operation) ?? {},
    learn(operation, sent, { status, body }) {
      if (status < 300 && !bodies.has(operation) && isObject(body) && !('value' in body)) bodies.set(operation, body);
      const message = isObject(body) && isObject(body.error) ? String(body.error.message) : '';
      if (status !== 400) return;
      const better = isObject(sent) ? structuredClone(sent) : {};
      for (const [, path, type, options] of message.matchAll(COMPLAINT)) {
        const steps = (path ?? '').split('.');
        put(better, steps, valueFor(steps.at(-1) ?? '', type, options));
        bodies.set(operation, better);
      }
    },
  };
}

function put(target: Json, [step = '', ...rest]: string[], value: unknown): void {
  if (step === 'body') return;
  if (rest.length === 0) {
    target[step] = value;
    return;
  }
  const inner = target[step];
  const next: Json = isObject(inner) || Array.isArray(inner) ? (inner as Json) : {};
  target[step] = next;
  put(next, rest, value);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

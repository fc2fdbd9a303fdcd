import type { Hearing, Invocation, Reply } from '../../../src/ports/chat.ts';

/** A hearing that answers as a test wants, and writes down what it heard. */
export const hearingThat = (
  answer: (invocation: Invocation) => Reply | Promise<Reply>,
  more: Partial<Hearing> = {},
): Hearing & { readonly heard: Invocation[] } => {
  const heard: Invocation[] = [];
  return {
    heard,
    receive: async (invocation) => {
      heard.push(invocation);
      return answer(invocation);
    },
    formFor: () => undefined,
    check: () => undefined,
    suggest: () => [],
    ...more,
  };
};

export const lineOf = ({ input }: Invocation): string => (input.kind === 'line' ? input.text : input.kind);

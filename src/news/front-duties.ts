interface Duties {
  /** The time of a request has come. */
  readonly request: (id: string) => Promise<void>;
  /** Something of an operation is to be told. */
  readonly news: (operation: string) => Promise<void>;
  /** What comes again and again, by its name. */
  readonly rounds: Readonly<Record<string, () => Promise<void>>>;
}

/** What a front is woken for, told apart by what its id begins with. */
export const createFrontDuties =
  ({ request, news, rounds }: Duties) =>
  async (due: string): Promise<void> => {
    const [kind, ...rest] = due.split(':');
    const id = rest.join(':');
    if (kind === 'request') await request(id);
    if (kind === 'news') await news(id);
    if (kind === 'round') await rounds[id]?.();
  };

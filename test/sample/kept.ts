import type { Kept } from '../../src/ports/kept.ts';

/** A memory in which nothing is, and nothing stays. */
export const nothingKept: Kept = {
  copies: {
    read: async () => undefined,
    ofMachine: async () => [],
    begunInto: async () => [],
    unfinished: async () => [],
    untold: async () => [],
    begin: async () => {},
    look: async () => {},
    end: async () => {},
    told: async () => {},
    listed: async () => undefined,
  },
  schedules: {
    list: async () => [],
    read: async () => undefined,
    add: async () => {},
    remove: async () => false,
    start: async () => {},
    stop: async () => {},
  },
  worker: {
    objectId: async () => undefined,
    is: async () => {},
  },
};

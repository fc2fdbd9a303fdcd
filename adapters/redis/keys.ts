import type { RedisConnection } from './connection.ts';

export type Keys = ReturnType<typeof keysOf>;

/** Every key there is, in one place. BullMQ's begin with `bull`, those of `Dedupe` with `dedupe`. */
export function keysOf(connection: Pick<RedisConnection, 'keyOf'>) {
  const keyOf = (...parts: readonly string[]) => connection.keyOf(...parts);
  return {
    /** Raised by every commit. */
    counter: keyOf('counter'),
    /** The marks of the latest commits, by count. */
    marks: keyOf('marks'),
    /** There while everything is held. */
    hold: keyOf('hold'),
    /** Who lifted the last hold. */
    lifted: keyOf('lifted'),
    /** Machine to those that hold it. */
    locks: keyOf('locks'),
    /** Operation to the machines that it holds. */
    held: keyOf('held'),
    /** What has to be woken, by time: operations by their id, requests as `request:<id>`. */
    due: keyOf('due'),
    requestNumber: keyOf('requests', 'number'),
    request: (id: string) => keyOf('request', id),
    /** The open ones, by when they expire. */
    openRequests: keyOf('requests', 'open'),
    /** Started by one person alone, and not reviewed by another yet; by when. */
    openReviews: keyOf('requests', 'reviews'),
    openRequestsOf: (person: string) => keyOf('requests', 'open-of', person),
    journal: (id: string) => keyOf('journal', id),
    /** By when they began. */
    operations: keyOf('operations'),
    unfinished: keyOf('operations', 'unfinished'),
    auditHead: keyOf('audit', 'head'),
    audit: keyOf('audit'),
    /** By id, until they are chained. */
    auditNotes: keyOf('audit', 'notes'),
    copy: (id: string) => keyOf('copy', id),
    copyLooks: (id: string) => keyOf('copy-looks', id),
    copiesUnfinished: keyOf('copies', 'unfinished'),
    /** By when they ended. */
    copiesUntold: keyOf('copies', 'untold'),
    /** When all of them were listed last. */
    copiesListed: (place: string) => keyOf('copies', 'listed', place),
    /** By when they began. */
    copiesOf: (vmId: string) => keyOf('copies', 'of', vmId),
    copiesInto: (place: string) => keyOf('copies', 'into', place),
    /** By id. */
    schedules: keyOf('schedules'),
    /** Of an operation, or a job that somebody else began: channel to what was told there. */
    deliveries: (subject: string) => keyOf('deliveries', subject),
    /** Channel and milestone to 'told', or to when the claim of whoever is telling it ends. */
    milestones: (subject: string) => keyOf('milestones', subject),
    /** When the first round of watching was. */
    sightings: keyOf('sightings'),
    /** What the last round saw of something. */
    sighting: (key: string) => keyOf('sighting', key),
    workerIdentity: keyOf('worker-identity'),
    subscriptions: keyOf('subscriptions'),
    linkNumber: keyOf('links', 'number'),
    link: (id: string) => keyOf('link', id),
    linkOf: (account: string) => keyOf('link-of', account),
    linkCode: (hash: string) => keyOf('link-code', hash),
    subscriptionNumber: keyOf('subscriptions', 'number'),
    subscription: (id: string) => keyOf('subscription', id),
    subscriptionsOf: (channel: string) => keyOf('subscriptions', 'of', channel),
    /** By tenant and id. */
    conversations: keyOf('conversations'),
    conversationsOfPeople: keyOf('conversations', 'of-people'),
    serviceUrls: keyOf('conversations', 'service-urls'),
    subscriptionsAbout: (subject: string) => keyOf('subscriptions', 'about', subject),
  };
}

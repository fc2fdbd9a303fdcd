/** What somebody may want to do, in the order in which help and the README tell of it. */
export const topics = {
  see: 'See how it stands',
  replication: 'Protect VMs in another region',
  drills: 'Rehearse a recovery',
  failovers: 'Fail over, and back',
  restores: 'Restore from any recovery point',
  backups: 'Back up VMs',
  copies: 'Copy VMs and disks to other regions',
  decisions: 'Agree, refuse, take back',
  running: 'Follow and stop what runs',
  'recovery-plans': 'Recover many VMs in an order',
  storage: 'Fail storage accounts over',
  vaults: 'Set up vaults and their policies',
  news: 'Be told of what happens',
  people: 'Know who may do what',
  bot: 'Look after Lifeboat itself',
} as const;

export type Topic = keyof typeof topics;

/** Safe because what is listed are the keys of the constant above. */
export const topicNames = Object.keys(topics) as readonly Topic[];

/** The topic of that name, by its beginning or by that of what it says: `fail over`. */
export const topicOf = (typed: string): Topic | undefined => {
  const lower = typed.toLowerCase();
  const fitting = topicNames.filter(
    (topic) => topic.startsWith(lower) || topics[topic].toLowerCase().startsWith(lower),
  );
  return topicNames.find((topic) => topic === lower) ?? (fitting.length === 1 ? fitting[0] : undefined);
};

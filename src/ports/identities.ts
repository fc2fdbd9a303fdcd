/** An account of a chat platform, as it is remembered. */
export interface LinkedAccount {
  readonly platform: 'slack' | 'teams';
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
}

/** Somebody has said of an account that it is theirs, and proved it from another one. */
export interface Link {
  readonly id: string;
  /** By the id that the policy has. */
  readonly person: string;
  readonly account: LinkedAccount;
  /** The account that the policy lists, from which it was proved. */
  readonly provedBy: LinkedAccount;
  readonly confirmed?: { readonly person: string; readonly name: string };
}

/** Remembers links between accounts and people, across all replicas. A code serves once. */
export interface Identities {
  offer(code: string, account: LinkedAccount, forSeconds: number): Promise<void>;
  take(code: string): Promise<LinkedAccount | undefined>;
  /** An account is linked to one person at a time. */
  add(link: Omit<Link, 'id' | 'confirmed'>): Promise<Link | 'linked-already' | 'held'>;
  of(account: Omit<LinkedAccount, 'name'>): Promise<Link | undefined>;
  read(id: string): Promise<Link | undefined>;
  confirm(id: string, by: NonNullable<Link['confirmed']>): Promise<Link | 'gone' | 'held'>;
  /** What was there, to the first who asks. */
  remove(id: string): Promise<Link | undefined>;
}

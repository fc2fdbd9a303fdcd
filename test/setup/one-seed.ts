import { configureGlobal } from 'fast-check';

/** A property that failed is tried again on the very same cases: with others it might pass, and nobody would know. */
configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });

import { rehearse } from './rehearse.ts';
import { ofProtection } from './rehearsed/index.ts';

rehearse('Protection in storms', ofProtection);

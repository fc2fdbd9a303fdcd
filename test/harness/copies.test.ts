import { rehearse } from './rehearse.ts';
import { ofCopies } from './rehearsed/index.ts';

rehearse('Copies in storms', ofCopies);
